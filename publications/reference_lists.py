"""The publications of a person as a list of references, as they stand in a curriculum vitae."""

from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.filters import Choice, Filters
from core.languages import in_chinese
from people.models import Person
from publications.citing import STYLES, Author, Reference, Runs
from publications.models import Publication
from publications.models.publication import KIND_PLURALS
from publications.querysets import PublicationQuerySet
from publications.references import with_references

_KINDS_IN_ORDER = list(KIND_PLURALS)


class Grouping(NamedTuple):
    """By what a list is parted: the heading of a publication, and its place among the headings."""

    heading: Callable[[Publication], object]
    place: Callable[[Publication], int]


GROUPINGS = {
    "year": Grouping(lambda row: row.year or _("No year"), lambda row: -(row.year or 0)),
    "kind": Grouping(lambda row: KIND_PLURALS[row.kind], lambda row: _KINDS_IN_ORDER.index(row.kind)),
}


class ListedReference(NamedTuple):
    """A publication as it stands in the list; ``own`` is the author whose list it is."""

    number: int | None  # in styles that number their references
    publication: Publication
    text: Runs
    own: Author | None


def reference_list_filters(data) -> Filters:
    """Reads ``?style= &group=``, of which something is always chosen."""
    filters = Filters(data)
    filters.add("style", _("Style"), _style_choices)
    filters.add("group", _("Grouped by"), _grouping_choices)
    usual = {"style": "gbt7714" if in_chinese() else "apa", "group": "year"}
    for item in filters:
        item.selected = item.selected or next(
            choice for choice in item.choices if choice.value == usual[item.name]
        )
    return filters


def _style_choices() -> list[Choice]:
    return [Choice(style.slug, style.name, style) for style in STYLES]


def _grouping_choices() -> list[Choice]:
    return [Choice("year", _("Year"), GROUPINGS["year"]), Choice("kind", _("Kind"), GROUPINGS["kind"])]


def grouped_references(
    rows: PublicationQuerySet, request, person: Person, filters: Filters, *, on: date
) -> list[tuple[object, list[ListedReference]]]:
    """Returns the headings, each with its references as of that day; they are numbered throughout."""
    style, grouping = filters.meaning("style"), filters.meaning("group")
    pairs = with_references(rows, request, keyed=False)
    described = sorted(pairs, key=lambda pair: grouping.place(pair[0]))
    listed = [
        ListedReference(
            number if style.is_numbered else None,
            publication,
            style.format(reference, on),
            _own_author(publication, reference, person),
        )
        for number, (publication, reference) in enumerate(described, 1)
    ]
    grouped = groupby(listed, lambda item: grouping.heading(item.publication))
    return [(heading, list(items)) for heading, items in grouped]


def _own_author(publication: Publication, reference: Reference, person: Person) -> Author | None:
    authors = zip(publication.bylines, reference.authors, strict=True)
    return next((author for byline, author in authors if byline.person_id == person.pk), None)
