"""The filters of the list of projects."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.caching import prepared
from core.filters import Choice, Filters, named_choices
from core.sorting import sort_key
from people.models import Person, Team
from projects.models import Project, ProjectQuerySet
from publications.models import Topic


def project_filters(data) -> Filters:
    """Read ``?topic= &team= &person=``; the meaning of each is a primary key."""
    filters = Filters(data)
    filters.add("topic", _("Topic"), _topic_choices)
    filters.add("team", _("Team"), lambda: named_choices(_teams()))
    filters.add("person", _("Person"), list, _find_person)
    return filters


def filtered_projects(filters: Filters) -> ProjectQuerySet:
    """Return the public projects that match all filters."""
    rows = Project.objects.public()
    if topic := filters.meaning("topic"):
        rows = rows.filter(topics=topic)
    if team := filters.meaning("team"):
        rows = rows.filter(team=team)
    if person := filters.meaning("person"):
        rows = rows.with_member(person)
    return rows


def _topic_choices() -> list[Choice]:
    return sorted(named_choices(_topics()), key=lambda choice: sort_key(choice.text))


@prepared
def _topics():
    used = Project.topics.through.objects.filter(topic=OuterRef("pk"), project__is_public=True)
    return Topic.objects.filter(Exists(used)).values_list("pk", "slug", "name", "name_zh")


@prepared
def _teams():
    used = Project.objects.public().filter(team=OuterRef("pk"))
    teams = Team.objects.public().filter(Exists(used)).in_order()
    return teams.values_list("pk", "slug", "name", "name_zh")


def _find_person(slug: str) -> Choice | None:
    person = Person.objects.public().filter(slug=slug).for_names().first()
    return Choice(slug, person.leading_name.text, person.pk) if person else None
