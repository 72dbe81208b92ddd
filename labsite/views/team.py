"""The page of a team: its people, open notices and latest publications."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import prepared
from people.context import current_lab
from people.models import Team, TeamMembership, find_by_slug
from people.roster import TeamRoster, prefetch_education
from publications.models import Publication
from recruiting.models import Notice

LATEST_PUBLICATIONS = 5


@prepared
def memberships_of(*, team):
    return TeamMembership.objects.public().filter(team=team).select_related("team", "person").order_by("pk")


@prepared
def open_notices(on, *, now, team):
    return Notice.objects.open_on(on, now).filter(team__pk=team).soonest_first()


@require_safe
def team(request, slug):
    """Show the leads, current and former members, call for students and latest publications of a team."""
    now = timezone.now()
    today = timezone.localdate(now)
    team = find_by_slug(Team.objects.public(), slug)
    if team.slug != slug:
        return redirect(team, permanent=True)
    memberships = memberships_of(team=team.pk)
    prefetch_education(membership.person for membership in memberships)
    rosters = TeamRoster.of(memberships, today, current_lab(request))
    publications = Publication.objects.public().by_team(team).newest_first()
    return render(
        request,
        "labsite/team.html",
        {
            "team": team,
            "roster": rosters[0] if rosters else TeamRoster(team, [], []),
            "notices": open_notices(today, now=now, team=team.pk),
            "publications": publications[:LATEST_PUBLICATIONS].fetch_entries(),
        },
    )
