"""Convert publications into the references that :mod:`publications.citing` formats and exports."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import OuterRef, Prefetch, Value
from django.db.models.lookups import In

from core.caching import JSONRows
from core.http import absolute
from core.languages import ENGLISH, path_in
from core.markdown_source import visible_source
from core.slugs import slug_from
from publications.bibtex.private_fields import without_private
from publications.bylines import Byline
from publications.citing import Author, Reference, citation_key
from publications.citing.phrases import LINKED_KINDS, LINKS_TO_WORK
from publications.models import Publication, PublicationLink, Topic
from publications.querysets import PublicationQuerySet
from publications.stored_entries import funding_from_data

#: Fields of a Reference that a Publication stores in ``extra``.
NUMBERS = ("isbn", "issn")


def references(rows: PublicationQuerySet) -> Iterator[Reference]:
    """Yield a Reference for each publication, in a constant number of queries."""
    return (reference for _publication, reference in with_references(rows))


def with_references(rows: PublicationQuerySet) -> Iterator[tuple[Publication, Reference]]:
    """Yield each publication with its Reference, in a constant number of queries."""
    rows = rows.select_related("venue").with_bylines().with_links().defer("search_text")
    # To a plain list, because Django would otherwise create a queryset for each row.
    rows = rows.prefetch_related(Prefetch("topics", Topic.objects.only("name"), to_attr="topic_list"))
    return ((row, reference(row)) for row in rows)


def for_styles(rows: PublicationQuerySet) -> PublicationQuerySet:
    """Return the rows with what ``printed_reference`` needs of them."""
    rows = rows.select_related("venue").with_bylines().annotate(link_rows=_printed_links())
    return rows.defer("search_text", "abstract")


def _printed_links() -> JSONRows:
    """Return a subquery for the links of theses, reports and books to the work itself."""
    is_linked = In(OuterRef("kind"), [Value(kind) for kind in LINKED_KINDS])
    rows = PublicationLink.objects.filter(is_linked, publication=OuterRef("pk"), kind__in=LINKS_TO_WORK)
    return JSONRows(rows.order_by("position", "pk"), kind="kind", url="url")


def reference(publication: Publication) -> Reference:
    """Return the Reference of a publication fetched ``with_bylines()``."""
    result = printed_reference(
        publication,
        abstract=visible_source(publication.abstract),
        keywords=tuple(topic.name for topic in _topics(publication)),
    )
    return replace(result, key=_key(result, publication.slug))


def printed_reference(
    publication: Publication, abstract: str = "", keywords: tuple[str, ...] = ()
) -> Reference:
    """Return the Reference of a publication fetched ``for_styles()``, with what citation styles print.

    It has no citation key.
    """
    venue = publication.venue
    return Reference(
        key="",
        kind=publication.kind,
        title=publication.title,
        language=publication.language,
        authors=tuple(map(_author, publication.bylines)),
        editors=tuple(map(_author, publication.editor_bylines)),
        has_more_authors=publication.has_more_authors,
        has_more_editors=publication.has_more_editors,
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
        url=absolute(path_in(ENGLISH, publication.get_absolute_url())),  # one in both languages
        pdf_url=absolute(publication.pdf_url) if publication.pdf else "",
        links=tuple((link.kind, link.url) for link in publication.entered_links),
        abstract=abstract,
        keywords=keywords,
        award=publication.award,
        note=publication.note,
        article_number=publication.article_number,
        is_in_press=publication.is_in_press,
        translated_title=publication.translated_title,
        notices=tuple(publication.notice_list),
        funding=tuple(map(funding_from_data, publication.funding)),
        is_selected=publication.is_selected,
        extra={
            name: text for name, text in without_private(publication.extra).items() if name not in NUMBERS
        },
        **{name: publication.extra.get(name, "") for name in NUMBERS},
    )


def _author(byline: Byline) -> Author:
    url = byline.url
    return Author(
        byline.name,
        citation_name=byline.citation_name,
        equal_contribution=byline.is_equal,
        corresponding=byline.is_corresponding,
        url=absolute(url) if url else "",
    )


def _topics(publication: Publication) -> Iterable[Topic]:
    topics: list[Topic] | None = getattr(publication, "topic_list", None)
    return publication.topics.all() if topics is None else topics


def _key(reference: Reference, slug: str) -> str:
    """Return the citation key, with pinyin for a Chinese name or title.

    The pinyin of a title is taken from the slug of its page, because computing it loads a large dictionary.
    """
    people = reference.authors or reference.editors
    first = people[0].parts if people else None
    family = (first.family or first.literal) if first else ""
    return citation_key(
        reference,
        ascii_family=_first_word(family[:1] if first and first.literal else family),
        ascii_title=slug.replace("-", " ") if not reference.title.isascii() else "",
    )


def _first_word(text: str) -> str:
    return "" if text.isascii() else slug_from(text).partition("-")[0]
