"""Proposals: submitted changes that wait for review, and the files that wait with them.

Members submit them, and so does the search for new publications on other sites.
"""

from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exceptions import InvalidState
from core.languages import CHINESE, ENGLISH, local
from core.private_files import PrivateStorage
from moderation import revisions
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import (
    Difference,
    MergeResult,
    Snapshot,
    compare,
    empty_snapshot,
    is_pending_file,
    merge,
)
from moderation.forms.spec import EDITORS, Editor
from moderation.querysets import UNFINISHED, ProposalQuerySet, State

#: Message for somebody who acts on an outdated version.
CHANGED_SINCE_SEEN = _("This submission has changed since you opened it. Please check it again.")


class EditConflict(Exception):
    """The published object has changed in the same places as the proposal."""


class InvalidSubmission(Exception):
    """The submitted snapshot does not pass validation; ``edit_form`` holds the errors."""

    def __init__(self, edit_form: EditForm):
        self.edit_form = edit_form


class Proposal(models.Model):
    """A proposed change of an object, or a proposed new object; not public before it is approved."""

    editor_key = models.CharField(_("kind"), max_length=20)
    object_id = models.PositiveBigIntegerField(_("object ID"), null=True, blank=True)
    title = models.CharField(pgettext_lazy("record", "about"), max_length=200, blank=True)
    title_zh = models.CharField(pgettext_lazy("record", "about (Chinese)"), max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("by"),
    )
    #: The name of the command that made the proposal, if it has no author.
    finder = models.CharField(_("found by"), max_length=40, blank=True, editable=False)
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.DRAFT)
    #: The snapshot that the author typed.
    content = models.JSONField(_("content"), default=empty_snapshot)
    #: The published snapshot that the author started from.
    base = models.JSONField(_("starting point"), default=empty_snapshot)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reviewed_proposals",
        verbose_name=_("reviewed by"),
    )
    reason = models.TextField(_("reason"), blank=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("last changed"), auto_now=True)
    submitted = models.DateTimeField(_("submitted"), null=True, blank=True)
    decided = models.DateTimeField(_("reviewed"), null=True, blank=True)
    #: When the reviewers were emailed about it.
    announced = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        permissions = [
            ("review_proposal", _("Can approve, return and revert")),
            ("publish_directly", _("Can publish directly, without review")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False, finder="") | (Q(author=None) & ~Q(finder="")),
                name="proposal_has_author_or_finder",
            ),
            models.UniqueConstraint(
                fields=["editor_key", "object_id", "author"],
                condition=Q(state__in=UNFINISHED, object_id__isnull=False),
                name="unique_unfinished_proposal",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted"], name="proposal_queue")]

    def __str__(self):
        return local(self, "title").text or str(self.kind)

    @property
    def editor(self) -> Editor:
        return EDITORS[self.editor_key]

    @property
    def kind(self) -> str:
        return str(self.editor.label)

    @property
    def author_name(self) -> str:
        """The name of the author for readers; the email address of an account without a profile."""
        if self.author is None:
            return _("the search for updates")
        person = getattr(self.author, "person", None)
        return person.leading_name.text if person else self.author.email

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_pending(self) -> bool:
        return self.state == State.PENDING

    # ---- the object and its snapshots -----------------------------------------------------------

    @cached_property
    def instance(self) -> models.Model | None:
        """The object to change; None for a new one, or if it has been deleted."""
        if self.object_id is None:
            return None
        return self.editor.model._base_manager.filter(pk=self.object_id).first()

    @property
    def is_orphan(self) -> bool:
        """Whether the object to change has been deleted."""
        return self.object_id is not None and self.instance is None

    @cached_property
    def published_snapshot(self) -> Snapshot:
        """The snapshot of the object as it is now."""
        return EditForm(self.editor, self.instance).published_snapshot

    @cached_property
    def merge_result(self) -> MergeResult:
        """The author's changes merged into the object as it is now: what approval would publish."""
        return merge(self.base, self.published_snapshot, self.content)

    @property
    def difference(self) -> Difference:
        """What approval would change now."""
        return compare(self.published_snapshot, self.merge_result.snapshot)

    @cached_property
    def file_rows(self) -> dict[str, "ProposalFile"]:
        """The rows of the files that wait with the proposal, by field."""
        return {row.field: row for row in self.files.all()}

    @cached_property
    def pending_files(self) -> dict[str, File]:
        """The files that wait with the proposal, by field, without those that are missing."""
        return {field: row.open() for field, row in self.file_rows.items() if not row.is_missing}

    @property
    def missing_files(self) -> list[str]:
        """The fields whose pending file is missing on this server, as after a partial restore.

        Approval publishes the rest, and leaves these fields as they are published.
        """
        return [
            name
            for name in self.editor.file_fields
            if is_pending_file(self.content["fields"].get(name, []))
            and (name not in self.file_rows or self.file_rows[name].is_missing)
        ]

    def edit_form(self, snapshot: Snapshot | None = None, user=None) -> EditForm:
        """Return the edit form bound to a snapshot, by default to what approval would publish."""
        content = snapshot or self.merge_result.snapshot
        return EditForm(self.editor, self.instance, content, self.pending_files, user)

    def clear_cached(self) -> None:
        """Clear the cached object, snapshots and files, so that they are read again when needed."""
        for name in ("instance", "published_snapshot", "merge_result", "file_rows", "pending_files"):
            self.__dict__.pop(name, None)

    # ---- actions of the author ------------------------------------------------------------------

    def save_draft(self, content: Snapshot, files: dict[str, File] | None = None) -> None:
        """Store what the author typed, valid or not, as a draft based on the object as it is now.

        A pending or returned proposal becomes a draft again, so that nobody approves it while it is being
        edited. Raises InvalidState if it has been decided on.
        """
        with transaction.atomic():
            if not self._state.adding:
                self._lock(UNFINISHED)
            self.clear_cached()
            self.base, self.content = self.published_snapshot, content
            self.state = State.DRAFT
            self._set_titles(self.instance)
            self.save()
            for field, file in (files or {}).items():
                self.delete_files(field)
                self.files.create(field=field, name=str(file.name)[-100:], file=File(file, str(file.name)))
        self.clear_cached()

    def _set_titles(self, instance: models.Model | None) -> None:
        """Set what names the object in lists, in both languages."""
        for field, language in (("title", ENGLISH), ("title_zh", CHINESE)):
            with translation.override(language):
                setattr(self, field, self.editor.title_of(self.content, instance)[:200])

    def submit(self, now: datetime) -> None:
        """Submit the draft for review. Raises InvalidSubmission, InvalidState."""
        if self.state != State.DRAFT or self.is_orphan:
            raise InvalidState(_("This submission has already been decided on or withdrawn."))
        edit_form = self.edit_form(self.content, self.author)
        if not edit_form.is_valid():
            raise InvalidSubmission(edit_form)
        self._change_state([State.DRAFT], state=State.PENDING, submitted=now, announced=None)

    def withdraw(self) -> None:
        """Withdraw the proposal; it is kept and can be reopened. Raises InvalidState."""
        self._change_state(UNFINISHED, state=State.WITHDRAWN)

    def reopen(self) -> None:
        """Turn a returned, withdrawn or pending proposal into a draft. Raises InvalidState."""
        others = Proposal.objects.filter(
            editor_key=self.editor_key,
            object_id=self.object_id,
            author=self.author_id,
            state__in=UNFINISHED,
        ).exclude(pk=self.pk)
        if self.object_id is not None and others.exists():
            raise InvalidState(
                _("You are working on a newer change of the same page. Finish that change first.")
            )
        self._change_state([State.RETURNED, State.WITHDRAWN, State.PENDING], state=State.DRAFT)

    @classmethod
    def ensure_none_unfinished(cls, editor_key: str, object_id: int) -> None:
        """Raise InvalidState if an unfinished proposal is about this object, which is to be merged away."""
        if cls.objects.unfinished().filter(editor_key=editor_key, object_id=object_id).exists():
            raise InvalidState(
                _("There is an unfinished submission for the record to be removed. Decide on it first.")
            )

    # ---- actions of a reviewer ------------------------------------------------------------------

    def approve(
        self,
        *,
        by,
        now: datetime,
        content: Snapshot | None = None,
        base: Snapshot | None = None,
    ) -> models.Model:
        """Publish the proposal as one revision, in one transaction, and return the object.

        ``content`` is the snapshot as corrected by the reviewer and ``base`` the published snapshot that the
        reviewer saw; by default those of the author. The former state is recorded before the transaction,
        which is kept short. Raises InvalidState, EditConflict, InvalidSubmission.
        """
        if self.object_id is not None:
            revisions.ensure_all_recorded(self.editor.model, [self.object_id])
        try:
            return self._approve(by, now, content, base)
        except IntegrityError:  # another request has just taken the same address, which is seen now
            return self._approve(by, now, content, base)

    def _approve(self, by, now: datetime, content: Snapshot | None, base: Snapshot | None) -> models.Model:
        with transaction.atomic():
            # Only its author can publish a draft, if allowed to publish directly.
            self._lock([State.PENDING, State.DRAFT] if by == self.author else [State.PENDING])
            if self.object_id is not None:
                self.editor.model._base_manager.select_for_update().filter(pk=self.object_id).first()
            self.clear_cached()
            if self.is_orphan:
                raise InvalidState(_("The page to be changed no longer exists."))
            result = merge(base or self.base, self.published_snapshot, content or self.content)
            if result.conflicts:
                raise EditConflict
            published = self._publish(result.snapshot, by)
            for name in self.editor.file_fields:  # the pending files are about to be deleted
                file = getattr(published, name)
                result.snapshot["fields"][name] = [file.name] if file else []
            self.base, self.content = self.published_snapshot, result.snapshot
            self.object_id, self.state, self.reviewer, self.decided = published.pk, State.APPROVED, by, now
            self._set_titles(published)
            self.save()
            self.delete_files()
        return published

    def _publish(self, snapshot: Snapshot, by) -> models.Model:
        """Save the object and its rows as one revision. Raises InvalidSubmission."""
        edit_form = self.edit_form(snapshot)
        if not edit_form.is_valid():
            raise InvalidSubmission(edit_form)
        with revisions.record(by, self._revision_comment(by), only_added=True):
            published = edit_form.save()
            revisions.add(published)
        if self.editor.after_publish:
            self.editor.after_publish(published, by, edit_form.form.changed_data)
        return published

    def return_to_author(self, *, by, reason: str, now: datetime) -> None:
        """Return the proposal to its author with a reason. Raises InvalidState."""
        self._change_state([State.PENDING], state=State.RETURNED, reviewer=by, reason=reason, decided=now)

    def _revision_comment(self, by) -> str:
        if by == self.author:
            return ""
        return _("Submitted by %(author)s") % {"author": self.author or self.author_name}

    # ---- changing the state ---------------------------------------------------------------------

    def _change_state(self, allowed: list[State], **values) -> None:
        with transaction.atomic():
            self._lock(allowed)
            for name, value in values.items():
                setattr(self, name, value)
            self.save(update_fields=[*values, "updated"])

    def _lock(self, allowed: list[State]) -> None:
        """Lock the row until the transaction ends.

        Raises InvalidState if the proposal is not in an allowed state, or has changed since it was loaded.
        """
        row = Proposal.objects.select_for_update().filter(pk=self.pk).values_list("state", "updated").first()
        if row is None or row[0] not in allowed:
            raise InvalidState(_("This submission has already been decided on or withdrawn."))
        if row[1] != self.updated:
            raise InvalidState(CHANGED_SINCE_SEEN)

    def delete_files(self, field: str = "") -> None:
        """Delete the pending files, or that of one field, in the storage once the transaction commits."""
        for row in list(self.files.filter(field=field) if field else self.files.all()):
            storage, name = row.file.storage, row.file.name
            row.delete()
            transaction.on_commit(lambda storage=storage, name=name: storage.discard(name))


def upload_path(row: "ProposalFile", name: str) -> str:
    return f"proposals/{row.proposal_id}/{row.field}/{name}"


class ProposalFile(models.Model):
    """A file that waits with a proposal; only the author and reviewers can fetch it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files")
    field = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    file = models.FileField(upload_to=upload_path, storage=PrivateStorage(), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "field"], name="unique_file_per_field")]

    def __str__(self):
        return self.name

    @property
    def is_missing(self) -> bool:
        """Whether the file is not stored on this server."""
        return self.file.storage.is_missing(self.file.name)

    def open(self) -> File:
        """Return the file as if it had just been uploaded. Raises FileNotFoundError."""
        with self.file.storage.open(self.file.name) as stored:
            return ContentFile(stored.read(), self.name)
