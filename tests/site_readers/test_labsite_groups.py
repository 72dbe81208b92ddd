"""Groups, labels and folders of lab sites that say more than their names. All of it is invented."""

from tests.site_readers.sites import named, read_site, values


def author(**fields: str) -> str:
    return "---\n" + "\n".join(f"{name}: {value}" for name, value in fields.items()) + "\n---\n"


PEOPLE = {
    "content/authors/ann/_index.md": author(
        title="Ann Li", role="PhD student since 2021, co-supervised with Prof. Wu", user_groups="[PhD]"
    ),
    "content/authors/bo/_index.md": author(
        title="Bo Wu", role="MPhil 2018-2020, co-supervise with Prof. Xu, Lake Company", user_groups="[Gone]"
    ),
    "content/authors/cy/_index.md": author(
        title="许云", role="22级研究生<br><br>湖泊公司", user_groups="[访问生]"
    ),
    "content/people/index.md": """\
        ---
        type: landing
        sections:
          - block: people
            content: {title: Team, user_groups: [PhD, Gone]}
          - block: people
            content: {title: 毕业成员, user_groups: [访问生]}
        ---
        * Di He (PhD student)
        """,
}


def test_label_says_since_when_and_what_became_of_a_person():
    people = read_site(PEOPLE).people
    assert values(people, "name", "role", "status", "start", "end", "place") == [
        ("Ann Li", "phd", "current", "2021", "", ""),
        ("Bo Wu", "master", "previous", "2018", "2020", "Lake Company"),
        ("许云", "visitor", "previous", "2022", "", "湖泊公司"),
    ]


def test_title_of_a_folder_or_of_its_list_says_that_posts_are_projects():
    post = "---\ntitle: Maps for everybody\ndate: 2024-01-02\n---\nWe map lakes."
    folder = {"content/post/_index.md": "---\ntitle: Project\n---"}
    result = read_site(PEOPLE | folder | {"content/post/a/index.md": post})
    assert values(result.projects, "title") == [("Maps for everybody",)] and not result.news
    block = """\
        ---
        type: landing
        sections:
          - block: collection
            content: {title: 研究方向, filters: {folders: [post]}}
        ---
        """
    result = read_site(PEOPLE | {"content/_index.md": block, "content/post/a/index.md": post})
    assert values(result.projects, "title") == [("Maps for everybody",)] and not result.news
    assert values(read_site(PEOPLE | {"content/post/a/index.md": post}).news, "date") == [("2024-01-02",)]


def test_papers_of_one_page_are_read_whatever_stands_between_title_and_venue():
    page = """\
        ---
        title: Papers
        ---
        **2025**
        1. Ann Li, Bo Wu, **Cy Xu***: Maps of Quiet Rivers. 2025.03，**WSDM 2025**
        2. Ann Li, Bo Wu: Deep or Shallow? A Study of the Lakes. 2024，ACL 2024
        3. Ann Li, Bo Wu: Long-River Summarization Revisited. 2023.03，WSDM 2023
        4. Ann Li, Di He, Bo Wu. [Lake Services](https://doi.org/10.1234/a). Lake Press. 2-5 June 2022.
        5. Li, Ann, Bo Wu, and Cy Xu. Depth of Lakes. Journal of Lakes, 2021
        6. 李安, 吴波. [基于湖泊数据的流量预测方法研究](./a.pdf). 湖泊学报[J], 2020.
        """
    papers = read_site(PEOPLE | {"content/papers/_index.md": page}).publications
    assert values(papers, "title", "authors", "year", "venue") == [
        ("Maps of Quiet Rivers", ["Ann Li", "Bo Wu", "Cy Xu"], "2025", "WSDM"),
        ("Deep or Shallow? A Study of the Lakes", ["Ann Li", "Bo Wu"], "2024", "ACL"),
        ("Long-River Summarization Revisited", ["Ann Li", "Bo Wu"], "2023", "WSDM"),
        ("Lake Services", ["Ann Li", "Di He", "Bo Wu"], "2022", "Lake Press"),
        ("Depth of Lakes", ["Ann Li", "Bo Wu", "Cy Xu"], "2021", "Journal of Lakes"),
        ("基于湖泊数据的流量预测方法研究", ["李安", "吴波"], "2020", "湖泊学报"),
    ]


def test_news_and_events_of_a_template_stay_out():
    site = {
        "_config.yml": "title: Lake Lab",
        "_pages/team.md": "---\ntitle: Team\n---\n",
        "_data/team_members.yml": (
            "- name: Ann Li\n  info: PhD student, started Jan 2024\n  education1: BSc Lake University"
        ),
        "_data/news.yml": (
            "- date: 01. July 2016\n  headline: Milan is at the strongly correlated electron GRC 2016."
        ),
    }
    result = read_site(site)
    assert result.news == [] and named(result, "GRC 2016")
    assert values(result.people, "start") == [("2024-01",)]
    assert values(result.education, "degree", "school") == [("BSc", "Lake University")]
    event = author(title="Demo", summary="An example event.", date="2030-06-01", location="Wowchemy HQ")
    assert read_site(PEOPLE | {"content/event/a/index.md": event}).talks == []


def test_paper_has_the_abstract_of_its_page_and_the_pages_of_its_bibliography():
    paper = "---\ntitle: Maps of rivers\nauthors: [Ann Li]\ndate: 2024-01-01\nabstract: We map rivers.\n---\n"
    cited = "@article{a, title={Maps of Rivers}, journal={Lakes}, volume={4}, pages={5--6}, year={2024}}"
    result = read_site(
        {**PEOPLE, "content/publication/a/index.md": paper, "content/publication/a/maps.bib": cited}
    )
    details = {"abstract": "We map rivers.", "volume": "4", "pages": "5–6"}
    assert values(result.publications, "venue", "details") == [("Lakes", details)]
    assert not [rest for rest in result.not_understood if "publication/a" in rest.file]
