"""The filters of the team page."""

from typing import Any

from django.utils.translation import gettext as _

from core.caching import prepared
from core.filters import Choice, Filters, named_choices
from people.models import Role, Team
from people.querysets import PersonQuerySet


def people_filters(data) -> Filters:
    """Reads ``?role= &team=``; a team means its primary key."""
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


def apply(chosen: dict[str, Any], people: PersonQuerySet) -> PersonQuerySet:
    """Returns those of the people whom the filters let through, by what is chosen in each."""
    if role := chosen.get("role"):
        people = people.filter(role=role)
    if team := chosen.get("team"):
        people = people.in_team(team)
    return people
