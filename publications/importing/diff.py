"""List the fields in which a bibliography entry differs from the publication that it duplicates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.search.normalization import fold
from publications.bibtex import Entry
from publications.citing.names import known_parts, name_parts
from publications.citing.registry import funding_lines
from publications.column_limits import (
    author_name,
    citation_name,
    lacks_citation_name,
    links_of,
    topics_of,
    venue_name,
)
from publications.importing.work_records import doi_key, title_key
from publications.models import Publication, PublicationKind
from publications.models.field_groups import DATE, PLACE
from publications.models.venue import split_abbreviation

#: Fields that are copied unchanged. The date fields come first.
COPIED_FIELDS = (
    *DATE,
    *PLACE,
    "doi",
    "arxiv_id",
    "abstract",
    "award",
    "note",
    "translated_title",
)
#: Compared only where the publication has no value: no two sources word these the same.
ONLY_WHERE_EMPTY = ("abstract", "publisher", "award", "note")
#: Identifiers that another publication has already, by the extra field that keeps them.
IDENTIFIERS = {"doi": "doi", "arxiv_id": "eprint"}
#: Where and when a preprint has appeared says nothing about its published version.
APPEARANCE_OF_PREPRINT = (
    *DATE,
    *PLACE,
    "doi",
    "note",
)


@dataclass(frozen=True)
class FieldDifference:
    """A field that an entry would change, with both values as text.

    ``suggested``: whether the change is preselected, because nothing is lost by it.
    """

    name: str
    label: str
    current: str
    imported: str
    suggested: bool


def field_differences(publication: Publication, imported: Publication, entry: Entry) -> list[FieldDifference]:
    """Return the fields in which an entry differs from a publication.

    ``publication`` has its venue, authors, editors, links and topics prefetched; ``imported`` is the unsaved
    publication built from ``entry``. Values that only the publication has are no difference. A change is
    suggested where it fills an empty field, or where the entry is the published version of a preprint.
    """
    is_published_version = _is_published_version(publication, imported)
    changes = [
        FieldDifference(name, str(label), _text(old), _text(new), old in ("", None) or is_published_version)
        for name, label, old, new in _changes(publication, imported, entry)
    ]
    additions = [
        FieldDifference(name, str(label), "", ", ".join(missing), True)
        for name, label, missing in _missing_values(publication, imported, entry)
        if missing
    ]
    return [*_appearance(publication, imported), *changes, *additions]


def _appearance(publication: Publication, imported: Publication) -> list[FieldDifference]:
    """Return the difference of a paper in press that has appeared; suggested once its place is known."""
    if not publication.is_in_press or imported.is_in_press or not imported.year:
        return []
    label = str(Publication._meta.get_field("is_in_press").verbose_name)
    has_place = bool(imported.volume or imported.pages or imported.article_number)
    return [FieldDifference("is_in_press", label, gettext("yes"), gettext("no"), has_place)]


def _changes(
    publication: Publication, imported: Publication, entry: Entry
) -> Iterator[tuple[str, Any, Any, Any]]:
    """Yield (name, label, current value, new value) of what the entry has otherwise."""
    if _is_published_version(publication, imported):
        yield "kind", _("kind"), publication.get_kind_display(), imported.get_kind_display()
    for name in _changed_fields(publication, imported):
        label = Publication._meta.get_field(name).verbose_name
        yield name, label, getattr(publication, name), getattr(imported, name)
    if title_key(publication.title) != title_key(imported.title):
        yield "title", _("title"), publication.title, imported.title
    is_preprint_of_it = _is_published_version(imported, publication)
    if entry.venue and not (is_preprint_of_it or _is_venue(publication.venue, entry)):
        yield "venue", _("venue"), publication.venue.name if publication.venue else "", entry.venue
    for name, label, rows, people, has_more in (
        ("authors", _("authors"), publication.authorships, entry.authors, entry.has_others),
        ("editors", _("editors"), publication.editorships, entry.editors, entry.has_more_editors),
    ):
        current_names = [row.name for row in rows.all()]
        new_names = [author_name(person) for person in people]
        if new_names and not _are_same_people(current_names, new_names, has_more):
            yield name, label, ", ".join(current_names), ", ".join(new_names)


def _missing_values(
    publication: Publication, imported: Publication, entry: Entry
) -> tuple[tuple[str, Any, list[str]], ...]:
    """Return (name, label, values) of the lists to which the entry would add values."""
    return (
        ("citation_names", _("names in citations"), _missing_citation_names(publication, entry)),
        ("links", _("links"), _missing_links(publication, entry)),
        ("topics", _("topics"), _missing_topics(publication, entry)),
        ("funding", _("funding"), _missing_funding(publication, entry)),
        ("extra", _("other fields"), [key for key in imported.extra if key not in publication.extra]),
    )


def _changed_fields(publication: Publication, imported: Publication) -> list[str]:
    is_published_version = _is_published_version(publication, imported)
    is_preprint_of_it = _is_published_version(imported, publication)
    same_year = publication.year in (None, imported.year)
    names = []
    for name in COPIED_FIELDS:
        current, new = getattr(publication, name), getattr(imported, name)
        if new in ("", None) or _comparable(current) == _comparable(new):
            continue
        if name == "doi" and current and doi_key(current) == doi_key(new):
            continue  # the other version of one DOI
        if name in IDENTIFIERS and new == publication.extra.get(IDENTIFIERS[name]):
            continue  # another publication has it
        if name in ONLY_WHERE_EMPTY and current:
            continue
        if name in ("month", "day") and not (same_year or is_published_version):
            continue
        if name in APPEARANCE_OF_PREPRINT and is_preprint_of_it:
            continue
        names.append(name)
    return names


def _is_published_version(preprint: Publication, published: Publication) -> bool:
    """Return whether the first publication is a preprint and the second is not."""
    return preprint.kind == PublicationKind.PREPRINT and published.kind != PublicationKind.PREPRINT


def _is_venue(venue, entry: Entry) -> bool:
    if venue is None:
        return False
    names = {fold(venue.name), fold(venue.abbreviation)} - {""}
    entry_names = (venue_name(entry), entry.venue_short, *split_abbreviation(entry.venue))
    return not names.isdisjoint(map(fold, entry_names))


def _are_same_people(current: list[str], new: list[str], has_more: bool) -> bool:
    """Return whether two lists have the same names, as far as a new list that ends in "others" goes."""
    if has_more:
        current = current[: len(new)]
    return [fold(name) for name in current] == [fold(name) for name in new]


def _missing_citation_names(publication: Publication, entry: Entry) -> list[str]:
    """Return the entry's names in citations that the same people on the publication lack.

    None for a publication with names that were too long to print.
    """
    if "author" in publication.extra:
        return []
    lists = ((publication.authorships, entry.authors), (publication.editorships, entry.editors))
    return [
        citation_name(person)
        for rows, people in lists
        if len(rows.all()) == len(people)
        for row, person in zip(rows.all(), people, strict=True)
        if lacks_citation_name(row.name, row.citation_name, person)
        # What the printed name tells as well is not worth a decision.
        and known_parts(row.name, citation_name(person)) != name_parts(row.name)
    ]


def _missing_funding(publication: Publication, entry: Entry) -> list[str]:
    """Return the entry's funders with their grants, one each, where the publication has none."""
    return [] if publication.funding else [funding_lines([funding]) for funding in entry.funding]


def _missing_topics(publication: Publication, entry: Entry) -> list[str]:
    current_names = {fold(topic.name) for topic in publication.topics.all()}
    return [topic for topic in topics_of(entry) if fold(topic) not in current_names]


def _missing_links(publication: Publication, entry: Entry) -> list[str]:
    """Return the entry's URLs that the publication lacks, except the publication's own page.

    Our exports have that page as their URL.
    """
    current_urls = {link.url for link in publication.links.all()}
    page = publication.get_absolute_url()
    return [url for _kind, url in links_of(entry) if url not in current_urls and urlsplit(url).path != page]


def _comparable(value: Any) -> Any:
    """Return text without differences of case, accents and kinds of dash; other values unchanged."""
    return re.sub(r"[-‐–—]+", "-", fold(value)) if isinstance(value, str) else value


def _text(value: Any) -> str:
    return "" if value is None else str(value)
