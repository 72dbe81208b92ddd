"""Filters of the list of publications, shared by the page, the exports and the feed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from core.caching import once_per_version, prepared
from core.filters import Choice, Choices, Filters, named_choices
from core.sorting import by_language
from people.filters import NAME_COLUMNS, person_choices
from people.models import Person, Team
from publications.models import Publication, PublicationKind, Topic, Venue
from publications.querysets import PublicationQuerySet

#: The value of ``?year=``, and the key in counts, for publications without a year.
UNDATED = "none"
#: People offered as choices; others can be filtered by a link from their profile.
MAX_OFFERED_PEOPLE = 60


@dataclass(frozen=True)
class LinkedFilter:
    """A filter by something that links to publications and that an app above this one registers.

    ``choices()`` is only called for a list that is filtered by it, so that other lists need no query for it.
    """

    name: str
    label: str
    choices: Callable[[], list[Choice]]
    #: Given the primary key of a choice, returns the keys of its publications.
    publications: Callable[[int], QuerySet]


_linked_filters: dict[str, LinkedFilter] = {}


def register_filter(linked_filter: LinkedFilter) -> None:
    _linked_filters[linked_filter.name] = linked_filter


def publication_filters(request) -> Filters:
    """Return the filters of ``?q= &year= &person= &team= &venue= &kind= &topic=``, and those registered.

    The meaning of person, team, venue, topic and a registered filter is a primary key.
    """
    filters = Filters(request.GET)
    counts = cache(partial(once_per_version, request, "publication counts", _counts_by_year_and_kind))
    for name, label, choices, find in [
        ("year", _("Year"), lambda: _year_choices(counts()), None),
        ("kind", _("Kind"), lambda: _kind_choices(counts()), None),
        ("venue", _("Venue"), _venue_choices, None),
        ("topic", _("Topic"), _topic_choices, None),
        ("team", _("Team"), _team_choices, None),
        ("person", _("Person"), _person_choices, _find_person),
    ]:
        shared = partial(once_per_version, request, f"publication filter {name}", partial(_shared, choices))
        filters.add(name, label, shared, find)
    for linked in _linked_filters.values():
        filters.add(linked.name, str(linked.label), linked.choices if linked.name in request.GET else list)
    return filters


def _shared(choices: Callable[[], list[Choice]]) -> Choices:
    return Choices(choices())


def counts_by_year(filters: Filters) -> dict[int | str, int]:
    """Return the number of publications by year, applying all filters but the keywords and the year."""
    if filters.parameters.keys() - {"q", "year"}:
        return {year or UNDATED: count for year, count in _counts(**_facets(filters))}
    return {year.meaning: year.number for year in filters.filters["year"].choices}


@prepared
def _counts_by_year_and_kind():
    published = Publication.objects.public().order_by()
    return published.values_list("year", "kind").annotate(number=Count("*"))  # answered from an index alone


@prepared
def _venues():
    published = Publication.objects.public().filter(venue=OuterRef("pk"))
    used = Venue.objects.filter(Exists(published)).order_by(by_language("sort_name"), "pk")
    return used.values_list("pk", "slug", "abbreviation", "name")


@prepared
def _topics():
    tagged = Publication.topics.through.objects.filter(topic=OuterRef("pk"), publication__is_public=True)
    # Not EXISTS, which PostgreSQL turns into a join with all tagged publications: ten times slower.
    used = Topic.objects.alias(one=Subquery(tagged.values("pk")[:1])).filter(one__isnull=False)
    return used.order_by(by_language("sort_name"), "pk").values_list("pk", "slug", "name", "name_zh")


@prepared
def _teams():
    return Team.objects.public().in_order().values_list("pk", "slug", "name", "name_zh")


@prepared
def _current_people(on):
    return (
        Person.objects.public().in_the_lab(on).by_seniority().values_list(*NAME_COLUMNS)[:MAX_OFFERED_PEOPLE]
    )


@prepared
def _person(*, slug):
    return Person.objects.public().filter(slug=slug).values_list(*NAME_COLUMNS)


def _year_choices(counts: Iterable[tuple[int | None, str, int]]) -> list[Choice]:
    """Return the years, latest first, then "No exact year"; ``counts`` are (year, kind, number)."""
    numbers: Counter[int | None] = Counter()
    for year, _kind, number in counts:
        numbers[year] += number
    undated = numbers.pop(None, 0)
    choices = [
        Choice(str(year), f"{year} ({number})", year, number)
        for year, number in sorted(numbers.items(), reverse=True)  # type: ignore[type-var]
    ]
    if undated:
        no_year = _("No exact year")
        choices.append(Choice(UNDATED, f"{no_year} ({undated})", UNDATED, undated))
    return choices


def _kind_choices(counts: Iterable[tuple[int | None, str, int]]) -> list[Choice]:
    used = {kind for _year, kind, _number in counts}
    return [Choice(kind.value, str(kind.label), kind.value) for kind in PublicationKind if kind in used]


def _venue_choices() -> list[Choice]:
    return [Choice(slug, short or name, pk) for pk, slug, short, name in _venues()]


def _topic_choices() -> list[Choice]:
    return named_choices(_topics())


def _team_choices() -> list[Choice]:
    return named_choices(_teams())


def _person_choices() -> list[Choice]:
    return person_choices(_current_people(timezone.localdate()))


def _find_person(slug: str) -> Choice | None:
    return next(iter(person_choices(_person(slug=slug))), None)


def filtered_publications(filters: Filters) -> PublicationQuerySet:
    """Return the public publications that match all filters."""
    rows = _with_meanings(**filters.meanings)
    return rows.matching(filters.query) if filters.query else rows


def filtered_by_facets(filters: Filters) -> PublicationQuerySet:
    """Return the public publications that match all filters but the keywords and the year."""
    return _with_meanings(**_facets(filters))


def filtered_keys(
    filters: Filters, first: int = 0, stop: int | None = None, *, selected_first: bool = False
) -> list[int]:
    """Return the primary keys of the publications that match all filters, in the order of the list."""
    if filters.query:
        rows = filtered_publications(filters)
        ordered = rows.selected_first() if selected_first else rows.newest_first()
        return list(ordered.values_list("pk", flat=True)[first:stop])
    meanings = filters.meanings
    if is_undated := meanings.get("year") == UNDATED:
        del meanings["year"]
    return _keys(first, stop, is_undated, selected_first, **meanings)


def _facets(filters: Filters) -> dict[str, Any]:
    return {name: meaning for name, meaning in filters.meanings.items() if name != "year"}


@prepared
def _keys(first, stop, is_undated, selected_first, **meanings):
    rows = _with_meanings(**meanings, **({"year": UNDATED} if is_undated else {}))
    ordered = rows.selected_first() if selected_first else rows.newest_first()
    return ordered.values_list("pk", flat=True)[first:stop]


@prepared
def _counts(**meanings):
    return _with_meanings(**meanings).order_by().values_list("year").annotate(number=Count("pk"))


def _with_meanings(**meanings: Any) -> PublicationQuerySet:
    """Return the public publications for these meanings of the filters."""
    rows = Publication.objects.public()
    if year := meanings.get("year"):
        rows = rows.filter(year=None if year == UNDATED else year)
    if kind := meanings.get("kind"):
        rows = rows.filter(kind=kind)
    if venue := meanings.get("venue"):
        rows = rows.filter(venue=venue)
    if topic := meanings.get("topic"):
        rows = rows.filter(topics=topic)
    if team := meanings.get("team"):
        rows = rows.by_team(team)
    if person := meanings.get("person"):
        rows = rows.by_author(person)
    for name, linked in _linked_filters.items():
        if key := meanings.get(name):
            rows = rows.filter(pk__in=linked.publications(key))
    return rows
