"""From the database to what :mod:`publications.citing` writes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import Prefetch

from core.http import absolute
from core.slugs import slug_from
from publications.citing import Author, Reference, citation_key
from publications.models import Publication, Topic
from publications.querysets import PublicationQuerySet

#: What a Reference has a place for, but a Publication only among its extra fields.
NUMBERS = ("isbn", "issn")


def references(rows: PublicationQuerySet, request) -> Iterator[Reference]:
    """Yields a Reference for each publication, in a number of queries that does not grow."""
    return (described for _publication, described in with_references(rows, request))


def with_references(
    rows: PublicationQuerySet, request, *, keyed: bool = True
) -> Iterator[tuple[Publication, Reference]]:
    """Yields each publication with its Reference, in a number of queries that does not grow.

    Citation keys, which only files have, can be left out.
    """
    rows = rows.select_related("venue").with_bylines().defer("search_text")
    # As plain lists, for otherwise Django makes a queryset for each row.
    rows = rows.prefetch_related(Prefetch("topics", Topic.objects.only("name"), to_attr="topic_list"))
    return ((row, reference(row, request, keyed=keyed)) for row in rows)


def reference(publication: Publication, request, *, keyed: bool = True) -> Reference:
    """Describes a publication that has its authors (``with_bylines()``) for the exporters."""
    venue = publication.venue
    authors = tuple(
        Author(
            byline.name,
            equal_contribution=byline.is_equal,
            corresponding=byline.is_corresponding,
            url=absolute(request, byline.url) if byline.url else "",
        )
        for byline in publication.bylines
    )
    described = Reference(
        key="",
        kind=publication.kind,
        title=publication.title,
        language=publication.language,
        authors=authors,
        year=publication.year,
        month=publication.month,
        day=publication.day,
        venue=venue.name if venue else "",
        venue_short=venue.abbreviation if venue else "",
        volume=publication.volume,
        number=publication.number,
        pages=publication.pages,
        publisher=publication.publisher,
        doi=publication.doi,
        arxiv_id=publication.arxiv_id,
        url=absolute(request, publication.get_absolute_url()),
        pdf_url=absolute(request, publication.pdf.url) if publication.pdf else "",
        abstract=publication.abstract,
        keywords=tuple(topic.name for topic in _topics(publication)),
        note=publication.award,
        extra={name: text for name, text in publication.extra.items() if name not in NUMBERS},
        **{name: publication.extra.get(name, "") for name in NUMBERS},
    )
    return replace(described, key=_key(described)) if keyed else described


def _topics(publication: Publication) -> Iterable[Topic]:
    listed: list[Topic] | None = getattr(publication, "topic_list", None)
    return publication.topics.all() if listed is None else listed


def _key(described: Reference) -> str:
    """Returns the citation key, with pinyin where the name or the title is Chinese."""
    first = described.authors[0].parts if described.authors else None
    family = (first.family or first.literal) if first else ""
    return citation_key(
        described,
        ascii_family=_first_word(family[:1] if first and first.literal else family),
        ascii_title=slug_from(described.title).replace("-", " ") if not described.title.isascii() else "",
    )


def _first_word(text: str) -> str:
    return "" if text.isascii() else slug_from(text).partition("-")[0]
