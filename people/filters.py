"""The filters of the people page."""

from typing import Any

from django.utils.translation import gettext as _

from core.caching import prepared
from core.filters import Choice, Filters, named_choices
from people.models import Role, Team
from people.querysets import PersonQuerySet


def people_filters(data) -> Filters:
    """Read ``?role= &team=``; the meaning of a team is its primary key."""
    filters = Filters(data)
    filters.add("role", _("Role"), role_choices)
    filters.add("team", _("Team"), _team_choices)
    return filters


def role_choices() -> list[Choice]:
    return [Choice(role.slug, str(role.plural), role.value) for role in Role]


def _team_choices() -> list[Choice]:
    return named_choices(_teams())


@prepared
def _teams():
    return Team.objects.public().values_list("pk", "slug", "name", "name_zh")


def filter_people(people: PersonQuerySet, selected: dict[str, Any]) -> PersonQuerySet:
    """Return the people who match the selected values, as returned by ``Filters.meanings``."""
    if role := selected.get("role"):
        people = people.filter(role=role)
    if team := selected.get("team"):
        people = people.in_team(team)
    return people
