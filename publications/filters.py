"""The filters of the list of publications; the page, the exports and the feed obey the same ones."""

from django.db.models import Count
from django.utils.translation import gettext as _

from labsite.lib.filters import Choice, Filters
from labsite.lib.languages import local
from people.models import Person, Team
from publications.models import Publication, PublicationKind, Topic, Venue
from publications.querysets import PublicationQuerySet

#: How many people the filter offers; anybody else is found by a link from the profile or by name.
OFFERED_PEOPLE = 100


def publication_filters(data) -> Filters:
    """Reads ``?q= &year= &person= &team= &venue= &kind= &topic=``."""
    published = Publication.objects.public()
    filters = Filters(data)
    years = published.values_list("year").annotate(number=Count("pk")).order_by("-year")
    filters.add("year", _("Year"), [Choice(str(year), f"{year} ({number})", year) for year, number in years])
    filters.add(
        "kind", _("Kind"), [Choice(kind.value, str(kind.label), kind.value) for kind in PublicationKind]
    )
    venues = Venue.objects.filter(pk__in=published.values("venue")).defer("search_text")
    filters.add("venue", _("Venue"), [Choice(venue.slug, str(venue), venue) for venue in venues])
    topics = Topic.objects.filter(publications__in=published).distinct()
    filters.add(
        "topic", _("Topic"), [Choice(topic.slug, local(topic, "name").text, topic) for topic in topics]
    )
    teams = Team.objects.public().only("slug", "name", "name_zh")
    filters.add("team", _("Team"), [Choice(team.slug, local(team, "name").text, team) for team in teams])
    people = Person.objects.public().current().by_seniority().for_search_results()
    filters.add(
        "person", _("Person"), [_person_choice(person) for person in people[:OFFERED_PEOPLE]], _find_person
    )
    return filters


def _person_choice(person: Person) -> Choice:
    return Choice(person.slug, person.leading_name.text, person)


def _find_person(slug: str) -> Choice | None:
    person = Person.objects.public().filter(slug=slug).first()
    return _person_choice(person) if person else None


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
