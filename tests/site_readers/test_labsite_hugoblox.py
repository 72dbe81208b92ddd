"""Sites of HugoBlox research groups."""

import pytest

from tests.site_readers.sites import LOREM, named, read_site, values

PEOPLE = """
    ---
    title: People
    type: landing
    sections:
      - block: people
        content:
          user_groups: [Principal Investigators, Grad Students, Alumni]
    ---
    """


def author(title: str, group: str, more: str = "") -> str:
    return f"---\ntitle: {title}\nuser_groups:\n  - {group}\n{more}---\n"


def site(**files: str):
    return {
        "content/people/index.md": PEOPLE,
        "content/authors/admin/_index.md": author(
            "Ann Li", "Principal Investigators", "superuser: true\nrole: Professor\n"
        ),
        "content/authors/bo-wu/_index.md": author("Bo Wu", "Grad Students", "role: PhD Student\n"),
        **files,
    }


def test_groups_and_roles_say_who_is_what():
    result = read_site(
        site()
        | {
            "content/authors/cy-xu/_index.md": author(
                "徐萃",
                "Alumni",
                "name_en: Cy Xu\nrole: 硕士研究生\nenrollment: 2020\ngraduation_year: 2023\n",
            ),
            "content/authors/di-he/_index.md": author(
                "Di He", "Grad Students", "role: Assistant Professor\n"
            ),
            "content/authors/guest/_index.md": author("Someone Else", "Guests"),
        }
    )
    assert result.kind == "hugoblox"
    assert values(result.people, "name", "native_name", "role", "status", "start", "end") == [
        ("Bo Wu", "", "phd", "current", "", ""),
        ("Di He", "", "Grad Students", "current", "", ""),
        ("Ann Li", "", "pi", "current", "", ""),
        ("Cy Xu", "徐萃", "master", "previous", "2020", "2023"),
    ]
    assert named(result, "Someone Else")[0][2] == "The site shows this person on no page."
    assert named(result, "Assistant Professor; Grad Students")[0][2] == "The role contradicts the group."


def test_copied_author_file_is_named_and_not_a_second_person():
    result = read_site(site() | {"content/authors/ann-copy/_index.md": author("Bo Wu", "Grad Students")})
    assert values(result.people, "name") == [("Bo Wu",), ("Ann Li",)]
    assert named(result, "ann-copy: Bo Wu") == [
        (
            "content/authors/ann-copy/_index.md",
            2,
            "A copy of content/authors/bo-wu/_index.md: check who this is.",
        )
    ]


def test_links_studies_and_awards_of_a_member():
    more = """\
education:
  courses:
    - course: PhD in Yarn
      institution: Yarn University
      year: 2019
    - degree: 硕士
      institution: 纱线大学
      major: 纺织
      year: 2014
      year_end: 2016
    - course: BSc in Artificial Intelligence
      institution: Massachusetts Institute of Technology
      year: 2008
social:
  - {icon: envelope, link: 'mailto:bo@yarn.example'}
  - {icon: github, link: "#"}
  - {icon: graduation-cap, link: 'https://scholar.google.com/citations?user=abcdefghijkl'}
  - {icon: twitter, link: 'https://twitter.com/GeorgeCushen'}
awards:
  - 2023年 国家奖学金
"""
    result = read_site(site() | {"content/authors/bo-wu/_index.md": author("Bo Wu", "Grad Students", more)})
    assert values(result.people, "email", "links")[0] == (
        "bo@yarn.example",
        [("google-scholar", "https://scholar.google.com/citations?user=abcdefghijkl")],
    )
    assert values(result.education, "start", "end", "degree", "school", "department") == [
        ("", "2019", "PhD in Yarn", "Yarn University", ""),
        ("2014", "2016", "硕士", "纱线大学", "纺织"),
    ]
    assert values(result.honors, "date", "title") == [("2023", "国家奖学金")]
    assert len([rest for rest in result.not_understood if rest.why == "Template example, left out."]) == 2


def test_publication_takes_its_rest_from_cite_bib():
    result = read_site(
        site()
        | {
            "content/publication/spin/index.md": """
            ---
            title: Spinning
            authors: [admin, bo-wu, Gerard Ford]
            author_notes: [Equal contribution, Equal contribution]
            date: '2019-01-01'
            publication: In *Journal of Yarn*
            publication_types: [article-journal]
            url_pdf: ''
            url_code: https://github.com/annli/spin
            url_slides: '#'
            url_poster: uploads/poster.pdf
            links:
              - name: Preprint
                url: https://arxiv.org/abs/1901.00001
            ---
            """,
            "content/publication/spin/cite.bib": """
            @article{spin, title={Spinning}, author={Li, Ann and Wu, Bo}, year={2019}, month={May},
              doi={10.1234/A}}
            """,
        }
    )
    assert values(
        result.publications, "authors", "year", "month", "venue", "equal_contribution", "links"
    ) == [
        (
            ["Ann Li", "Bo Wu", "Gerard Ford"],
            "2019",
            "05",
            "Journal of Yarn",
            [0, 1],
            [
                ("code", "https://github.com/annli/spin"),
                ("arxiv", "https://arxiv.org/abs/1901.00001"),
                ("doi", "https://doi.org/10.1234/a"),
            ],
        )
    ]
    assert named(result, "uploads/poster.pdf")[0][2] == "A file of the site, not a web address."


@pytest.mark.parametrize(
    ("listed", "bibliography", "authors"),
    [
        ("['Jr., Carl King', ' 张三']", "author = {King, Jr., Carl and 张三}", ["Carl King Jr.", "张三"]),
        ("[Ed Gold, Ann Li]", "editor = {Gold, Ed and Li, Ann}", []),
        ("[Ed Gold]", "editor = {Gold, Ed and Li, Ann}", ["Ed Gold"]),
    ],
)
def test_names_of_the_importer_of_hugo_blox_are_corrected_by_cite_bib(listed, bibliography, authors):
    page = f"---\ntitle: Spinning\nauthors: {listed}\ndate: '2019-01-01'\n---\n"
    cited = f"@book{{spin, title={{Spinning}}, {bibliography}, year={{2019}}}}"
    folder = "content/publication/spin"
    result = read_site(site() | {f"{folder}/index.md": page, f"{folder}/cite.bib": cited})
    assert values(result.publications, "authors") == [(authors,)]


def test_displayed_authors_lose_their_marks_and_the_level_is_the_rank():
    page = """
        +++
        title = "Weaving"
        authors = ["bo-wu"]
        authors_display = ["Bo Wu†", "Cy Xu†", "Ann Li*", "et al."]
        date = 2024-10-01T00:00:00Z
        publication_types = ["journal"]
        level = "CCF-A 期刊"
        +++
        """
    result = read_site(site() | {"content/publication/weave/index.md": page})
    assert values(result.publications, "authors", "equal_contribution", "year", "month", "rank") == [
        (["Bo Wu", "Cy Xu", "Ann Li"], [0, 1], "2024", "10", "CCF-A")
    ]


def test_posts_projects_events_and_openings_have_their_sections():
    result = read_site(
        site()
        | {
            "content/post/prize/index.md": "---\ntitle: Prize\ndate: 2024-05-06\nsummary: Won.\n---\n",
            "content/news/2024-05-07-move/index.md": "---\ntitle: We moved\n---\nTo the **mill**.\n",
            "content/project/loom/index.md": (
                "---\ntitle: Loom\nsummary: New loom\nlinks: [{url: https://loom.example}]\n---\nIt weaves.\n"
            ),
            "content/event/talk/index.md": (
                "---\ntitle: On yarn\nevent: YarnConf\nlocation: Leeds\ndate: '2023-04-05T13:00:00Z'\n---\n"
            ),
            "content/contact/index.md": """
            ---
            title: 加入我们
            type: landing
            sections:
              - block: markdown
                content:
                  text: 欢迎联系。
            ---
            """,
        }
    )
    assert values(result.news, "date", "text") == [
        ("2024-05-07", "We moved\n\nTo the **mill**."),
        ("2024-05-06", "Prize\n\nWon."),
    ]
    assert values(result.projects, "title", "text") == [
        ("Loom", "New loom\n\nIt weaves.\n\n<https://loom.example>")
    ]
    assert values(result.talks, "date", "title", "event", "place") == [
        ("2023-04-05", "On yarn", "YarnConf", "Leeds")
    ]
    assert values(result.notices, "title", "text") == [("加入我们", "欢迎联系。")]


def test_examples_drafts_and_hidden_pages_stay_out_and_are_named():
    result = read_site(
        site()
        | {
            "content/authors/nelson/_index.md": author("Nelson Bighetti", "Alumni"),
            "content/publication/conference-paper/index.md": "---\ntitle: An example conference paper\n---\n",
            "content/event/example/index.md": "---\ntitle: Example Event\ndate: '2030-06-01'\n---\n",
            "content/post/one/index.md": "---\ntitle: Unfinished\ndraft: true\n---\n",
            "content/post/two/index.md": (
                "---\ntitle: Jian Yang and Monica Hall Win the Best Paper Award at Wowchemy 2020\n---\n"
            ),
            "content/post/HOWTO.md": "---\ntitle: How to\nbuild: {render: never, list: never}\n---\nWrite.\n",
            "content/authors/bo-wu/_index.md": author("Bo Wu", "Grad Students") + LOREM,
        }
    )
    assert values(result.people, "name") == [("Bo Wu",), ("Ann Li",)]
    assert not result.publications + result.talks + result.news
    reasons = {rest.text: rest.why for rest in result.not_understood}
    sample = "Template example, left out."
    assert reasons["Nelson Bighetti"] == reasons["Example Event"] == reasons[LOREM] == sample
    assert reasons["An example conference paper"] == sample
    assert reasons["Unfinished"] == "A draft, left out."
    assert reasons["How to"] == "The site does not show this page, left out."


def test_pages_in_a_second_language_give_names_and_no_second_items():
    result = read_site(
        {
            "content/en/authors/ann-li/_index.md": author("Ann Li", "Team"),
            "content/zh/authors/ann-li/_index.md": author("李安", "团队"),
            "content/en/authors/bo-wu/_index.md": author("Bo Wu", "Team"),
            "content/en/post/prize/index.md": "---\ntitle: Prize\ndate: 2024-05-06\n---\n",
            "content/zh/post/prize/index.md": "---\ntitle: 获奖\ndate: 2024-05-06\n---\n",
        }
    )
    assert values(result.people, "name", "native_name") == [("Ann Li", "李安"), ("Bo Wu", "")]
    assert values(result.news, "text") == [("Prize",)]
    assert named(result, "获奖")[0][2] == "A translation of content/en/post/prize/index.md."


def test_authors_in_data_files():
    data = """
        schema: hugoblox/author/v1
        slug: {slug}
        name: {{display: {name}, given: x, family: y, alternate: {native}}}
        role: PhD student
        bio: Spins yarn.
        affiliations: [{{name: Yarn University}}]
        links:
          - {{icon: brands/github, url: https://github.com/{slug}}}
          - {{icon: at-symbol, url: mailto:{slug}@yarn.example}}
        education:
          - {{degree: MSc Yarn, institution: Yarn University, start: 2015-09-01, end: 2017-06-30}}
        """
    result = read_site(
        {
            "data/authors/ann.yaml": data.format(slug="ann", name="Ann Li", native="李安"),
            "data/authors/bo.yaml": data.format(slug="bo", name="Bo Wu", native="''"),
            "content/authors/ann/_index.md": "---\n---\n",
            "content/publications/spin/index.md": "---\ntitle: Spinning\nauthors: [ann]\n---\n",
        }
    )
    assert result.kind == "hugoblox"
    assert values(result.people, "name", "native_name", "role", "email", "place", "links") == [
        (
            "Ann Li",
            "李安",
            "phd",
            "ann@yarn.example",
            "Yarn University",
            [("github", "https://github.com/ann")],
        ),
        ("Bo Wu", "", "phd", "bo@yarn.example", "Yarn University", [("github", "https://github.com/bo")]),
    ]
    assert values(result.education, "start", "end", "degree")[0] == ("2015-09-01", "2017-06-30", "MSc Yarn")
    assert values(result.publications, "authors") == [(["Ann Li"],)]
    assert named(result, "Spins yarn.")


def test_papers_that_share_a_doi_by_mistake_both_come_in():
    fields = 'doi: "10.1234/abc"\ndate: 2020-01-01\nauthors: [Bo Wu]\n'
    result = read_site(
        site()
        | {
            "content/publication/a/index.md": f"---\ntitle: Slow rivers of the north\n{fields}---\n",
            "content/publication/b/index.md": f"---\ntitle: Fast lakes in southern towns\n{fields}---\n",
            "content/publication/c/index.md": f"---\ntitle: Slow rivers of the far north\n{fields}---\n",
        }
    )
    assert values(result.publications, "title") == [
        ("Slow rivers of the north",),
        ("Fast lakes in southern towns",),
    ]
    assert named(result, "Slow rivers of the far north")


def test_content_of_a_tool_and_authors_that_are_a_group_stay_out():
    widget = '+++\nwidget = "people"\ntitle = "People"\nuser_groups = ["Members"]\n+++\n'
    result = read_site(
        {
            "content/home/people.md": f"{widget}## Alumni\n[Dee Yi](authors/dee/) (2020-2023)\n",
            "content/author/admin/_index.md": author("River Lab", "Members"),
            "content/author/bo/_index.md": author("Bo Wu", "Members"),
            "content/author/dee/_index.md": author("Dee Yi", "Students"),
            "bibtex/content/out/a/index.md": "---\ntitle: Slow rivers\npublication_types: ['2']\n---\n",
        }
    )
    assert values(result.people, "name", "status", "start", "end") == [
        ("Bo Wu", "current", "", ""),
        ("Dee Yi", "previous", "2020", "2023"),
    ]
    assert result.publications == []
    assert named(result, "River Lab")
    assert named(result, "Slow rivers")


def test_head_of_the_research_is_no_project_and_switches_and_degrees_are_no_part_of_a_name():
    part = "---\nwidget: blank\nheadless: true\ntitle: {}\n---\nWe study rivers and lakes.\n"
    result = read_site(
        {
            "content/authors/bo/_index.md": author("Bo Wu, Ph.D., P.E.", "Members"),
            "content/authors/cy/_index.md": author("Cy Peng", "Members").replace(
                "---\n", "---\nactive: false\n", 1
            ),
            "content/research/index.md": "---\ntype: widget_page\n---\n",
            "content/research/head.md": part.format("Research"),
            "content/research/rivers.md": part.format("Rivers"),
        }
    )
    assert values(result.people, "name", "status") == [("Bo Wu", "current"), ("Cy Peng", "current")]
    assert values(result.projects, "title") == [("Rivers",)]
    assert named(result, "We study rivers")


def test_alumni_stand_in_paragraphs_and_blank_studies_stay_out():
    course = "education:\n  courses:\n  - course: PhD in ...\n    institution: Ys College\n    year: 2012\n"
    result = read_site(
        {
            "content/authors/bo/_index.md": author("Bo Wu", "Members").replace("---\n", f"---\n{course}", 1),
            "content/people/index.md": "---\ntype: widget_page\n---\n",
            "content/people/members.md": "---\nwidget: blank\nheadless: true\n---\nAlumni:\n\n"
            "Cy Xu, MD candidate\n\nDee Yi, Master student\n",
        }
    )
    assert values(result.people, "name", "status") == [
        ("Bo Wu", "current"),
        ("Cy Xu", "previous"),
        ("Dee Yi", "previous"),
    ]
    assert result.education == []
