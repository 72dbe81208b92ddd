"""A person's publications as a list of references, as in a CV."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.caching import once_per_row
from core.filters import Choice, Filters
from core.languages import in_chinese
from people.models import Person
from publications.citing import STYLES, Author, Runs, Style
from publications.models import Publication
from publications.models.kinds import KIND_PLURALS
from publications.models.publication import IN_PRESS_YEAR
from publications.references import printed_reference

_KINDS_IN_ORDER = list(KIND_PLURALS)


class Grouping(NamedTuple):
    """How a list is grouped: functions from a publication to its heading and to the heading's sort key."""

    heading: Callable[[Publication], object]
    sort_key: Callable[[Publication], tuple]


def _key_without_year(row: Publication) -> tuple:
    """Return a key that sorts works in press first, and years in words, grouped, before unknown years."""
    return (-IN_PRESS_YEAR,) if row.is_in_press else (0, not row.date_in_words, row.date_in_words)


GROUPINGS = {
    "year": Grouping(
        lambda row: row.year or row.undated_label,
        lambda row: (-row.year,) if row.year else _key_without_year(row),
    ),
    "kind": Grouping(lambda row: KIND_PLURALS[row.kind], lambda row: (_KINDS_IN_ORDER.index(row.kind),)),
}


class ListedReference(NamedTuple):
    """A formatted publication; ``own`` is the author or editor whose list of publications it is in."""

    number: int | None  # only in numbered styles
    publication: Publication
    text: Runs
    own: Author | None


def reference_list_filters(data) -> Filters:
    """Return the filters of ``?style= &group=``, each with a default selection."""
    filters = Filters(data)
    filters.add("style", _("Style"), _style_choices)
    filters.add("group", _("Grouped by"), _grouping_choices)
    defaults = {"style": "gbt7714-2025" if in_chinese() else "apa", "group": "year"}
    for item in filters:
        item.selected = item.selected or next(
            choice for choice in item.choices if choice.value == defaults[item.name]
        )
    return filters


def _style_choices() -> list[Choice]:
    return [Choice(style.slug, style.name, style) for style in STYLES]


def _grouping_choices() -> list[Choice]:
    return [Choice("year", _("Year"), GROUPINGS["year"]), Choice("kind", _("Kind"), GROUPINGS["kind"])]


def grouped_references(
    rows: Iterable[Publication], person: Person, filters: Filters, *, on: date
) -> list[tuple[object, list[ListedReference]]]:
    """Return the headings with their references, numbered across all groups.

    ``rows`` are those of ``references.for_styles``.
    ``on`` is the access date that some styles cite for online sources.
    """
    style, grouping = filters.meaning("style"), filters.meaning("group")
    items = []
    for number, row in enumerate(sorted(rows, key=grouping.sort_key), 1):
        text, names = once_per_row(row, ("reference", style.slug, on), partial(_formatted, row, style, on))
        own = _own_author(row, names, person)
        items.append(ListedReference(number if style.is_numbered else None, row, text, own))
    groups = groupby(items, lambda item: grouping.heading(item.publication))
    return [(heading, list(group)) for heading, group in groups]


def _formatted(row: Publication, style: Style, on: date) -> tuple[Runs, list[Author]]:
    """Return the formatted reference with its authors and editors."""
    reference = printed_reference(row)
    return style.format(reference, on), [*reference.authors, *reference.editors]


def _own_author(row: Publication, names: list[Author], person: Person) -> Author | None:
    listed = zip([*row.bylines, *row.editor_bylines], names, strict=True)
    return next((author for byline, author in listed if byline.person_id == person.pk), None)
