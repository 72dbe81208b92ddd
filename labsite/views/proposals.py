"""A member's own submissions: read, edit, submit, withdraw and reopen them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import InvalidState
from core.http import with_next
from core.languages import LocalText
from core.private_files import private_response
from labsite.editors import LAB, MENU, NOTICE, PAGE
from labsite.permissions import may_still_edit
from labsite.views.edit_page import difference_presenter, preview_token
from labsite.views.edit_view import EditView
from labsite.views.guards import for_proposers
from moderation.forms.snapshot import compare
from moderation.forms.submission import Submission
from moderation.models import CHANGED_SINCE_SEEN, Proposal, ProposalFile, State


@require_safe
@for_proposers
def proposal(request, pk):
    """Show the status of one's own submission, and what it would change or has changed."""
    proposal = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    if proposal.is_unfinished and may_still_edit(request.user, proposal):
        difference = proposal.difference
    else:
        difference = compare(proposal.base, proposal.content)
    blocks = difference_presenter(proposal.editor, proposal, request.user).blocks(difference)
    return render(request, "labsite/proposal.html", {"proposal": proposal, "blocks": blocks})


@method_decorator(for_proposers, name="dispatch")
class EditProposal(EditView):
    """Continue editing a submission.

    A form opened before the submission was published or withdrawn is kept as well: it becomes a new
    submission about the published object, or reopens the withdrawn one.
    """

    def dispatch(self, request, pk):
        self.own_proposal = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
        if not self.own_proposal.is_unfinished and request.method != "POST":
            return redirect("proposal", pk)
        return super().dispatch(request, pk=pk)

    def get_object(self):
        _ensure_editable(self.request.user, self.own_proposal)
        self.editor = self.own_proposal.editor
        self.back = list_page_of(self.request.user, self.own_proposal)
        return self.own_proposal.instance

    def get_proposal(self):
        proposal = self.own_proposal
        if proposal.is_unfinished:
            return proposal
        if newer := super().get_proposal():
            return newer
        if proposal.state == State.APPROVED:
            return None
        proposal.reopen()
        text = _("You had withdrawn this submission. It was reopened with your changes.")
        messages.info(self.request, text)
        return proposal

    def _store(self, submission):
        problem = super()._store(submission)
        if not problem and self.own_proposal.state == State.APPROVED:
            text = _(
                "Your submission was published in the meantime. Your later changes are a new submission."
            )
            messages.info(self.request, text)
        return problem

    def get_title(self):
        return LocalText(str(self.own_proposal))


def _ensure_editable(user, proposal: Proposal) -> None:
    """Raise Http404 if the object has been deleted, or is no longer the user's own."""
    if proposal.is_orphan or not may_still_edit(user, proposal):
        raise Http404


@method_decorator([require_POST, for_proposers], name="dispatch")
class SubmitProposal(EditProposal):
    """The submit button of a preview: submit or publish one's own draft as the preview showed it."""

    def dispatch(self, request, pk):
        if not get_object_or_404(Proposal.objects.by(request.user), pk=pk).is_unfinished:
            return redirect("proposal", pk)  # the button was pressed twice
        return super().dispatch(request, pk=pk)

    def get_action(self):
        return self.proposal_url()

    def post(self, request, pk):
        is_as_seen = request.POST.get("seen", "") == preview_token(self.proposal)
        if self.conflicts or not is_as_seen:
            messages.info(request, CHANGED_SINCE_SEEN)
            # The form shows both versions of a conflict.
            name = "proposal-edit" if self.conflicts and is_as_seen else "proposal-preview"
            return redirect(with_next(request, reverse(name, args=[pk])))
        submission = Submission(self.current)
        if problem := self._store(submission):
            messages.error(request, problem)
            return redirect("proposal", pk)
        return self._submit(submission)


def list_page_of(user, proposal: Proposal) -> str:
    """Return the URL name of the page that lists the proposal for its author."""
    if proposal.editor_key == LAB.key:
        return "desk"
    if proposal.editor_key in (PAGE.key, MENU.key):
        return "desk-pages" if user.has_perm("pages.change_page") else "me"
    is_on_desk = proposal.editor_key == NOTICE.key and user.has_perm("recruiting.change_notice")
    return "desk-notices" if is_on_desk else "me"


# ---- withdrawing and reopening ----------------------------------------------------------------


@require_POST
@for_proposers
def withdraw_proposal(request, pk):
    """Withdraw one's own submission; the button in a list, which discards a draft, returns to that list."""
    proposal = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    if "list" not in request.POST:
        text = _("Submission withdrawn. You can reopen it at any time.")
        return _change_state(request, proposal, proposal.withdraw, text)
    text = _("“%(title)s” discarded. You can reopen it at any time.") % {"title": proposal}
    _change_state(request, proposal, proposal.withdraw, text)
    return redirect(list_page_of(request.user, proposal))


@require_POST
@for_proposers
def reopen_proposal(request, pk):
    proposal = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    text = _("Reopened. Your changes are as you left them.")
    return _change_state(request, proposal, proposal.reopen, text, "proposal-edit")


def _change_state(request, proposal: Proposal, change, success_text: str, next_page: str = "proposal"):
    try:
        change()
    except InvalidState as problem:
        messages.error(request, str(problem))
        next_page = "proposal"
    else:
        messages.success(request, success_text)
    return redirect(next_page, proposal.pk)


@require_safe
@for_proposers
def proposal_file(request, pk, field, shape):
    """Serve a pending file to its author and reviewers. ``shape`` is the size that a page asks for."""
    visible = Proposal.objects.visible_to(request.user)
    pending = get_object_or_404(ProposalFile, proposal__in=visible.filter(pk=pk), field=field)
    return private_response(pending.open, pending.name)
