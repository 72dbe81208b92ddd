"""The base class of all pages with an edit form, for members and for those who publish directly.

Everything submitted is first stored as a draft of its author, valid or not, so that nothing typed is lost.
The draft is then submitted for review, or published by those who may publish directly.
"""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, OperationalError, models
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.generic import View

from core.exceptions import InvalidState
from core.http import next_url, origin, with_next
from core.languages import LocalText, headline
from core.lost_uploads import lost_uploads
from core.outages.faults import reason_to_give_back
from core.outbox import mail_server
from core.storages.site_storage import FILE_NOT_STORED, StorageUnavailable
from labsite import proposal_emails
from labsite.permissions import may_publish, may_submit, publishes_directly
from labsite.views.edit_page import (
    conflicts_token,
    difference_presenter,
    opened_snapshot,
    render_edit_page,
)
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import Conflict, Snapshot, compare
from moderation.forms.spec import Editor
from moderation.forms.submission import Submission
from moderation.models import EditConflict, InvalidSubmission, Proposal

logger = logging.getLogger(__name__)

#: The pages that only lab members have; an administrator who is not a member returns to the dashboard.
PAGES_OF_MEMBERS = {"my-publications", "my-news"}


class EditView(View):
    """Show an edit form; save it as a draft, preview it, submit it for review or publish it.

    Subclasses say what is edited: they set ``editor`` and define ``get_object``.
    """

    editor: Editor
    #: URL name of the page to return to.
    back = "me"
    #: Whether the form of a new object starts with something typed on another page.
    is_prefilled = False
    #: Title of the page; by default the name of the object.
    title: Any = ""

    def get_object(self) -> models.Model | None:
        """Return the object to edit; None or an unsaved instance for a new one."""
        return None

    def get_title(self) -> LocalText:
        return LocalText(str(self.title)) if self.title else headline(self.instance)

    def get_back(self) -> str:
        """Return the URL to return to: ``?next=`` of the page that led here, or else that of ``back``."""
        is_member = getattr(self.request.user, "person", None) is not None
        name = "me" if self.back in PAGES_OF_MEMBERS and not is_member else self.back
        return next_url(self.request) or reverse(name)

    def get_proposal(self) -> Proposal | None:
        """Return the user's unfinished proposal for the object."""
        if self.instance is None or not self.instance.pk:
            return None
        return unfinished_proposal(self.request.user, self.editor, self.instance)

    def get_action(self) -> str:
        """Return the URL that the form posts to; "" for the URL of this page.

        The stored proposal of a new object has a URL of its own, so that the object is not added twice.
        """
        is_new = self.proposal and self.proposal.object_id is None
        return self.proposal_url() if is_new else ""

    def proposal_url(self) -> str:
        """Return the URL of the form of the stored proposal, which returns to the same page."""
        return with_next(self.request, reverse("proposal-edit", args=[self.proposal.pk]))

    def dispatch(self, request, *args, **kwargs):
        """Load the object, the user's proposal, and the snapshots and conflicts that follow from both.

        ``published`` is the snapshot of the object, and ``current`` the same with the proposed changes.
        """
        self.instance = self.get_object()
        self.proposal = self.get_proposal()
        self.title = self.get_title()  # before a form writes to the object
        if self.proposal:
            self.published = self.proposal.published_snapshot
            merge_result = self.proposal.merge_result
            self.current, self.conflicts = merge_result.snapshot, merge_result.conflicts
        else:
            self.published = self.current = self.published_form.published_snapshot
            self.conflicts: list[Conflict] = []
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        if self.proposal:
            edit_form = self.proposal.edit_form(user=request.user)
            return self.render_form(edit_form, self.current, conflicts=self.conflicts)
        if self.instance and self.instance.pk:
            return self.render_form(self.published_form, self.current)
        return self.render_form(self._new_form(), self.current)

    def post(self, request, *args, **kwargs):
        """Store the submitted form, unless it conflicts with another change, and follow its button."""
        submission = Submission.read(
            self.editor,
            request.POST,
            request.FILES,
            opened=opened_snapshot(request),
            current=self.current,
            published=self.published,
        )
        for name in lost_uploads(request) & set(self.editor.file_fields):
            submission.file_errors[name] = ValidationError(FILE_NOT_STORED)
        has_seen_conflicts = request.POST.get("seen", "") == conflicts_token(self.conflicts)
        conflicts = [*submission.conflicts, *([] if has_seen_conflicts else self.conflicts)]
        if conflicts:
            edit_form = self._bound_form(submission)
            return self.render_form(edit_form, self.current, conflicts=conflicts, status=409)
        try:
            return self._save(submission)
        except (StorageUnavailable, OperationalError) as error:
            if not (reason := reason_to_give_back(error)):
                raise
            return self._give_back(submission, reason)

    def _save(self, submission: Submission):
        """Store a submission without conflicts, and follow its button.

        Raises StorageUnavailable, and OperationalError for a database that is locked or unavailable.
        """
        request = self.request
        is_changed = self.is_prefilled or submission.file_errors or compare(self.current, submission.snapshot)
        if self.proposal or is_changed:
            if problem := self._store(submission):
                messages.error(request, problem)
                return self.render_form(self._bound_form(submission), self.current, status=409)
        elif not submission.row_set_to_extend:
            messages.info(request, _("Nothing was changed."))
            return redirect(self.get_back())
        if submission.is_merged:
            text = _("The content changed elsewhere while you were editing. Both sets of changes are kept.")
            messages.info(request, text)
        return self._follow_button(submission)

    def _give_back(self, submission: Submission, reason: str):
        """Return the form as it was submitted, because it cannot be stored at the moment."""
        logger.exception("A form cannot be stored.")
        messages.error(self.request, reason)
        if self.proposal:
            self.proposal.refresh_from_db()
            self.proposal.clear_cached()
        for name in self._unstored(submission):
            submission.file_errors[name] = ValidationError(FILE_NOT_STORED)
            del submission.files[name]
        return self.render_form(self._bound_form(submission), self.current, status=503)

    def _unstored(self, submission: Submission) -> list[str]:
        """Return the fields whose uploaded files are not stored with the draft."""
        pending = self.proposal.pending_files if self.proposal else {}
        return [
            name
            for name, file in submission.files.items()
            if name not in pending or pending[name].name != str(file.name)[-100:]
        ]

    # ---- forms ----------------------------------------------------------------------------------

    def render_form(
        self, edit_form: EditForm, opened: Snapshot, *, conflicts=(), status: int = 200, **context
    ):
        presenter = difference_presenter(self.editor, self.proposal, self.request.user)
        return render_edit_page(
            self.request,
            edit_form,
            opened,
            status=status,
            proposal=self.proposal,
            title=self.title,
            action=self.get_action(),
            back=self.get_back(),
            is_direct=publishes_directly(self.request.user, self.editor.model),
            seen=conflicts_token(self.conflicts),
            conflicts=[presenter.conflict(conflict) for conflict in conflicts],
            **context,
        )

    def _edit_form(self, snapshot: Snapshot | None = None, files: dict[str, File] | None = None) -> EditForm:
        return EditForm(self.editor, self.instance, snapshot, files, self.request.user)

    @cached_property
    def published_form(self) -> EditForm:
        """The form of the object as it is published, without the proposed changes."""
        return self._edit_form()

    def _new_form(self) -> EditForm:
        """Return the form of a new object as it starts."""
        snapshot = self.get_first_snapshot()
        if snapshot is self.current:
            return self.published_form
        edit_form = self._edit_form(snapshot)
        edit_form.discard_errors()
        return edit_form

    def get_first_snapshot(self) -> Snapshot:
        """Return what the form of a new object starts with: an empty row where a row set says so."""
        snapshot = self.current
        for row_set in self.editor.row_sets:
            if row_set.starts_with_row:
                snapshot = self.editor.with_new_row(snapshot, row_set.name)
        return snapshot

    def _bound_form(self, submission: Submission, snapshot: Snapshot | None = None) -> EditForm:
        """Return the form as it was submitted, with the errors of its uploads."""
        pending_files = self.proposal.pending_files if self.proposal else {}
        files = {**pending_files, **submission.files}
        edit_form = self._edit_form(snapshot or submission.snapshot, files)
        for name, error in submission.file_errors.items():
            edit_form.form.add_error(name, error)
        return edit_form

    # ---- storing and submitting -----------------------------------------------------------------

    def _store(self, submission: Submission) -> str:
        """Save the submission as a draft; return the problem if that is not possible, else ""."""
        proposal = self.proposal or Proposal(
            editor_key=self.editor.key,
            object_id=self.instance and self.instance.pk,
            author=self.request.user,
        )
        try:
            proposal.save_draft(submission.snapshot, submission.files)
        except (IntegrityError, InvalidState) as problem:
            # Another window has started a draft of the same object, or a reviewer has just decided.
            is_decided = isinstance(problem, InvalidState)
            text = str(problem) if is_decided else _("You already have another draft of this.")
            self.proposal = None
            return _("%(problem)s Your changes are still in the form below. Please submit them again.") % {
                "problem": text
            }
        self.proposal, self.conflicts = proposal, []  # the draft is now based on the published state
        return ""

    def _follow_button(self, submission: Submission):
        if row_set := submission.row_set_to_extend:
            edit_form = self._bound_form(submission, self.editor.with_new_row(submission.snapshot, row_set))
            edit_form.discard_errors()
            # The form was opened without the new row, which is not stored yet.
            return self.render_form(edit_form, submission.snapshot, added=row_set)
        if submission.action == "draft" and not submission.file_errors:
            messages.success(self.request, _("Draft saved. Only you can see it."))
            return redirect(self.proposal_url())
        if submission.action == "preview" and not submission.file_errors:
            return redirect(with_next(self.request, reverse("proposal-preview", args=[self.proposal.pk])))
        return self._submit(submission)

    def _submit(self, submission: Submission):
        """Validate the stored submission and publish it or submit it for review."""
        edit_form = self._bound_form(submission)
        is_valid = edit_form.is_valid() and not submission.file_errors
        if is_valid and not may_submit(self.request.user, edit_form.form.instance):
            edit_form.form.add_error("team", _("Choose a team that you lead."))
            is_valid = False
        if not is_valid:
            status = 503 if lost_uploads(self.request) else 422
            return self.render_form(edit_form, submission.snapshot, status=status)
        try:
            submit_or_publish(self.request, self.proposal)
        except InvalidSubmission as error:
            return self.render_form(error.edit_form, submission.snapshot, status=422)
        except EditConflict:
            text = _("Someone else has just changed this. Please check your changes and submit them again.")
            messages.error(self.request, text)
            return redirect(self.proposal_url())
        except InvalidState as problem:
            messages.error(self.request, str(problem))
        return redirect(self.get_back())


# ---- shared by the pages of a proposal --------------------------------------------------------


def unfinished_proposal(user, editor: Editor, instance: models.Model) -> Proposal | None:
    """Return the user's unfinished proposal for this object."""
    return Proposal.objects.by(user).about(editor, instance).unfinished().first()


def public_url(row: models.Model) -> str:
    """Return the URL of a row that everybody may see, or "" for others and for the lab, which has no page."""
    public = getattr(row._meta.model._default_manager, "public", None)
    return row.get_absolute_url() if public and public().filter(pk=row.pk).exists() else ""


def submit_or_publish(request, proposal: Proposal) -> None:
    """Publish a draft if its author may publish directly, else submit it for review; add a message.

    Raises InvalidSubmission, EditConflict, InvalidState.
    """
    now = timezone.now()
    if may_publish(request.user, proposal):
        is_new = proposal.object_id is None
        published = proposal.approve(by=request.user, now=now)
        url = public_url(published) if is_new else ""
        link = format_html(' <a href="{}">{}</a>', url, _("View on the site")) if url else ""
        messages.success(request, format_html("{}{}", _("Published."), link))
    else:
        proposal.submit(now)
        proposal_emails.notify_reviewers(origin(), reverse("desk"), now)
        text = _("Submitted for review. Your dashboard shows when it has been reviewed.")
        if mail_server.is_set_up():
            text = _("Submitted for review. We’ll email you once it has been reviewed.")
        messages.success(request, text)
        if publishes_directly(request.user, proposal.editor.model):
            text = _("Your changes are reviewed first, because they also change the profiles of colleagues.")
            messages.info(request, text)
