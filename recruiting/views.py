"""Recruiting notices: what is open, what is closed, one notice."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from labsite.lib.paging import paged
from people.context import current_lab
from people.models import find_by_slug
from recruiting.models import Notice
from recruiting.structured_data import job_posting

CLOSED_PER_PAGE = 20


@require_safe
def recruiting(request):
    """Open notices first; closed ones are kept and marked."""
    today = timezone.localdate()
    closed = Notice.objects.closed(today).order_by("-opens", "-pk").for_list()
    page = paged(request, closed, CLOSED_PER_PAGE)
    return render(
        request,
        "recruiting/recruiting.html",
        {
            "notices": Notice.objects.open(today).soonest_first().for_list(),
            "closed": page,
            "notes": list(filter(None, [page.note])),
        },
    )


@require_safe
def notice(request, slug):
    """One notice; a closed one says so and leads to what is open."""
    today = timezone.localdate()
    found = find_by_slug(Notice.objects.public(today).for_list(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    is_open = found.is_open
    others = Notice.objects.open(today).exclude(pk=found.pk).soonest_first()
    return render(
        request,
        "recruiting/notice.html",
        {
            "notice": found,
            "others": others,
            "structured_data": job_posting(found, current_lab(request), request) if is_open else None,
        },
    )
