"""The filters of the list of publications; the page, the exports and the feed obey the same ones."""

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from labsite.lib.filters import Choice, Filters
from labsite.lib.languages import in_chinese
from labsite.lib.page_cache import once_per_version
from people.models import Person, Team
from publications.models import Publication, PublicationKind, Topic, Venue
from publications.querysets import PublicationQuerySet

#: How many people the filter offers; anybody else is found by a link from the profile or by name.
OFFERED_PEOPLE = 60


def publication_filters(request) -> Filters:
    """Reads ``?q= &year= &person= &team= &venue= &kind= &topic=``; the last four mean primary keys."""
    filters = Filters(request.GET)
    total, offered = once_per_version(request, "publication filters", _offered)
    filters.total = total
    for name, label, choices in offered:
        filters.add(name, label, choices, find=_find_person if name == "person" else None)
    return filters


def _offered() -> tuple[int, list[tuple[str, str, list[Choice]]]]:
    """Returns the number of publications, and of each filter the name, the label and the choices."""
    published = Publication.objects.public()
    years = list(published.order_by("-year").values_list("year").annotate(number=Count("pk")))
    venues = Venue.objects.filter(Exists(published.filter(venue=OuterRef("pk"))))
    tagged = Publication.topics.through.objects.filter(topic=OuterRef("pk"), publication__is_public=True)
    people = Person.objects.public().current().by_seniority()[:OFFERED_PEOPLE]
    return sum(number for _year, number in years), [
        ("year", _("Year"), [Choice(str(year), f"{year} ({number})", year) for year, number in years]),
        ("kind", _("Kind"), [Choice(kind.value, str(kind.label), kind.value) for kind in PublicationKind]),
        (
            "venue",
            _("Venue"),
            [
                Choice(slug, abbreviation or name, pk)
                for pk, slug, abbreviation, name in venues.values_list("pk", "slug", "abbreviation", "name")
            ],
        ),
        ("topic", _("Topic"), _choices(Topic.objects.filter(Exists(tagged)))),
        ("team", _("Team"), _choices(Team.objects.public().in_order())),
        ("person", _("Person"), _people(people)),
    ]


def _choices(rows) -> list[Choice]:
    names = rows.values_list("pk", "slug", "name", "name_zh")
    return [Choice(slug, (in_chinese() and name_zh) or name, pk) for pk, slug, name, name_zh in names]


def _people(rows) -> list[Choice]:
    people = rows.only("slug", "name", "native_name", "native_language", "shows_native_name")
    return [Choice(person.slug, person.leading_name.text, person.pk) for person in people]


def _find_person(slug: str) -> Choice | None:
    return next(iter(_people(Person.objects.public().filter(slug=slug))), None)


def apply(filters: Filters) -> PublicationQuerySet:
    """Returns the public publications that the filters let through."""
    rows = Publication.objects.public()
    if filters.query:
        rows = rows.matching(filters.query)
    if year := filters.meaning("year"):
        rows = rows.filter(year=year)
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
