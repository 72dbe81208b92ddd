"""The page of a team: its people and its open notices."""

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
    return TeamMembership.objects.public().filter(team=team).select_related("team", "person")


@prepared
def open_notices(on, *, now, team):
    return Notice.objects.open_on(on, now).filter(team__pk=team).soonest_first()


@require_safe
def team(request, slug):
    """Lead, Now, Previous, what the team looks for and what it has written of late."""
    now = timezone.now()
    today = timezone.localdate(now)
    found = find_by_slug(Team.objects.public(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    memberships = memberships_of(team=found.pk)
    prefetch_education(membership.person for membership in memberships)
    rosters = TeamRoster.of(memberships, today, current_lab(request))
    written = Publication.objects.public().by_team(found)
    return render(
        request,
        "labsite/team.html",
        {
            "team": found,
            "roster": rosters[0] if rosters else TeamRoster(found, [], []),
            "notices": open_notices(today, now=now, team=found.pk),
            "publications": written.newest_first()[:LATEST_PUBLICATIONS].fetch_entries(),
        },
    )
