"""Public pages of openings: the list, one opening, and its share picture."""

from functools import partial

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.caching import prepared
from core.paging import PreparedRows, paged
from people.context import current_lab
from people.models import find_by_slug
from recruiting.models import Notice, NoticeStatus
from recruiting.share_picture import render_share_picture
from recruiting.structured_data import job_posting

CLOSED_PER_PAGE = 20


@prepared
def open_notices(on, *, now):
    return Notice.objects.open_on(on, now).soonest_first().for_list()


@prepared
def closed_count(on, *, now):
    return Notice.objects.closed_on(on, now).order_by().values_list("is_published").annotate(Count("pk"))


@prepared
def closed_notices(on, first, *, now):
    closed = Notice.objects.closed_on(on, now).order_by("-opens", "-pk").for_list()
    return closed[first : first + CLOSED_PER_PAGE]


@require_safe
def recruiting(request):
    """List the open notices, followed by the closed ones."""
    now = timezone.now()
    today = timezone.localdate(now)
    closed = PreparedRows(partial(closed_notices, today, now=now))
    count = sum(number for _is_published, number in closed_count(today, now=now))
    page = paged(request, closed, CLOSED_PER_PAGE, count=count)
    return render(
        request,
        "recruiting/recruiting.html",
        {
            "notices": open_notices(today, now=now),
            "closed": page,
            "notes": list(filter(None, [page.note])),
        },
    )


@require_safe
def notice(request, slug, now=None):
    """Show one notice; a closed one links to those that are open.

    A preview passes the start of the opening day as ``now``, since the notice is not public before.
    """
    now = now or timezone.now()
    notices = Notice.objects.public(timezone.localdate(now)).for_list().with_project()
    row = find_by_slug(notices, slug)
    if row.slug != slug:
        return redirect(row, permanent=True)
    is_closed = row.status(now) == NoticeStatus.CLOSED
    others = Notice.objects.open(now).exclude(pk=row.pk).soonest_first()
    return render(
        request,
        "recruiting/notice.html",
        {
            "notice": row,
            "is_closed": is_closed,
            "others": others,
            "structured_data": None if is_closed else job_posting(row, current_lab(request)),
        },
    )


@require_safe
def notice_picture(request, slug):
    """Send the picture that other sites show with a link to the notice, as a PNG."""
    row = find_by_slug(Notice.objects.public().for_list(), slug)
    picture = render_share_picture(row, current_lab(request))
    return HttpResponse(picture, content_type="image/png")
