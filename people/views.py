"""The team page and the sub-teams."""

from django.db.models import Count, prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from labsite.lib.paging import paged
from people.context import current_lab
from people.filters import apply, people_filters
from people.models import Person, Team
from people.querysets import study_of
from people.roster import by_role, describe

CURRENT_PER_PAGE = 40
PREVIOUS_PER_PAGE = 20
TEAMS_PER_PAGE = 12


@require_safe
def people(request):
    """Current members by role, then previous ones with their period and where they are now."""
    today, lab = timezone.localdate(), current_lab(request)
    filters = people_filters(request.GET)
    everybody = apply(filters, Person.objects.public())
    current, previous = everybody.current(today), everybody.previous(today)
    counts = dict(current.values_list("role").annotate(Count("pk", distinct=True)))
    shown = paged(request, current.by_seniority().for_cards(), CURRENT_PER_PAGE, count=sum(counts.values()))
    left = paged(request, previous.latest_leavers_first().for_cards(), PREVIOUS_PER_PAGE, "previous")
    prefetch_related_objects([*shown.rows, *left.rows], *study_of(Person))
    return render(
        request,
        "people/people.html",
        {
            "filters": filters,
            "groups": by_role((describe(person, today, lab) for person in shown.rows), counts),
            "current": shown,
            "previous": left,
            "previous_members": [describe(person, today, lab) for person in left.rows],
            "notes": [*filters.notes, *filter(None, [shown.note, left.note])],
        },
    )


@require_safe
def teams(request):
    """The sub-teams with their leads and head-counts."""
    today = timezone.localdate()
    rows = Team.objects.public().in_order().with_head_counts(today).with_leads(today)
    page = paged(request, rows, TEAMS_PER_PAGE)
    return render(request, "people/teams.html", {"paged": page, "notes": list(filter(None, [page.note]))})
