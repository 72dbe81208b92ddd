"""The review queue, and decisions on submissions, for the pages at /desk/ and in the Django admin."""

import logging
from urllib.parse import urlencode

from django.contrib import messages
from django.core import signing
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import View

from core.exceptions import InvalidState
from core.http import origin, posted_text
from core.languages import LocalText
from core.outbox.models import Email
from core.paging import paged
from core.primary_keys import as_keys
from core.storages.site_storage import CANNOT_STORE, StorageUnavailable
from labsite import editors, proposal_emails
from labsite.views.edit_page import SALT, difference_presenter, opened_snapshot, render_edit_page
from labsite.views.edit_view import EditView
from labsite.views.guards import for_reviewers, permission_required
from labsite.views.setup import checklist_for
from labsite.waiting import waiting_for
from moderation.forms.difference_presentation import field_label
from moderation.forms.edit_form import EditForm
from moderation.forms.form_presentation import form_errors
from moderation.forms.snapshot import Snapshot, compare, merge
from moderation.forms.spec import EDITORS
from moderation.forms.submission import ADD_ROW, read_snapshot
from moderation.models import CHANGED_SINCE_SEEN, EditConflict, InvalidSubmission, Proposal, State
from people.completeness import unconfirmed
from people.context import current_lab
from people.models import Person, find_by_slug

logger = logging.getLogger(__name__)

#: The parameter of a page that asks for the reason of a return, next to its field.
LACKS_REASON = "lacks-reason"
#: The states that the queue can be filtered by.
LISTED_STATES = (State.PENDING, State.RETURNED, State.APPROVED)


@require_safe
@for_reviewers
def desk(request):
    """List the submissions that wait for review, oldest first, or those of another state."""
    kind, state = request.GET.get("kind", ""), request.GET.get("state", State.PENDING)
    kind = kind if kind in EDITORS else ""
    state = state if state in LISTED_STATES else State.PENDING
    proposals = Proposal.objects.filter(state=state).for_list()
    proposals = proposals.filter(editor_key=kind) if kind else proposals
    proposals = proposals.oldest_first() if state == State.PENDING else proposals.latest_first()
    waiting, setup = waiting_for(request.user), checklist_for(request)
    return render(
        request,
        "labsite/desk.html",
        {
            "page": paged(request, proposals, 50),
            "kind": kind,
            "state": state,
            "kinds": [(key, editor.label) for key, editor in EDITORS.items()],
            "states": [(value, value.label) for value in LISTED_STATES],
            "waiting": waiting,
            "selected": as_keys(request.GET.getlist("proposal")),
            "lacks_reason": LACKS_REASON in request.GET,
            "unconfirmed": unconfirmed(current_lab(request), timezone.localdate())[:50],
            "failed_emails": Email.objects.failed()[:20],
            "setup": setup,
            "setup_comes_first": setup and not setup.hidden and not waiting,
        },
    )


@require_safe
@for_reviewers
def review(request, pk):
    """Show what a submission would change, side by side, with the buttons to decide on it."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).with_people(), pk=pk)
    return render(request, "labsite/review.html", review_context(request, proposal))


def review_context(request, proposal: Proposal) -> dict:
    """Return the context of a submission's page for reviewers, here and in the Django admin."""
    presenter = difference_presenter(proposal.editor, proposal, request.user)
    is_open = proposal.is_unfinished and not proposal.is_orphan
    difference = proposal.difference if is_open else compare(proposal.base, proposal.content)
    conflicts = proposal.merge_result.conflicts if is_open else []
    missing_files = proposal.missing_files if is_open else []
    edit_form = proposal.edit_form() if proposal.is_pending and not proposal.is_orphan else None
    return {
        "proposal": proposal,
        "blocks": presenter.blocks(difference),
        "conflicts": [presenter.conflict(conflict) for conflict in conflicts],
        "errors": form_errors(edit_form) if edit_form and not edit_form.is_valid() else [],
        "missing_files": [field_label(proposal.editor.model, name) for name in missing_files],
        "seen": signing.dumps(_version(proposal), salt=SALT),
        "lacks_reason": LACKS_REASON in request.GET,
    }


def _version(proposal: Proposal) -> list:
    """Return what identifies the state of a proposal that a reviewer saw."""
    return [proposal.pk, proposal.updated.isoformat()]


# ---- deciding ---------------------------------------------------------------------------------


@require_POST
@for_reviewers
def decide(request):
    """Approve or return the selected submissions."""
    keys = as_keys(request.POST.getlist("proposal"))
    if lacks_reason(request):
        if "seen" in request.POST and len(keys) == 1:
            return redirect(f"{reverse('review-proposal', args=keys)}?{LACKS_REASON}=on#reason")
        query = urlencode({LACKS_REASON: "on", "proposal": keys}, doseq=True)
        return redirect(f"{reverse('desk')}?{query}#reason")
    selected = Proposal.objects.filter(pk__in=keys)
    decide_all(request, selected, request.POST.get("do", ""), posted_text(request, "reason"))
    return redirect("desk")


def lacks_reason(request) -> bool:
    """Return whether the button to return submissions was pressed without a reason."""
    return request.POST.get("do") == "return" and not posted_text(request, "reason")


def decide_all(request, proposals: QuerySet | list[Proposal], action: str, reason: str = "") -> None:
    """Approve or return each proposal on its own, email the authors, and report the outcome in messages."""
    if action == "return" and not reason:
        text = _("Enter a reason, so that the author knows what to change. Nothing was returned.")
        messages.error(request, text)
        return
    count = 0
    for proposal in proposals:
        if problem := _decide_one(request, proposal, action, reason):
            messages.error(request, f"{proposal}: {problem}")
        else:
            count += 1
            _email_author(request, proposal)
    if count:
        text = (
            ngettext("%(number)d submission published.", "%(number)d submissions published.", count)
            if action == "approve"
            else ngettext("%(number)d submission returned.", "%(number)d submissions returned.", count)
        )
        messages.success(request, text % {"number": count})


def _decide_one(request, proposal: Proposal, action: str, reason: str) -> str:
    """Approve or return a proposal. Return why that was not possible, or an empty text."""
    try:
        _check_seen(request, proposal)
        _apply_decision(request, proposal, action, reason)
    except EditConflict:
        return _(
            "The published page has changed in the same places. Open the submission to resolve the conflict."
        )
    except InvalidSubmission:
        return _("The submission no longer passes the checks. Open it to see why.")
    except StorageUnavailable:
        logger.exception("The files of a submission cannot be stored.")
        return _("The server cannot store files at the moment. Please try again in a few minutes.")
    except (InvalidState, signing.BadSignature) as error:
        return str(error)
    return ""


def _check_seen(request, proposal: Proposal) -> None:
    """Raise InvalidState or BadSignature if the reviewer's page showed an older state of the proposal."""
    seen = request.POST.get("seen")
    if seen and signing.loads(seen, salt=SALT) != _version(proposal):
        raise InvalidState(CHANGED_SINCE_SEEN)


def _apply_decision(request, proposal: Proposal, action: str, reason: str) -> None:
    now = timezone.now()
    if action == "approve":
        proposal.approve(by=request.user, now=now)
    elif action == "return":
        proposal.return_to_author(by=request.user, reason=reason, now=now)
    else:
        raise InvalidState(_("Select an action."))


def _email_author(request, proposal: Proposal) -> None:
    """Email the author the decision."""
    path = reverse("proposal", args=[proposal.pk])
    proposal_emails.notify_author(origin(), path, proposal, timezone.now())


# ---- correcting -------------------------------------------------------------------------------


@method_decorator(for_reviewers, name="dispatch")
class CorrectProposal(View):
    """The edit form of a submission for a reviewer, who corrects and publishes it."""

    def dispatch(self, request, pk):
        self.proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
        if self.proposal.is_orphan or not (self.proposal.is_pending or request.method == "POST"):
            return redirect("review-proposal", pk)
        return super().dispatch(request, pk)

    def get(self, request, pk):
        conflicts = self.proposal.merge_result.conflicts
        return self.render_form(self.proposal.edit_form(), self.proposal.published_snapshot, conflicts)

    def post(self, request, pk):
        proposal, opened = self.proposal, opened_snapshot(request)
        typed = self._typed_snapshot()
        action = request.POST.get("do", "")
        if action.startswith(ADD_ROW):
            edit_form = proposal.edit_form(proposal.editor.with_new_row(typed, action.removeprefix(ADD_ROW)))
            edit_form.discard_errors()
            return self.render_form(edit_form, opened)
        try:
            proposal.approve(by=request.user, now=timezone.now(), content=typed, base=opened)
        except EditConflict:
            result = merge(opened, proposal.published_snapshot, typed)
            edit_form = proposal.edit_form(result.snapshot)
            return self.render_form(edit_form, proposal.published_snapshot, result.conflicts, 409)
        except InvalidSubmission as error:
            return self.render_form(error.edit_form, opened, status=422)
        except InvalidState as problem:  # the author has withdrawn it, or another reviewer has decided
            messages.error(request, str(problem))
            return self.render_form(proposal.edit_form(typed), opened, status=409)
        except StorageUnavailable:
            logger.exception("The files of a submission cannot be stored.")
            messages.error(request, CANNOT_STORE)
            proposal.clear_cached()  # the object has been changed in memory
            return self.render_form(proposal.edit_form(typed), opened, status=503)
        _email_author(request, proposal)
        messages.success(request, _("Published with your corrections."))
        return redirect("desk")

    def _typed_snapshot(self) -> Snapshot:
        """Return what the reviewer typed, with the files as the author submitted them."""
        snapshot = read_snapshot(self.proposal.editor, self.request.POST)
        for name in self.proposal.editor.file_fields:
            snapshot["fields"][name] = self.proposal.merge_result.snapshot["fields"].get(name, [])
        return snapshot

    def render_form(self, edit_form: EditForm, opened: Snapshot, conflicts=(), status: int = 200):
        presenter = difference_presenter(self.proposal.editor, self.proposal, self.request.user)
        return render_edit_page(
            self.request,
            edit_form,
            opened,
            status=status,
            proposal=self.proposal,
            is_correction=True,
            is_direct=True,
            back=reverse("review-proposal", args=[self.proposal.pk]),
            title=LocalText(str(self.proposal)),
            conflicts=[presenter.conflict(conflict) for conflict in conflicts],
        )


@method_decorator(permission_required("people.change_person"), name="dispatch")
class EditPerson(EditView):
    """Another person's profile, for those who may change it."""

    editor = editors.PROFILE
    back = "desk"

    def get_object(self):
        return find_by_slug(Person.objects.all(), self.kwargs["slug"])

    def get_title(self):
        return self.instance.leading_name
