"""The demo agrees with the reference homepage."""

import re
from datetime import date

import pytest

from labsite.demo.facts import group, jiaming_xu, news, notices, publications
from labsite.demo.load import load
from news.models import NewsItem
from people.models import Lab, Person, TeamMembership
from people.roster import TeamRoster, member_on
from projects.models import Project, ProjectLink
from publications.models import Publication

AUTUMN = date(2025, 10, 1)

CURRENT = [
    ("Jiaming Xu", "许珈铭", "Third-year PhD student", "SJTU SII"),
    ("Yaoxiu Lian", "廉瑶秀", "Fourth-year PhD student", "SJTU"),
    ("Yongkang Zhou", "周永康", "First-year PhD student", "SJTU SII"),
    ("Kele Shao", "邵可乐", "First-year PhD student", "Westlake SII"),
    ("Jiayi Pan", "潘佳一", "Second-year master’s student", "SJTU"),
    ("Tianlang Zhao", "赵天朗", "Fourth-year undergraduate", "SJTU"),
    ("Hanzhen Wang", "王翰楨", "Third-year undergraduate", "SJTU"),
    ("Haotian Fang", "方皓天", "Second-year undergraduate", "SJTU"),
    ("Qiming Cheng", "程淇铭", "Second-year undergraduate", "ECNU"),
]
FORMER = [
    ("Siming Chen", "陈思铭", "Fourth-year undergraduate", "Lanzhou", "2024.10", "2025.06"),
    ("Junyi Wu", "吴俊逸", "Third-year undergraduate", "SJTU", "2024.01", "2025.03"),
]
PLACES = {
    "Shanghai Jiao Tong University": "SJTU",
    "Shanghai Innovation Institute": "SII",
    "Westlake University": "Westlake",
    "East China Normal University": "ECNU",
    "Lanzhou University": "Lanzhou",
}
URLS = """\
https://arxiv.org/abs/2311.01282
https://arxiv.org/abs/2509.05614
https://cloud.infini-ai.com/platform/ai
https://cs.xidian.edu.cn/
https://dai.sjtu.edu.cn/join.html
https://dai.sjtu.edu.cn/my_file/pdf/7e067065-0e58-4e87-a373-feea0bebde1b.pdf
https://dai.sjtu.edu.cn/pepledetail.html?id=218
https://dgsparse.github.io/
https://github.com/dgSPARSE
https://github.com/infinigence/SpecEE
https://ieeexplore.ieee.org/document/10802949
https://me.sjtu.edu.cn/teacher_directory1/guweiguo.html
https://mp.weixin.qq.com/s/e9OHATqk88Q9zM3Y5czFQA
https://mp.weixin.qq.com/s/vecJX1J8sFoRK8ZudFfzaA
https://proceedings.mlsys.org/paper_files/paper/2024/file/5321b1dabcd2be188d796c21b733e8c7-Paper-Conference.pdf
https://scholar.google.com/citations?user=DhtAFkwAAAAJ
https://web.xidian.edu.cn/nnwang/
https://www.arxiv.org/abs/2509.13848
https://www.cs.sjtu.edu.cn/
https://www.cs.sjtu.edu.cn/PeopleDetail.aspx?id=85
https://www.sii.edu.cn/
https://www.zhihu.com/people/hong_pku
"""


@pytest.fixture(scope="module")
def demo_lab(rows_of_module, plain_pictures):
    load(AUTUMN)


@pytest.fixture
def jiaming(demo_lab, db):
    return Person.objects.get(slug="jiaming-xu")


def roster(on):
    memberships = TeamMembership.objects.filter(team__slug="dai-sys").select_related("team", "person")
    with_study = memberships.prefetch_related("person__education", "person__affiliations")
    (team_roster,) = TeamRoster.of(with_study, on, Lab.load())
    return team_roster


def description_of(member):
    places = " ".join(PLACES[place.text] for place in member.institutions)
    return member.person.name, member.person.native_name, member.status, places


@pytest.mark.usefixtures("jiaming")
def test_team_in_autumn_2025_agrees_with_the_homepage():
    team = roster(AUTUMN)
    assert [description_of(member) for member in team.current] == CURRENT
    assert [member.person.name for member in team.leads] == ["Jiaming Xu"]
    assert team.head_counts == ["4 PhD students", "1 master’s student", "4 undergraduates"]


@pytest.mark.usefixtures("jiaming")
def test_former_members_are_described_as_on_their_last_day():
    team = roster(AUTUMN)
    assert [
        (*description_of(member), member.start.dotted, member.end.dotted) for member in team.previous
    ] == FORMER
    for member in team.previous:
        assert not member.person.is_current(AUTUMN)
        assert member_on(member.person, member.end.last_day, Lab.load()).status == member.status


def test_profile_has_affiliations_education_and_link(jiaming):
    first, second, past = jiaming.affiliations.all()
    assert (first.department_zh, first.url) == ("计算机学院", "https://www.cs.sjtu.edu.cn/")
    assert (second.institution_zh, second.url) == ("上海创智学院", "https://www.sii.edu.cn/")
    assert (past.institution_zh, past.capacity, past.is_past) == ("无问芯穹", "Intern", True)
    phd, bachelor = jiaming.education.all()
    assert (phd.start.dotted, phd.end.dotted, phd.is_expected) == ("2023.06", "2028.06", True)
    assert (bachelor.start.dotted, bachelor.end.dotted) == ("2019.09", "2023.06")
    assert (phd.advisor_zh, bachelor.advisor_zh) == ("戴国浩", "王楠楠")
    assert jiaming.links.get().kind == "google-scholar"


@pytest.mark.parametrize(
    "word",
    [
        *[
            "Guohao Dai (戴国浩)",
            "Nannan Wang (王楠楠)",
            "Xiuhong Li (李秀红)",
            "Infinigence AI (无问芯穹)",
            "2023",
        ],
        *[
            "Xidian University",
            "large language models",
            "sparse computing",
            "embodied AI",
            "multimodal",
            "MLSys",
        ],
        *["quantization", "pruning", "speculative decoding", "kernel design", "memory management"],
        *["dataflow design", "heterogeneous computing", "IEEE TCAD", "ISCA", "DAC", "ten papers"],
    ],
)
def test_biography_contains_every_fact(word):
    assert word in " ".join(jiaming_xu.BIO.split())


def test_honors_talks_service_and_news_are_complete(jiaming):
    assert jiaming.honors.count() == 13
    assert jiaming.honors.filter(is_highlighted=True).count() == 3
    assert set(jiaming.honors.filter(is_highlighted=True).values_list("title_zh", "level")) == {
        ("国家奖学金", "Top 1%")
    }
    assert jiaming.talks.count() == 9
    assert set(jiaming.talks.exclude(publication=None).values_list("publication__slug", flat=True)) == {
        "specee",
        "flashdecoding",
    }
    assert jiaming.service.count() == 7
    assert NewsItem.objects.about(jiaming).count() == NewsItem.objects.count() == 5
    assert NewsItem.objects.filter(publications__slug="specee").count() == 2


def byline(publication):
    """Return the printed authors; * marks equal contribution, + a member."""
    return ", ".join(
        f"{author.name}{'*' * author.is_equal}{'+' if author.person_id else ''}"
        for author in publication.bylines
    )


@pytest.mark.parametrize(
    ("slug", "badge", "rank", "kind", "links", "authors"),
    [
        (
            *("specee", "ISCA 2025", "CCF-A", "conference", ["Paper", "Code", "机器之心"]),
            "Jiaming Xu+, Jiayi Pan+, Yongkang Zhou+, Siming Chen+, Jinhao Li, Yaoxiu Lian+, Junyi Wu+, "
            "Guohao Dai+",
        ),
        (
            "enabling-efficient-sparse-multiplications-on-gpus",
            *("IEEE TCAD 2025", "CCF-A", "journal", ["Paper", "Project", "Code"]),
            "Jiaming Xu*+, Shan Huang*, Jinhao Li, Guyue Huang, Yuan Xie, Yu Wang, Guohao Dai+",
        ),
        (
            *("flashdecoding", "MLSys 2024", "non-CCF", "conference", ["Paper", "arXiv", "机器之心"]),
            "Ke Hong*, Guohao Dai*+, Jiaming Xu*+, Qiuli Mao, Xiuhong Li, Jun Liu, Kangdi Chen, "
            "Yuhan Dong, Yu Wang",
        ),
    ],
)
@pytest.mark.usefixtures("jiaming")
def test_papers_have_their_authors_marks_venue_and_links(slug, badge, rank, kind, links, authors):
    paper = Publication.objects.get(slug=slug)
    assert (paper.badge, paper.venue.rank, paper.kind, paper.date.precision) == (badge, rank, kind, "year")
    assert [link.text for link in paper.link_list] == links
    assert byline(paper) == authors
    assert paper.is_selected and paper.teaser and paper.citations is None


@pytest.mark.usefixtures("jiaming")
def test_papers_have_the_order_and_the_repositories_of_the_homepage():
    papers = Publication.objects.newest_first()
    assert [paper.badge for paper in papers] == ["ISCA 2025", "IEEE TCAD 2025", "MLSys 2024"]
    repositories = [link.repository for paper in papers for link in paper.links.filter(kind="code")]
    assert repositories == ["infinigence/SpecEE", "dgSPARSE/dgSPARSE-Lib"]


def texts(value):
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str):
        yield value
    elif hasattr(value, "__iter__"):
        for part in value:
            yield from texts(part)


def test_demo_has_exactly_the_urls_of_the_homepage():
    facts = [vars(module) for module in (group, jiaming_xu, news, notices, publications)]
    rows = [value for names in facts for name, value in names.items() if name.isupper()]
    urls = {url for text in texts(rows) for url in re.findall(r"[a-z]+://[^\s)]+", text)}
    urls.remove(group.LAB["map_url"])  # a search on a map, which the homepage does not have
    assert "\n".join(sorted(urls)) == URLS.strip()
    assert all(url.startswith("https://") for url in urls)


def test_projects_are_the_lines_of_research_with_their_papers_and_links(jiaming):
    papers = {project.slug: project.publications.count() for project in Project.objects.with_member(jiaming)}
    assert papers == {"llm-inference": 2, "sparse-computing": 1, "diffusion-and-vla": 0}
    links = {url.rstrip("/") for url in ProjectLink.objects.values_list("url", flat=True)}
    assert {"https://dgsparse.github.io", "https://github.com/infinigence/SpecEE"} <= links
