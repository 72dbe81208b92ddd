"""The PI's desk for recruiting notices: written, published, scheduled, closed, opened again, copied."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.paging import paged
from labsite.editors import NOTICE
from labsite.views.editing import edit
from labsite.views.guards import needs
from moderation import contents, revisions
from moderation.models import Proposal
from people.context import current_lab
from people.models import Person, Role, find_by_slug
from recruiting.applications.listing import counts_for
from recruiting.models import Notice, NoticeStatus
from recruiting.models.application import REVIEW

CHANGE = "recruiting.change_notice"
for_publishers = needs(CHANGE)
CLOSED_PER_PAGE, MOST_SHOWN = 20, 100


@require_safe
@for_publishers
def notices(request):
    """All notices by state, and what is still being written."""
    now = timezone.now()
    unpublished = Proposal.objects.filter(editor=NOTICE.key).for_list().latest_first()
    closed = paged(request, Notice.objects.closed(now).order_by("-opens", "-pk").for_list(), CLOSED_PER_PAGE)
    groups = [
        (status, list(Notice.objects.in_status(status, now).soonest_first().for_list()[:MOST_SHOWN]))
        for status in (NoticeStatus.OPEN, NoticeStatus.SCHEDULED, NoticeStatus.DRAFT)
    ]
    groups.append((NoticeStatus.CLOSED, list(closed.rows)))
    shown = [notice for _status, group in groups for notice in group]
    begun = list(unpublished.by(request.user).unfinished()[:MOST_SHOWN])
    _add_counts(shown, request.user)
    _add_begun(shown, begun)
    return render(
        request,
        "labsite/notices.html",
        {
            "groups": [(status, group) for status, group in groups if group],
            "closed": closed,
            "drafts": [proposal for proposal in begun if proposal.object_id is None],
            "waiting": unpublished.pending().exclude(author=request.user)[:MOST_SHOWN],
            "lacks_country": not current_lab(request).country,
            "notes": list(filter(None, [closed.note])),
        },
    )


def _add_counts(shown: list[Notice], user) -> None:
    """Gives each notice the number of its applications, for those who may read them."""
    if user.has_perm(REVIEW):
        for count in counts_for(shown, user):
            count.notice.application_count = count.total


def _add_begun(shown: list[Notice], begun: list[Proposal]) -> None:
    """Marks the notices that somebody is changing without having published it."""
    changed = {proposal.object_id for proposal in begun}
    for notice in shown:
        notice.has_changes = notice.pk in changed


# ---- writing ----------------------------------------------------------------------------------


@for_publishers
def add_notice(request):
    """A new notice: open from today until filled, with the PI to ask."""
    contact = getattr(request.user, "person", None) or _principal_investigator()
    return edit(request, NOTICE, Notice(contact=contact), back="desk-notices", title=_("New notice"))


def _principal_investigator() -> Person | None:
    return Person.objects.public().current(timezone.localdate()).filter(role=Role.PI).first()


@for_publishers
def edit_notice(request, slug):
    notice = _found(slug)
    return edit(request, NOTICE, notice, back="desk-notices", title=notice.title)


@require_POST
@for_publishers
def copy_notice(request, slug):
    """Begins a new notice with all that an old one says, open from today until filled."""
    notice = _found(slug)
    content = NOTICE.open(notice).content
    content["fields"] |= {"opens": [timezone.localdate().isoformat()], "closes": [], "closes_at": []}
    for rows in content["rows"].values():
        for row in rows:
            row["id"] = contents.new_id()
    proposal = Proposal(editor=NOTICE.key, author=request.user)
    proposal.fill(content)
    messages.success(request, _("This is a copy. Nobody sees it until you publish it."))
    return redirect("proposal-edit", proposal.pk)


# ---- opening and closing ----------------------------------------------------------------------


@require_POST
@for_publishers
def close_notice(request, slug):
    notice = _found(slug)
    if notice.status() != NoticeStatus.OPEN:
        messages.error(request, _("It is not open."))
    else:
        _record(request, notice, lambda: notice.close(on=timezone.localdate()))
        messages.success(request, _("Closed. It takes no more applications."))
    return redirect("desk-notices")


@require_POST
@for_publishers
def reopen_notice(request, slug):
    """Opens a notice again that was closed early; one that is over by its deadline needs another one."""
    notice = _found(slug)
    if notice.status() != NoticeStatus.CLOSED:
        messages.error(request, _("It is not closed."))
        return redirect("desk-notices")
    if notice.closed_on:
        _record(request, notice, notice.reopen)
    if notice.is_closed:
        messages.info(request, _("Its deadline is over. Give it another one, or none, and publish it."))
        return redirect("desk-edit-notice", notice.slug)
    messages.success(request, _("Open again."))
    return redirect("desk-notices")


@require_POST
@for_publishers
def take_back_notice(request, slug):
    """Makes a draft of a notice that is scheduled, before anybody has seen it."""
    notice = _found(slug)
    if notice.status() != NoticeStatus.SCHEDULED:
        messages.error(request, _("It is not scheduled."))
    else:
        _record(request, notice, notice.take_back)
        messages.success(request, _("It is a draft again."))
    return redirect("desk-notices")


def _found(slug: str) -> Notice:
    return find_by_slug(Notice.objects.all(), slug)


def _record(request, notice: Notice, act) -> None:
    """Does something with a notice as one revision."""
    with transaction.atomic():
        revisions.record_as_found(notice)
        with revisions.record(request.user):
            act()
            revisions.add(notice)
