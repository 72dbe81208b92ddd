"""The facets of the search index: the values by which lists of a published site can be filtered.

Each facet takes one query or two for all rows of its kind.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from core.slugs import slug_from
from labsite.publishing.search_words import distinct_words
from news.models import NewsItem
from people.models import Role, Team, TeamMembership
from projects.models import Grant, Project, ProjectMember
from publications.filters import UNDATED
from publications.models import Authorship, Editorship, Publication, PublicationKind, Topic, Venue

#: The values of a facet and, for each row, the places of its values.
Facet = dict[str, Any]
#: The rows of the index by kind.
Rows = dict[str, list[Any]]
#: Keys of a row and of one of its values.
Pairs = Iterable[tuple[Any, Any]]


def _places(keys: Iterable[Any], values: Iterable[Any], pairs: Pairs) -> list[list[int]]:
    """Return for each row with these keys the places of its values, from pairs of the keys of both."""
    places = {key: place for place, key in enumerate(values)}
    places_by_row = defaultdict(set)
    for row, value in pairs:
        if value in places:
            places_by_row[row].add(places[value])
    return [sorted(places_by_row[key]) for key in keys]


def _facet(rows: list[Any], values: dict[Any, str], pairs: Pairs) -> Facet:
    """Return the facet of rows, without unused values, which may not be public."""
    keys, pairs = [row.pk for row in rows], list(pairs)
    public = set(keys)
    used = {value for row, value in pairs if row in public}
    values = {key: value for key, value in values.items() if key in used}
    return {"values": list(values.values()), "rows": _places(keys, values, pairs)}


def _of_kind(kind: str, rows: list[Any], all_rows: Rows, pairs: Pairs) -> Facet:
    """Return a facet whose values are the rows of another kind, which are not repeated."""
    values = [row.pk for row in all_rows[kind]]
    return {"kind": kind, "rows": _places([row.pk for row in rows], values, pairs)}


def _column(name: str, text: Callable[[Any], str] = str) -> Callable[[list[Any], Rows], Facet]:
    """Return a facet that reads one attribute of the rows themselves."""

    def facet(rows: list[Any], _all_rows: Rows) -> Facet:
        values = {row.pk: text(getattr(row, name)) for row in rows}
        names = {value: value for value in sorted(set(values.values()))}
        return _facet(rows, names, values.items())

    return facet


def _teams() -> dict[int, str]:
    return dict(Team.objects.public().in_order().values_list("pk", "slug"))


def _contributors() -> list[tuple[int, int]]:
    """Return (publication, person) for authors who are public members, and for the editors of books."""
    written = Authorship.objects.filter(person__is_public=True).order_by()
    of_books = Editorship.objects.filter(publication__kind=PublicationKind.BOOK)
    edited = of_books.filter(person__is_public=True).order_by()
    return [*written.values_list("publication", "person"), *edited.values_list("publication", "person")]


def _venue_of_publications(rows: list[Any], _all_rows: Rows) -> Facet:
    venues = {row.venue_id for row in rows}
    used = list(Venue.objects.filter(pk__in=venues).order_by("slug", "pk"))
    facet = _facet(rows, {venue.pk: venue.slug for venue in used}, ((row.pk, row.venue_id) for row in rows))
    return facet | {"texts": [distinct_words(venue.search_text) for venue in used]}


def _topics_of(model: type[Any], owner: str) -> Callable[[list[Any], Rows], Facet]:
    def facet(rows: list[Any], _all_rows: Rows) -> Facet:
        topics = dict(Topic.objects.order_by("slug", "pk").values_list("pk", "slug"))
        return _facet(rows, topics, model.topics.through.objects.values_list(owner, "topic"))

    return facet


def _people_of_publications(rows: list[Any], all_rows: Rows) -> Facet:
    return _of_kind("people", rows, all_rows, _contributors()) | {"texts": True}


def _teams_of_publications(rows: list[Any], _all_rows: Rows) -> Facet:
    teams_by_person = defaultdict(list)
    for person, team in TeamMembership.objects.order_by().values_list("person", "team"):
        teams_by_person[person].append(team)
    pairs = ((work, team) for work, person in _contributors() for team in teams_by_person[person])
    return _facet(rows, _teams(), pairs)


def _linked_publications(kind: str, model: type[Any], owner: str) -> Callable[[list[Any], Rows], Facet]:
    def facet(rows: list[Any], all_rows: Rows) -> Facet:
        pairs = model.publications.through.objects.values_list("publication", owner)
        return _of_kind(kind, rows, all_rows, pairs)

    return facet


def _teams_of_people(rows: list[Any], _all_rows: Rows) -> Facet:
    return _facet(rows, _teams(), TeamMembership.objects.order_by().values_list("person", "team"))


def _people_of_news(rows: list[Any], all_rows: Rows) -> Facet:
    pairs = NewsItem.people.through.objects.values_list("newsitem", "person")
    return _of_kind("people", rows, all_rows, pairs)


def _people_of_projects(rows: list[Any], all_rows: Rows) -> Facet:
    pairs = ProjectMember.objects.order_by().values_list("project", "person")
    return _of_kind("people", rows, all_rows, pairs)


def _teams_of_projects(rows: list[Any], _all_rows: Rows) -> Facet:
    return _facet(rows, _teams(), ((row.pk, row.team_id) for row in rows))


def _funders_of_projects(rows: list[Any], all_rows: Rows) -> Facet:
    funders = {grant.pk: slug_from(grant.funder) for grant in all_rows["grants"]}
    names = {name: name for name in sorted(set(funders.values()))}
    links = Grant.projects.through.objects.values_list("project", "grant")
    return _facet(rows, names, ((project, funders.get(grant)) for project, grant in links))


#: By kind of rows and name of the parameter in the query string.
FACETS: dict[str, dict[str, Callable[[list[Any], Rows], Facet]]] = {
    "people": {
        "role": _column("role", lambda role: Role(role).slug),
        "team": _teams_of_people,
    },
    "publications": {
        "year": _column("year", lambda year: str(year or UNDATED)),
        "kind": _column("kind"),
        "venue": _venue_of_publications,
        "topic": _topics_of(Publication, "publication"),
        "team": _teams_of_publications,
        "person": _people_of_publications,
        "project": _linked_publications("projects", Project, "project"),
        "grant": _linked_publications("grants", Grant, "grant"),
    },
    "news": {
        "year": _column("date", lambda day: str(day.year)),
        "kind": _column("kind"),
        "person": _people_of_news,
    },
    "projects": {
        "topic": _topics_of(Project, "project"),
        "team": _teams_of_projects,
        "funder": _funders_of_projects,
        "person": _people_of_projects,
    },
}
