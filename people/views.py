"""The team page and the sub-teams."""

from functools import partial

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import prepared
from core.paging import FromPrepared, paged
from people.context import current_lab
from people.filters import apply, people_filters
from people.models import Person, Team
from people.roster import by_role, member_on, prefetch_education

CURRENT_PER_PAGE = 40
PREVIOUS_PER_PAGE = 20
TEAMS_PER_PAGE = 12


@prepared
def current_numbers(on, **chosen):
    people = apply(chosen, Person.objects.public()).current(on)
    return people.values_list("role").annotate(Count("pk", distinct=True))


@prepared
def previous_numbers(on, **chosen):
    people = apply(chosen, Person.objects.public()).previous(on)
    return people.values_list("role").annotate(Count("pk", distinct=True))


@prepared
def current_people(on, first, **chosen):
    people = apply(chosen, Person.objects.public()).current(on)
    return people.by_seniority().for_cards()[first : first + CURRENT_PER_PAGE]


@prepared
def previous_people(on, first, **chosen):
    people = apply(chosen, Person.objects.public()).previous(on)
    return people.latest_leavers_first().for_cards()[first : first + PREVIOUS_PER_PAGE]


@require_safe
def people(request):
    """Current members by role, then previous ones with their period and where they are now."""
    today, lab = timezone.localdate(), current_lab(request)
    filters = people_filters(request.GET)
    chosen = filters.meanings
    counts = dict(current_numbers(today, **chosen))
    current = FromPrepared(partial(current_people, today, **chosen))
    shown = paged(request, current, CURRENT_PER_PAGE, count=sum(counts.values()))
    previous = FromPrepared(partial(previous_people, today, **chosen))
    previous_count = sum(number for _role, number in previous_numbers(today, **chosen))
    left = paged(request, previous, PREVIOUS_PER_PAGE, "previous", count=previous_count)
    prefetch_education([*shown.rows, *left.rows])
    return render(
        request,
        "people/people.html",
        {
            "filters": filters,
            "groups": by_role((member_on(person, today, lab) for person in shown.rows), counts),
            "current": shown,
            "previous": left,
            "previous_members": [member_on(person, today, lab) for person in left.rows],
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
