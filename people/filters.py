"""The filters of the team page."""

from django.utils.translation import gettext as _

from labsite.lib.filters import Choice, Filters
from labsite.lib.languages import local
from people.models import Role, Team
from people.querysets import PersonQuerySet


def people_filters(data) -> Filters:
    """Reads ``?role= &team=``."""
    filters = Filters(data)
    filters.add("role", _("Role"), [Choice(role.slug, str(role.plural), role) for role in Role])
    teams = Team.objects.public().only("slug", "name", "name_zh")
    filters.add("team", _("Team"), [Choice(team.slug, local(team, "name").text, team) for team in teams])
    return filters


def apply(filters: Filters, people: PersonQuerySet) -> PersonQuerySet:
    """Returns those of the people whom the filters let through."""
    if role := filters.meaning("role"):
        people = people.filter(role=role)
    if team := filters.meaning("team"):
        people = people.in_team(team)
    return people
