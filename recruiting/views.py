"""Recruiting notices: what is open, what is closed, one notice."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.paging import paged
from people.context import current_lab
from people.models import find_by_slug
from recruiting.models import Notice, NoticeStatus
from recruiting.share_picture import share_picture
from recruiting.structured_data import job_posting

CLOSED_PER_PAGE = 20


@require_safe
def recruiting(request):
    """Open notices first; closed ones are kept and marked."""
    now = timezone.now()
    closed = Notice.objects.closed(now).order_by("-opens", "-pk").for_list()
    page = paged(request, closed, CLOSED_PER_PAGE)
    return render(
        request,
        "recruiting/recruiting.html",
        {
            "notices": Notice.objects.open(now).soonest_first().for_list(),
            "closed": page,
            "notes": list(filter(None, [page.note])),
        },
    )


@require_safe
def notice(request, slug, now=None):
    """One notice; a closed one says so and leads to what is open.

    ``now`` is by default this moment; a preview of one that opens later shows it on its first day.
    """
    now = now or timezone.now()
    found = find_by_slug(Notice.objects.public(timezone.localdate(now)).for_list(), slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    is_closed = found.status(now) == NoticeStatus.CLOSED
    others = Notice.objects.open(now).exclude(pk=found.pk).soonest_first()
    return render(
        request,
        "recruiting/notice.html",
        {
            "notice": found,
            "is_closed": is_closed,
            "others": others,
            "structured_data": None if is_closed else job_posting(found, current_lab(request), request),
        },
    )


@require_safe
def notice_picture(request, slug):
    """The picture that others show next to a link to the notice."""
    found = find_by_slug(Notice.objects.public().for_list(), slug)
    picture = share_picture(found, current_lab(request))
    return HttpResponse(picture, content_type="image/png")
