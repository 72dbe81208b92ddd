"""The filters of the list of publications; the page, the exports and the feed obey the same ones."""

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from labsite.lib.filters import Choice, Filters
from labsite.lib.languages import in_chinese
from labsite.lib.page_cache import once_per_version
from labsite.lib.prepared import prepared
from people.models import Person, Team
from publications.models import Publication, PublicationKind, Topic, Venue
from publications.querysets import PublicationQuerySet

#: How many people the filter offers; anybody else is found by a link from the profile or by name.
OFFERED_PEOPLE = 60
SHOWN_OF_PEOPLE = ("slug", "name", "native_name", "native_language", "shows_native_name")


def publication_filters(request) -> Filters:
    """Reads ``?q= &year= &person= &team= &venue= &kind= &topic=``; the last four mean primary keys."""
    filters = Filters(request.GET)
    filters.numbers_by_year, offered = once_per_version(request, "publication filters", _offered)
    for name, label, choices in offered:
        filters.add(name, label, choices, find=_find_person if name == "person" else None)
    return filters


def _offered() -> tuple[dict[int, int], list[tuple[str, str, list[Choice]]]]:
    """Returns how many publications each year has, and of each filter the name, the label and the choices."""
    years = _years()
    return dict(years), [
        ("year", _("Year"), [Choice(str(year), f"{year} ({number})", year) for year, number in years]),
        ("kind", _("Kind"), [Choice(kind.value, str(kind.label), kind.value) for kind in PublicationKind]),
        ("venue", _("Venue"), [Choice(slug, short or name, pk) for pk, slug, short, name in _venues()]),
        ("topic", _("Topic"), _choices(_topics())),
        ("team", _("Team"), _choices(_teams())),
        ("person", _("Person"), _people(_current_people(timezone.localdate()))),
    ]


@prepared
def _years():
    published = Publication.objects.public().order_by("-year")
    return published.values_list("year").annotate(number=Count("*"))  # the index by year has it all


@prepared
def _venues():
    published = Publication.objects.public().filter(venue=OuterRef("pk"))
    return Venue.objects.filter(Exists(published)).values_list("pk", "slug", "abbreviation", "name")


@prepared
def _topics():
    tagged = Publication.topics.through.objects.filter(topic=OuterRef("pk"), publication__is_public=True)
    return Topic.objects.filter(Exists(tagged)).values_list("pk", "slug", "name", "name_zh")


@prepared
def _teams():
    return Team.objects.public().in_order().values_list("pk", "slug", "name", "name_zh")


@prepared
def _current_people(on):
    return Person.objects.public().current(on).by_seniority().only(*SHOWN_OF_PEOPLE)[:OFFERED_PEOPLE]


@prepared
def _person(*, slug):
    return Person.objects.public().filter(slug=slug).only(*SHOWN_OF_PEOPLE)


def _choices(rows) -> list[Choice]:
    return [Choice(slug, (in_chinese() and name_zh) or name, pk) for pk, slug, name, name_zh in rows]


def _people(rows) -> list[Choice]:
    return [Choice(person.slug, person.leading_name.text, person.pk) for person in rows]


def _find_person(slug: str) -> Choice | None:
    return next(iter(_people(_person(slug=slug))), None)


def apply(filters: Filters) -> PublicationQuerySet:
    """Returns the public publications that the filters let through."""
    rows = apply_choices(filters)
    if filters.query:
        rows = rows.matching(filters.query)
    if year := filters.meaning("year"):
        rows = rows.filter(year=year)
    return rows


def apply_choices(filters: Filters) -> PublicationQuerySet:
    """Returns those that all filters but the words and the year let through."""
    rows = Publication.objects.public()
    if kind := filters.meaning("kind"):
        rows = rows.filter(kind=kind)
    if venue := filters.meaning("venue"):
        rows = rows.filter(venue=venue)
    if topic := filters.meaning("topic"):
        rows = rows.filter(topics=topic)
    if team := filters.meaning("team"):
        rows = rows.by_team(team)
    if person := filters.meaning("person"):
        rows = rows.by_author(person)
    return rows
