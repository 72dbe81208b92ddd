"""The filters of the list of projects."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.caching import prepared
from core.filters import Choice, Filters, named_choices
from core.languages import in_chinese
from core.slugs import slug_from
from core.sorting import by_language
from people.filters import NAME_COLUMNS, person_choices
from people.models import Person, Team
from projects.models import Grant, Project, ProjectQuerySet
from publications.models import Topic


def project_filters(data) -> Filters:
    """Read ``?topic= &team= &funder= &person=``; the meaning of a funder is its name, else a primary key."""
    filters = Filters(data)
    filters.add("topic", _("Topic"), _topic_choices)
    filters.add("team", _("Team"), lambda: named_choices(_teams()))
    filters.add("funder", _("Funder"), _funder_choices)
    filters.add("person", _("Person"), list, _find_person)
    return filters


def filtered_projects(filters: Filters) -> ProjectQuerySet:
    """Return the public projects that match all filters."""
    rows = Project.objects.public()
    if topic := filters.meaning("topic"):
        rows = rows.filter(topics=topic)
    if team := filters.meaning("team"):
        rows = rows.filter(team=team)
    if funder := filters.meaning("funder"):
        rows = rows.filter(pk__in=Grant.objects.public().filter(funder=funder).values("projects"))
    if person := filters.meaning("person"):
        rows = rows.with_member(person)
    return rows


def _topic_choices() -> list[Choice]:
    return named_choices(_topics())


@prepared
def _topics():
    used = Project.topics.through.objects.filter(topic=OuterRef("pk"), project__is_public=True)
    topics = Topic.objects.filter(Exists(used)).order_by(by_language("sort_name"), "pk")
    return topics.values_list("pk", "slug", "name", "name_zh")


@prepared
def _teams():
    used = Project.objects.public().filter(team=OuterRef("pk"))
    teams = Team.objects.public().filter(Exists(used)).in_order()
    return teams.values_list("pk", "slug", "name", "name_zh")


def _funder_choices() -> list[Choice]:
    names = {funder: (in_chinese() and funder_zh) or funder for funder, funder_zh in _funders()}
    return [Choice(slug_from(funder), text, funder) for funder, text in names.items()]


@prepared
def _funders():
    used = Grant.projects.through.objects.filter(grant=OuterRef("pk"), project__is_public=True)
    grants = Grant.objects.public().filter(Exists(used)).order_by(by_language("sort_funder"), "pk")
    return grants.values_list("funder", "funder_zh")


def _find_person(slug: str) -> Choice | None:
    people = Person.objects.public().filter(slug=slug).values_list(*NAME_COLUMNS)
    return next(iter(person_choices(people)), None)
