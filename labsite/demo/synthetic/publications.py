"""The publications of a block with their authors, links, topics and citation counts."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from labsite.demo.synthetic import words
from labsite.demo.synthetic.block import FIRST_YEAR, LAST_YEAR, NOTE, Block, names, short, write
from people.models import Person
from publications.models import Authorship, Publication, PublicationLink

PUBLICATIONS = 300  # in a block
COUNTED_ON = date(LAST_YEAR, 6, 1)  # citations and stars

#: Kind of publication, kind of venue, percentage.
KINDS = [
    ("conference", "conference", 55),
    ("journal", "journal", 25),
    ("workshop", "workshop", 10),
    ("preprint", "preprints", 7),
    ("chapter", "publisher", 3),
]
#: Kind of link, percentage of publications that have one.
LINKS = [("paper", 50), ("code", 40), ("project", 15), ("slides", 15), ("video", 8), ("poster", 5)]


def write_publications(block: Block) -> None:
    block.publications = [_publication(block, index) for index in range(PUBLICATIONS)]
    authorships, links, topics = (
        [list(rows_of(block, publication)) for publication in block.publications]
        for rows_of in (_authorships, _links, _topics)
    )
    # The searchable text contains the names of authors and topics.
    for publication, authors, of_topics in zip(block.publications, authorships, topics, strict=True):
        publication.set_names_to_search([row.topic for row in of_topics], [], authors)
    write(block.publications)
    for rows in (authorships, links, topics):
        write(list(chain.from_iterable(rows)))


def _publication(block: Block, index: int) -> Publication:
    chance = block.chance
    (kind, venue_kind, _weight) = chance.choices(KINDS, [weight for *_, weight in KINDS])[0]
    (title, language), (year, month) = block.title(), block.month()
    in_journal, first_page, is_counted = kind == "journal", chance.randint(1, 900), block.happens(90)
    citations_a_year = 6
    return Publication(
        slug=block.slug(Publication, title),
        title=title,
        language=language,
        kind=kind,
        venue=chance.choice(block.shared.venues[venue_kind]),
        year=year,
        month=month if block.happens(85) else None,
        volume=str(year - FIRST_YEAR + 1) if in_journal else "",
        number=str(month) if in_journal else "",
        pages=f"{first_page}-{first_page + chance.randint(5, 18)}" if block.happens(70) else "",
        abstract=_abstract(block, title),
        doi=f"10.5555/labsite.{block.number}.{index}" if block.happens(80) else "",
        teaser=chance.choice(block.shared.teasers) if block.happens(60) else "",
        is_selected=block.happens(4),
        award="Best Paper Award" if block.happens(3) else "",
        citations=_count(block, citations_a_year * (LAST_YEAR - year + 1)) if is_counted else None,
        citations_on=COUNTED_ON if is_counted else None,
    )


def _count(block: Block, mean: int) -> int:
    """Return a random number that is usually small and occasionally large."""
    return round(block.chance.expovariate(1 / mean))


def _abstract(block: Block, title: str) -> str:
    chance = block.chance
    task, setting = chance.choice(words.TASKS).lower(), chance.choice(words.SETTINGS).lower()
    means, other = (mean.lower() for mean in chance.sample(words.MEANS, 2))
    name = title.replace("：", ":").split(":")[0]
    return (
        f"{task.capitalize()} is costly on {setting}. {name} reduces the cost with {means}, and falls back "
        f"to {other} where that does not help. On {chance.randint(4, 20)} workloads it is "
        f"{chance.randint(11, 49) / 10} times as fast as before and needs {chance.randint(5, 60)} % less "
        f"memory. {NOTE}"
    )


def _authorships(block: Block, publication: Publication) -> Iterable[Authorship]:
    """Yield three to eight authors, up to three of them from outside the lab."""
    chance = block.chance
    number = chance.randint(3, 8)
    members = chance.sample(block.people, max(1, number - chance.randrange(4)))
    authors: list[Person | None] = [*members, *[None] * (number - len(members))]
    chance.shuffle(authors)
    share_the_start, somebody_corresponds = block.happens(30), block.happens(50)
    guests = [name for name, _native in chance.sample(names()[-200:], number)]
    for position, (person, guest) in enumerate(zip(authors, guests, strict=True), start=1):
        name = person.name if person else guest
        yield Authorship(
            publication=publication,
            position=position,
            name=short(name) if block.happens(10) else name,
            person=person,
            is_equal=share_the_start and position <= 2,
            is_corresponding=somebody_corresponds and position == number,
        )


def _links(block: Block, publication: Publication) -> Iterable[PublicationLink]:
    for position, (kind, percent) in enumerate(LINKS, start=1):
        if block.happens(percent):
            is_starred = kind == "code"
            yield PublicationLink(
                publication=publication,
                position=position,
                kind=kind,
                url=f"https://example.org/{kind}/{publication.slug}",
                stars=_count(block, 120) if is_starred else None,
                stars_on=COUNTED_ON if is_starred else None,
            )


def _topics(block: Block, publication: Publication) -> Iterable[Publication.topics.through]:
    for topic in block.chance.sample(block.shared.topics, block.chance.randint(1, 3)):
        yield Publication.topics.through(publication=publication, topic=topic)
