"""A lab with texts as long as the database allows, and without blanks to break lines."""

from publications.models import Authorship
from tests import factories

PAGES = [
    "/",
    "/people/",
    "/people/x/",
    "/people/long/",
    "/people/gone/",
    "/teams/",
    "/teams/long/",
    "/publications/",
    "/publications/?person=long&venue=long&team=long&year=2025",
    "/publications/long/",
    "/news/",
    "/news/long/",
    "/recruiting/",
    "/recruiting/long/",
    "/recruiting/closed/",
    "/search/?q=" + "W" * 60,
]
AUTHORS = 3000
MARKDOWN = "\n\n".join(
    [
        "# " + "W" * 200,
        "W" * 400,
        "> " + "W" * 200,
        f"- {'W' * 200}",
        "`" + "W" * 200 + "`",
        "```\n" + "W" * 300 + "\n```",
        "| "
        + " | ".join(["W" * 40] * 9)
        + " |\n"
        + "|---" * 9
        + "|\n"
        + "| "
        + " | ".join("abcdefghi")
        + " |",
        "https://example.org/" + "w" * 300,
    ]
)


def solid(length: int) -> str:
    return "W" * length


def pair(field: str, length: int) -> dict:
    return {field: solid(length), f"{field}_zh": "长" * length}


def make_hostile_lab() -> None:
    """Create a long row of each kind, a person with a one-letter name, and a paper with 3,000 authors."""
    factories.lab(
        **{**pair("name", 200), "name": solid(200)},
        **pair("short_name", 40),
        **pair("institution", 200),
        **pair("tagline", 300),
        about=MARKDOWN,
        address=solid(300),
        email=f"{solid(60)}@{'w' * 60}.org",
        phone="1" * 40,
    )
    factories.person("X", slug="x", joined="2020")
    long_person = a_person("long", joined="2020-09")
    former_member = a_person("gone", joined="2019-09", left="2024-06", **pair("destination", 200))
    team = factories.team(
        **{**pair("name", 120), "name": solid(120)}, slug="long", description=MARKDOWN, call=MARKDOWN
    )
    factories.membership(long_person, team, start="2021", is_lead=True)
    factories.membership(former_member, team, start="2021", end="2022")
    paper = a_publication(long_person)
    factories.talk(
        long_person,
        date="2025-06",
        publication=paper,
        slides_url="https://example.org/slides",
        **{**pair("title", 300), "title": solid(300)},
        **pair("event", 200),
        **pair("place", 120),
    )
    factories.news_item(
        MARKDOWN,
        slug="long",
        date="2025-06-01",
        people=[long_person, former_member],
        publications=[paper],
        is_pinned=True,
    )
    notice = {
        **pair("title", 200),
        **pair("starting", 80),
        "body": MARKDOWN,
        "team": team,
        "contact": long_person,
        "contact_email": f"{solid(60)}@{'w' * 60}.org",
        "url": "https://example.org/",
    }
    factories.notice(slug="long", positions=[("phd", 9999), "intern", "master", "postdoc"], **notice)
    factories.notice(slug="closed", closes="2025-02-01", **notice)


def a_person(slug, **fields):
    """Create a person with a name of 60 characters, no photo, 40 links, and a row of each kind."""
    person = factories.person(
        solid(60), slug=slug, native_name="长" * 60, bio=MARKDOWN, **pair("interests", 300), **fields
    )
    for number in range(40):
        factories.profile_link(person, kind="link", label=solid(60), position=number)
    for past in (True, False):
        factories.affiliation(
            person,
            is_past=past,
            **{**pair("institution", 200), "institution": solid(200)},
            **pair("department", 200),
            **pair("capacity", 80),
        )
    factories.education(
        person,
        "2020-09",
        **{**pair("school", 200), "school": solid(200)},
        **pair("department", 200),
        **pair("advisor", 120),
    )
    factories.honor(
        person, date="2025-06-01", **pair("level", 60), **pair("title", 200), **pair("issuer", 200)
    )
    factories.service(
        person,
        start="2024-06",
        end="2025-06",
        **pair("role", 120),
        **pair("subject", 250),
        **pair("partner", 200),
    )
    return person


def a_publication(author):
    venue = factories.venue(solid(250), slug="long", abbreviation=solid(40), rank=solid(40))
    paper = factories.publication(
        solid(200),
        slug="long",
        venue=venue,
        topics=[factories.topic(solid(80))],
        teaser=factories.picture(width=1600, height=200),
        abstract=MARKDOWN,
        award=solid(120),
        volume=solid(40),
        number=solid(40),
        pages=solid(40),
        publisher=solid(200),
        doi="10.1000/" + solid(190),
        citations=123456,
        citations_on="2025-03-01",
        is_selected=True,
    )
    Authorship.objects.bulk_create(
        Authorship(
            publication=paper,
            position=position,
            name=author.name if position == 1500 else f"Author {position}" if position > 1 else solid(200),
            person=author if position == 1500 else None,
            is_equal=position < 100,
        )
        for position in range(1, AUTHORS + 1)
    )
    for number in range(40):
        factories.publication_link(paper, label=solid(60), position=number, stars=99999)
    return paper
