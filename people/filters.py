"""The filters of the people page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.caching import prepared
from core.filters import Choice, Filters, named_choices
from people.models import Role, Team
from people.models.person import ordered_names
from people.querysets import PersonQuerySet

#: The columns of a person from which ``person_choices`` makes a choice.
NAME_COLUMNS = ("pk", "slug", "name", "native_name", "native_language", "shows_native_name")


def people_filters(data) -> Filters:
    """Read ``?role= &team=``; the meaning of a team is its primary key."""
    filters = Filters(data)
    filters.add("role", _("Role"), role_choices)
    filters.add("team", _("Team"), _team_choices)
    return filters


def role_choices() -> list[Choice]:
    return [Choice(role.slug, str(role.plural), role.value) for role in Role]


def person_choices(rows: Iterable[tuple[int, str, str, str, str, bool]]) -> list[Choice]:
    """Return a choice for each row of ``NAME_COLUMNS``, labelled in the language of the page.

    Rows and not objects, because a list of publications offers dozens of people.
    """
    return [
        Choice(slug, ordered_names(name, native_name if shows_native_name else "", language)[0].text, pk)
        for pk, slug, name, native_name, language, shows_native_name in rows
    ]


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
