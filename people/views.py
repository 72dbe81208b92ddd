"""The page of all people, and the page of all teams."""

from functools import partial

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import prepared
from core.paging import PreparedRows, paged
from people.context import current_lab
from people.filters import filter_people, people_filters
from people.models import Person, Team
from people.roster import by_role, member_on, prefetch_education

CURRENT_PER_PAGE = 40
PREVIOUS_PER_PAGE = 20
TEAMS_PER_PAGE = 12


@prepared
def current_head_counts(on, **selected):
    people = filter_people(Person.objects.public(), selected).in_the_lab(on)
    return people.values_list("role").annotate(Count("pk", distinct=True))


@prepared
def previous_head_counts(on, **selected):
    people = filter_people(Person.objects.public(), selected).previous(on)
    return people.values_list("role").annotate(Count("pk", distinct=True))


@prepared
def current_people(on, first, **selected):
    people = filter_people(Person.objects.public(), selected).in_the_lab(on)
    return people.by_seniority().for_cards()[first : first + CURRENT_PER_PAGE]


@prepared
def previous_people(on, first, **selected):
    people = filter_people(Person.objects.public(), selected).previous(on)
    return people.latest_leavers_first().for_cards()[first : first + PREVIOUS_PER_PAGE]


@require_safe
def people(request):
    """List current members by role, then former members with their period and destination."""
    today, lab = timezone.localdate(), current_lab(request)
    filters = people_filters(request.GET)
    selected = filters.meanings
    counts = dict(current_head_counts(today, **selected))
    current = PreparedRows(partial(current_people, today, **selected))
    current_page = paged(request, current, CURRENT_PER_PAGE, count=sum(counts.values()))
    previous = PreparedRows(partial(previous_people, today, **selected))
    previous_count = sum(number for _role, number in previous_head_counts(today, **selected))
    previous_page = paged(request, previous, PREVIOUS_PER_PAGE, "previous", count=previous_count)
    prefetch_education([*current_page.rows, *previous_page.rows])
    return render(
        request,
        "people/people.html",
        {
            "filters": filters,
            "groups": by_role((member_on(person, today, lab) for person in current_page.rows), counts),
            "current": current_page,
            "previous": previous_page,
            "previous_members": [member_on(person, today, lab) for person in previous_page.rows],
            "notes": [*filters.notes, *filter(None, [current_page.note, previous_page.note])],
        },
    )


@prepared
def team_count():
    return Team.objects.public().order_by().values_list("is_public").annotate(Count("pk"))


@prepared
def teams_from(on, first):
    return Team.objects.public().in_list(on, first, TEAMS_PER_PAGE)


@require_safe
def teams(request):
    """List the teams with their leads and head counts."""
    rows = PreparedRows(partial(teams_from, timezone.localdate()))
    count = sum(number for _is_public, number in team_count())
    page = paged(request, rows, TEAMS_PER_PAGE, count=count)
    return render(request, "people/teams.html", {"paged": page, "notes": list(filter(None, [page.note]))})
