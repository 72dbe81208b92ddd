"""A member's own submissions: read, edit, submit, withdraw, reopen; and previews of the public page."""

import contextlib
import posixpath
from dataclasses import dataclass

from django.contrib import messages
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import InvalidState
from core.images.fields import PictureField
from core.private_files import private_response
from labsite.editors import NOTICE
from labsite.permissions import editable_by, publishes_directly
from labsite.views.edit import EditView
from labsite.views.edit_page import difference_presenter, pending_file_url, preview_token
from labsite.views.guards import for_proposers
from labsite.views.profile import profile
from labsite.views.team import team
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import PENDING_FILE, compare
from moderation.forms.submission import Submission
from moderation.models import CHANGED_SINCE_SEEN, Proposal, ProposalFile
from news.views import news_item
from publications.views import publication
from recruiting.models import Notice
from recruiting.models.deadline import start_of
from recruiting.views import notice


@require_safe
@for_proposers
def proposal(request, pk):
    """Show the status of one's own submission, and what it would change or has changed."""
    proposal = get_object_or_404(Proposal.objects.by(request.user), pk=pk)
    if proposal.is_unfinished:
        difference = proposal.difference
    else:
        difference = compare(proposal.base, proposal.content)
    blocks = difference_presenter(proposal.editor, proposal).blocks(difference)
    return render(request, "labsite/proposal.html", {"proposal": proposal, "blocks": blocks})


@method_decorator(for_proposers, name="dispatch")
class EditProposal(EditView):
    """Continue editing an unfinished submission; a finished one has to be reopened first."""

    def get_object(self):
        self.own_proposal = _own_unfinished(self.request.user, self.kwargs["pk"])
        self.editor = self.own_proposal.editor
        self.back = list_page_of(self.request.user, self.own_proposal)
        return self.own_proposal.instance

    def get_proposal(self):
        return self.own_proposal

    def get_title(self):
        return str(self.own_proposal)


def _own_unfinished(user, pk: int) -> Proposal:
    """Return an unfinished proposal of the user. Raises Http404."""
    proposal = get_object_or_404(Proposal.objects.by(user).unfinished(), pk=pk)
    if proposal.is_orphan:
        raise Http404
    if proposal.instance and not _may_still_edit(user, proposal):
        raise Http404
    return proposal


def _may_still_edit(user, proposal: Proposal) -> bool:
    """Return whether the object is still the user's own, as it was when the proposal was begun."""
    return editable_by(user, proposal.editor.model).filter(pk=proposal.object_id).exists()


@method_decorator([require_POST, for_proposers], name="dispatch")
class SubmitProposal(EditProposal):
    """The submit button of a preview: submit or publish one's own draft as the preview showed it."""

    def dispatch(self, request, pk):
        if not get_object_or_404(Proposal.objects.by(request.user), pk=pk).is_unfinished:
            return redirect("proposal", pk)  # the button was pressed twice
        return super().dispatch(request, pk=pk)

    def get_action(self):
        return reverse("proposal-edit", args=[self.kwargs["pk"]])

    def post(self, request, pk):
        is_as_seen = request.POST.get("seen", "") == preview_token(self.proposal)
        if self.conflicts or not is_as_seen:
            messages.info(request, CHANGED_SINCE_SEEN)
            # The form shows both versions of a conflict.
            return redirect("proposal-edit" if self.conflicts and is_as_seen else "proposal-preview", pk)
        submission = Submission(self.current)
        if problem := self._store(submission):
            messages.error(request, problem)
            return redirect("proposal", pk)
        return self._submit(submission)


def list_page_of(user, proposal: Proposal) -> str:
    """Return the URL name of the page that lists the proposal for its author."""
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


# ---- previews ---------------------------------------------------------------------------------


def notice_on_first_day(request, slug):
    """Render the page of a notice as it is now, or as it will be when the notice opens."""
    opens = start_of(Notice.objects.values_list("opens", flat=True).get(slug=slug))
    return notice(request, slug, max(opens, timezone.now()))


#: The public page of each kind of object, by the key of its editor.
PUBLIC_PAGES = {
    "profile": profile,
    "team": team,
    "publication": publication,
    "news": news_item,
    "notice": notice_on_first_day,
}


@dataclass(frozen=True)
class Preview:
    """What the bar above a preview shows and offers."""

    proposal: Proposal
    is_own: bool
    is_direct: bool
    seen: str

    @classmethod
    def of(cls, proposal: Proposal, user) -> "Preview":
        is_direct = publishes_directly(user, proposal.editor.model)
        return cls(proposal, proposal.author_id == user.pk, is_direct, preview_token(proposal))


class _RollBack(Exception):
    """Ends the transaction of a preview."""


@require_safe
@for_proposers
def proposal_preview(request, pk):
    """Show the public page as it would be: save the proposal, render the page, and roll everything back."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user).unfinished(), pk=pk)
    if proposal.is_orphan:
        raise Http404
    form_page = "proposal-edit" if proposal.author == request.user else "review-proposal"
    edit_form = proposal.edit_form()
    if not edit_form.is_valid():
        messages.error(request, _("No preview: please fix the errors first."))
        return redirect(form_page, proposal.pk)
    try:
        with contextlib.suppress(_RollBack), transaction.atomic():
            response = _render_preview(request, proposal, edit_form)
            raise _RollBack
    except Http404:  # such as news of a future day
        messages.error(request, _("No preview: the page would not be public yet."))
        return redirect(form_page, proposal.pk)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _render_preview(request, proposal: Proposal, edit_form: EditForm) -> HttpResponse:
    pending_pictures = _detach_files(proposal, edit_form)
    instance = edit_form.save()
    columns = {
        name: posixpath.join(instance._meta.get_field(name).upload_to, file_name)
        for name, file_name in pending_pictures.items()
        if file_name and isinstance(instance._meta.get_field(name), PictureField)
    }
    visibility = {"is_public": True} if any(f.name == "is_public" for f in instance._meta.fields) else {}
    if columns or visibility:
        type(instance)._base_manager.filter(pk=instance.pk).update(**columns, **visibility)
    request.preview = Preview.of(proposal, request.user)  # for the bar in base.html
    response = PUBLIC_PAGES[proposal.editor_key](request, slug=instance.slug)
    _use_pending_urls(response, proposal, type(instance), columns)
    return response


def _detach_files(proposal: Proposal, edit_form: EditForm) -> dict[str, str | None]:
    """Take the uploads out of the form, so that no pending file is stored publicly, not even for a moment.

    Return the names of the pending files by field.
    """
    pending = {}
    for name in proposal.editor.file_fields:
        edit_form.form.cleaned_data.pop(name, None)
        setattr(edit_form.form.instance, name, getattr(proposal.instance, name, "") or "")
        value = "".join(proposal.merge_result.snapshot["fields"].get(name, []))
        if value.startswith(PENDING_FILE):
            pending[name] = proposal.files.filter(field=name).values_list("name", flat=True).first()
    return pending


def _use_pending_urls(
    response: HttpResponse, proposal: Proposal, model: type[models.Model], columns: dict[str, str]
) -> None:
    """Replace the public URLs of pictures, where nothing is stored, by those of the pending files."""
    for name, path in columns.items():
        public_url = getattr(model(**{name: path}), name).url.removesuffix(".webp")
        pending_url = pending_file_url(proposal, name)
        response.content = response.content.replace(public_url.encode(), pending_url.encode())
