"""A lab with a row of each kind that pages display, and the URLs of all public pages.

Every text contains markup that must be escaped.
"""

from labsite.open_data import NAMES
from publications.models import Authorship, CitationYear, Publication
from tests import factories

#: Closes any context that it could be in: an element, an attribute, a script, a Markdown link.
MARKUP = """</script></title><img src=//x.example onerror=x>"'--><b id=main>&amp;"""

PAGES = [
    "/",
    "/people/",
    "/people/ada-example/",
    "/people/bob-before/",
    "/people/ada-example/publications/",
    "/people/bob-before/publications/",
    "/teams/",
    "/teams/engines/",
    "/publications/",
    "/publications/on-engines/",
    "/projects/",
    "/projects/steam/",
    "/projects/grants/yarn/",
    "/news/",
    "/news/2025/",
    "/news/engines-are-out/",
    "/recruiting/",
    "/recruiting/open-notice/",
    "/recruiting/closed-notice/",
    "/handbook/",
    "/search/",
]
LISTS = ["/people/", "/teams/", "/publications/", "/projects/", "/news/", "/recruiting/"]
FEEDS = ["/news/feed/", "/publications/feed/", "/recruiting/feed/", "/people/ada-example/feed/"]
EXPORTS = [
    f"/publications/{name}.{extension}"
    for name in ("export", "on-engines")
    for extension in ("bib", "ris", "json")
]


def in_chinese(path: str) -> str:
    return f"/zh-hans{path}"


def both(paths: list[str]) -> list[str]:
    """Return the paths in English and in Chinese."""
    return [*paths, *map(in_chinese, paths)]


ALL_PAGES = both(PAGES)
SITEMAPS = [
    "/sitemap.xml",
    *(
        f"/sitemap-{name}.xml"
        for name in (
            "pages",
            "people",
            "profile-publications",
            "teams",
            "publications",
            "projects",
            "grants",
            "news",
            "recruiting",
            "own-pages",
        )
    ),
]
DATA_FILES = [f"/data/{name}.json" for name in NAMES]
SCHEMAS = [f"/data/{name}.schema.json" for name in NAMES]
EVERYTHING = [*both([*PAGES, *FEEDS, *EXPORTS]), *SITEMAPS, *DATA_FILES, *SCHEMAS]


def pair(field: str, english: str, chinese: str) -> dict:
    return {field: english + MARKUP, f"{field}_zh": chinese + MARKUP}


def make_full_lab(rows: int = 1) -> None:
    """Create ``rows`` rows of each kind. The first row of each kind has the URL in PAGES."""
    lab = factories.lab(
        "Example Lab" + MARKUP,
        name_zh="示例实验室" + MARKUP,
        **pair("institution", "Example University", "示例大学"),
        **pair("tagline", "We build engines.", "我们造引擎。"),
        **pair("about", "# About\n\n**Bold**", "关于"),
        **pair("address", "1 Example Road", "示例路 1 号"),
        institution_url="https://example.org/?a=1&b=2",
        email="lab@example.org",
        phone="+86 21 0000",
        logo=factories.picture(),
        map_url="https://example.org/map?a=1&b=2",
        **pair("hero_alt", "Our engines", "我们的引擎"),
        **pair("hero_caption", "The group in spring", "春天的合影"),
        **pair("directions", "# Metro\n\nLine 1.", "地铁 1 号线"),
    )
    photo = lab.logo.name  # reused, because encoding a picture takes longer than all the rest
    type(lab).objects.update(hero=photo)
    ada = a_person("Ada Example", photo=photo, email="ada@example.org", email_visibility="public", role=10)
    former_member = a_person("Bob Before", left="2023", **pair("destination", "Elsewhere", "别处"))
    others = [a_person(f"Person {number}") for number in range(rows)]
    former_members = [a_person(f"Gone {number}", left="2022") for number in range(1, rows)]
    teams = [a_team("engines", ada, [former_member, *others, *former_members])]
    teams += [a_team(f"team-{number}", ada, [former_member]) for number in range(1, rows)]
    venue = factories.venue("Conference" + MARKUP, abbreviation="EX<b>", rank="CCF-A")
    topics = [factories.topic(f"Topic {number}" + MARKUP, name_zh="题目") for number in range(rows)]
    papers = [
        a_publication(number, rows, ada, former_member, others, venue, topics, photo)
        for number in range(rows)
    ]
    for number in range(rows):
        a_profile_row(ada, number, papers[0])
    factories.talk(former_member, "Talk" + MARKUP, publication=papers[0], event="Event")
    for number in range(rows):
        project = a_project(number, [ada, former_member, *others], papers, topics, teams[0], photo)
        a_news_item(number, [ada, former_member, *others], papers, photo, project=project)
        a_notice(number, teams[number], ada, project)
    a_page(rows)


def a_page(subpages):
    page = factories.page(
        slug="handbook",
        **pair("title", "Handbook", "手册"),
        **pair("body", "# Rules\n\n**Be kind**, see https://example.org/a?b=1&c=2.", "请友善。"),
    )
    for number in range(subpages):
        factories.page(f"Chapter {number}" + MARKUP, "*Text*" + MARKUP, parent=page)


def a_person(name, **fields):
    person = factories.person(
        name + " <b>",
        slug=name.lower().replace(" ", "-"),
        **{"role": 40, "joined": "2020-09", "native_name": "徐佳明", **fields},
        shown_aliases=f"A. {name}\nB{MARKUP}",
        **pair("bio", "# Life\n\nI **build** engines, see https://example.org/a?b=1&c=2.", "我造引擎。"),
        **pair("interests", "engines", "引擎"),
    )
    factories.education(person, start="2020-09", **pair("school", "School", "学校"))
    factories.affiliation(person, **pair("institution", "Institute", "研究所"))
    return person


def a_profile_row(person, number, paper):
    names = {"url": f"https://example.org/?a={number}&b=2"}
    factories.profile_link(person, kind="link", label="Home<b>", **names)
    factories.honor(person, date="2024-05", level="top 1 %", **pair("title", "Award", "奖"))
    factories.service(person, start="2024", **pair("role", "Reviewer", "审稿"), **pair("subject", "EX", "会"))
    factories.talk(person, publication=paper, date="2024", event="Event" + MARKUP, **names)
    factories.education(
        person, "2016", "bachelor", school="School" + MARKUP, advisor="Prof" + MARKUP, **names
    )
    factories.affiliation(person, is_past=True, capacity="intern" + MARKUP, **names)


def a_team(slug, lead, members):
    team = factories.team(
        slug.title() + MARKUP,
        slug=slug,
        name_zh="引擎组" + MARKUP,
        **pair("description", "# Aim\n\nWe build.", "我们造。"),
        **pair("call", "# Call\n\nCome!", "来吧！"),
    )
    factories.membership(lead, team, start="2021", is_lead=True)
    for member in members:
        factories.membership(member, team, start="2021")
    return team


def a_publication(number, authors, ada, former_member, others, venue, topics, teaser):
    paper = factories.publication(
        f"On Engines {number} {MARKUP}",
        slug="on-engines" if number == 0 else f"on-engines-{number}",
        venue=venue,
        topics=topics,
        teaser=teaser,
        is_selected=True,
        abstract="An *abstract*" + MARKUP,
        month=6,
        volume="1",
        number="2",
        pages="3-4",
        award="Best Paper" + MARKUP,
        doi=f"10.1000/{number}",
        arxiv_id=f"2501.{number:05}",
        citations=7,
        citations_on="2025-03-01",
    )
    names = [ada, former_member, *others, *["Somebody " + MARKUP] * authors]
    Authorship.objects.bulk_create(
        Authorship(
            publication=paper,
            position=position,
            name=str(name),
            person=None if isinstance(name, str) else name,
            is_equal=position < 3,
            is_corresponding=position == 2,
        )
        for position, name in enumerate(names, 1)
    )
    factories.publication_link(paper, label="Code<b>", stars=5, stars_on="2025-03-01")
    CitationYear.objects.bulk_create(
        CitationYear(publication=paper, year=year, citations=2) for year in (2022, 2023, 2025)
    )
    Publication.objects.filter(pk=paper.pk).reindex()
    return paper


def a_project(number, people, papers, topics, team, picture):
    project = factories.project(
        "Steam" + MARKUP,
        slug="steam" if number == 0 else f"steam-{number}",
        people=[(person, "Engineer" + MARKUP) for person in people],
        publications=papers,
        topics=topics,
        team=team,
        picture=picture,
        start="2021",
        end="2023" if number % 2 else None,
        title_zh="蒸汽" + MARKUP,
        **pair("summary", "Steam for engines.", "蒸汽机。"),
        **pair("body", "# Aim\n\nMore **steam**.", "更多蒸汽。"),
        **pair("picture_alt", "An engine", "蒸汽机"),
    )
    factories.grant(
        str(number),
        "Yarn Fund" + MARKUP,
        slug="yarn" if number == 0 else f"yarn-{number}",
        people=people,
        projects=[project],
        publications=papers,
        **pair("title", "Threads", "纱线"),
    )
    factories.project_output(
        project, "Kettle" + MARKUP, licence="MIT" + MARKUP[:40], version="<1>", doi="10.5281/<b>"
    )
    factories.project_link(project, label="Code<b>", url="https://example.org/?a=1&b=2")
    return project


def a_news_item(number, people, papers, picture, project):
    factories.news_item(
        slug="engines-are-out" if number == 0 else f"engines-{number}",
        date="2025-03-01",
        people=people,
        publications=papers,
        projects=[project],
        is_pinned=True,
        picture=picture,
        **pair("picture_alt", "An engine", "发动机"),
        **pair("title", "Engines are out", "引擎发布"),
        **pair(
            "body",
            "Engines are **out**, see [this](https://example.org/?a=1&b=2).\n\n# Why\n\nSo.",
            "引擎发布了。",
        ),
    )


def a_notice(number, team, contact, project):
    names = {
        **pair("title", "Engineers", "工程师"),
        **pair("body", "# Work\n\nBuild engines.", "造引擎。"),
        **pair("starting", "Autumn", "秋季"),
        "team": team,
        "project": project,
        "contact": contact,
        "contact_email": "jobs@example.org",
        "url": "https://example.org/?a=1&b=2",
    }
    after = "" if number == 0 else f"-{number}"
    factories.notice(
        slug=f"open-notice{after}", closes="2099-12-31", positions=[("phd", 2), "intern"], **names
    )
    factories.notice(slug=f"closed-notice{after}", closes="2025-02-01", **names)
