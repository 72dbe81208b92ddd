"""The PI's dashboard for openings: write, publish, schedule, close, reopen and copy notices."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from core.paging import paged
from labsite.editors import NOTICE
from labsite.views.add_view import AddView
from labsite.views.edit_view import EditView
from labsite.views.guards import permission_required
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import new_row_id
from moderation.models import Proposal
from people.context import current_lab
from people.models import Person, Role, find_by_slug
from recruiting.applications.counts import counts_for
from recruiting.models import Notice, NoticeStatus
from recruiting.models.application import REVIEW_PERMISSION

CHANGE = "recruiting.change_notice"
for_publishers = permission_required(CHANGE)
CLOSED_PER_PAGE = 20
MAX_LISTED = 100


@require_safe
@for_publishers
def notices(request):
    """List all notices by status, with drafts and submissions that are not published yet."""
    now = timezone.now()
    proposals = Proposal.objects.filter(editor_key=NOTICE.key).for_list().latest_first()
    closed = paged(request, Notice.objects.closed(now).order_by("-opens", "-pk").for_list(), CLOSED_PER_PAGE)
    groups = [
        (status, list(Notice.objects.in_status(status, now).soonest_first().for_list()[:MAX_LISTED]))
        for status in (NoticeStatus.OPEN, NoticeStatus.SCHEDULED, NoticeStatus.DRAFT)
    ]
    groups.append((NoticeStatus.CLOSED, list(closed.rows)))
    listed = [notice for _status, group in groups for notice in group]
    own_unfinished = list(proposals.by(request.user).unfinished()[:MAX_LISTED])
    _add_application_counts(listed, request.user)
    _mark_unpublished_changes(listed, own_unfinished)
    return render(
        request,
        "labsite/notices.html",
        {
            "groups": [(status, group) for status, group in groups if group],
            "closed": closed,
            "drafts": [proposal for proposal in own_unfinished if proposal.object_id is None],
            "waiting": proposals.pending().exclude(author=request.user)[:MAX_LISTED],
            "lacks_country": not current_lab(request).country,
            "notes": list(filter(None, [closed.note])),
        },
    )


def _add_application_counts(listed: list[Notice], user) -> None:
    """Set the number of applications on each notice, if the user may read applications."""
    if user.has_perm(REVIEW_PERMISSION):
        for count in counts_for(listed, user):
            count.notice.application_count = count.total


def _mark_unpublished_changes(listed: list[Notice], proposals: list[Proposal]) -> None:
    """Set ``has_changes`` on each notice: whether one of the unfinished proposals is about it."""
    changed_ids = {proposal.object_id for proposal in proposals}
    for notice in listed:
        notice.has_changes = notice.pk in changed_ids


# ---- writing ----------------------------------------------------------------------------------


@method_decorator(for_publishers, name="dispatch")
class AddNotice(AddView):
    """A new notice, with the user or else the PI as the contact."""

    editor = NOTICE
    back = "desk-notices"
    title = gettext_lazy("New opening")

    def get_object(self):
        contact = getattr(self.request.user, "person", None) or _principal_investigator()
        return Notice(contact=contact)


def _principal_investigator() -> Person | None:
    return Person.objects.public().in_the_lab(timezone.localdate()).filter(role=Role.PI).first()


@method_decorator(for_publishers, name="dispatch")
class EditNotice(EditView):
    editor = NOTICE
    back = "desk-notices"

    def get_object(self):
        return _notice_or_404(self.kwargs["slug"])


@require_POST
@for_publishers
def copy_notice(request, slug):
    """Create a draft with the content of a notice, open from today and without a deadline."""
    snapshot = EditForm(NOTICE, _notice_or_404(slug)).published_snapshot
    snapshot["fields"] |= {"opens": [timezone.localdate().isoformat()], "closes": [], "closes_at": []}
    for rows in snapshot["rows"].values():
        for row in rows:
            row["id"] = new_row_id()
    proposal = Proposal(editor_key=NOTICE.key, author=request.user)
    proposal.save_draft(snapshot)
    messages.success(request, _("Copy created. It stays hidden until you publish it."))
    return redirect("proposal-edit", proposal.pk)


# ---- opening and closing ----------------------------------------------------------------------


@require_POST
@for_publishers
def close_notice(request, slug):
    notice = _notice_or_404(slug)
    if notice.status() != NoticeStatus.OPEN:
        messages.error(request, _("This opening does not accept applications, so there is nothing to close."))
    else:
        _record(request, notice, lambda: notice.close(on=timezone.localdate()))
        messages.success(request, _("Opening closed. It no longer accepts applications."))
    return redirect("desk-notices")


@require_POST
@for_publishers
def reopen_notice(request, slug):
    """Reopen a notice that was closed early; one whose deadline has passed needs a new deadline."""
    notice = _notice_or_404(slug)
    if notice.status() != NoticeStatus.CLOSED:
        messages.error(request, _("This opening is not closed."))
        return redirect("desk-notices")
    if notice.closed_on:
        _record(request, notice, notice.reopen)
    if notice.is_closed:
        text = _("The deadline has passed. Set a new deadline, or none, and publish the opening again.")
        messages.info(request, text)
        return redirect("desk-edit-notice", notice.slug)
    messages.success(request, _("Opening reopened."))
    return redirect("desk-notices")


@require_POST
@for_publishers
def take_back_notice(request, slug):
    """Turn a scheduled notice back into a draft, before it is public."""
    notice = _notice_or_404(slug)
    if notice.status() != NoticeStatus.SCHEDULED:
        messages.error(request, _("This opening is not scheduled."))
    else:
        _record(request, notice, notice.unpublish)
        messages.success(request, _("Opening moved back to drafts."))
    return redirect("desk-notices")


def _notice_or_404(slug: str) -> Notice:
    return find_by_slug(Notice.objects.all(), slug)


def _record(request, notice: Notice, change: Callable[[], None]) -> None:
    """Change a notice, and record the change as one revision."""
    with transaction.atomic():
        revisions.ensure_recorded(notice)
        with revisions.record(request.user):
            change()
            revisions.add(notice)
