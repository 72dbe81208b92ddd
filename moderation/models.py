"""Changes that wait for somebody to look at them: forms that have been filled in and not been saved.

People fill them in, and programs that look for news elsewhere.
"""

from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.exceptions import InvalidState
from core.private_files import PrivateStorage
from moderation import contents, revisions
from moderation.bundles import Bundle
from moderation.editing import Editor, editor_of


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PENDING = "pending", _("Waiting for review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: States in which the author goes on working on it.
UNFINISHED = [State.DRAFT, State.PENDING, State.RETURNED]


class InConflict(Exception):
    """What is public has changed meanwhile in the same places."""


class NotValid(Exception):
    """The forms do not accept the content; ``bundle`` has the errors."""

    def __init__(self, bundle: Bundle):
        self.bundle = bundle


class ProposalQuerySet(QuerySet):
    """Rows of Proposal."""

    def pending(self):
        """The queue: what waits for review."""
        return self.filter(state=State.PENDING)

    def by(self, user):
        """What the user has proposed."""
        return self.filter(author=user)

    def found(self):
        """What nobody has written: found by a program."""
        return self.filter(author=None)

    def unfinished(self):
        return self.filter(state__in=UNFINISHED)

    def finished(self):
        return self.exclude(state__in=UNFINISHED)

    def about(self, editor: Editor, instance: models.Model):
        """Proposals for this object."""
        return self.filter(editor=editor.key, object_id=instance.pk)

    def visible_to(self, user):
        """What the user may look at: the own ones; reviewers all but the drafts of others."""
        if user.has_perm("moderation.review_proposal"):
            return self.filter(Q(author=user) | ~Q(state=State.DRAFT))
        return self.by(user)

    def with_people(self):
        return self.select_related("author__person", "reviewer__person")

    def for_list(self):
        return self.with_people().defer("content", "base")

    def oldest_first(self):
        return self.order_by("submitted", "pk")

    def latest_first(self):
        return self.order_by("-updated", "-pk")


class Proposal(models.Model):
    """A form, filled in by somebody, that touches nothing public until it is approved."""

    editor = models.CharField(_("kind"), max_length=20)
    object_id = models.PositiveBigIntegerField(_("number of the object"), null=True, blank=True)
    title = models.CharField(_("about"), max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("by"),
    )
    #: Where nobody has written it: the name of the command that has found it.
    finder = models.CharField(_("found by"), max_length=40, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    content = models.JSONField(_("content"), default=contents.empty)
    #: The object as it was when the author last looked at it.
    base = models.JSONField(_("starting point"), default=contents.empty)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reviewed_proposals",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("reason"), blank=True)
    created = models.DateTimeField(_("begun"), auto_now_add=True)
    updated = models.DateTimeField(_("last changed"), auto_now=True)
    submitted = models.DateTimeField(_("sent"), null=True, blank=True)
    decided = models.DateTimeField(_("decided"), null=True, blank=True)
    #: When the reviewers were told by mail that it waits.
    announced = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        permissions = [
            ("review_proposal", _("Can approve, return and revert")),
            ("publish_directly", _("Can publish directly, without review")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False, finder="") | (Q(author=None) & ~Q(finder="")),
                name="proposal_is_somebodys_or_found",
            ),
            models.UniqueConstraint(
                fields=["editor", "object_id", "author"],
                condition=Q(state__in=UNFINISHED, object_id__isnull=False),
                name="one_unfinished_proposal_for_an_object",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted"], name="proposal_queue")]

    def __str__(self):
        return self.title or str(self.kind)

    # ---- what it is about -----------------------------------------------------------------------

    @property
    def how(self) -> Editor:
        """The editor by which it was filled in."""
        return editor_of(self.editor)

    @property
    def kind(self) -> str:
        return str(self.how.label)

    @property
    def by(self) -> str:
        """Whose it is, as people know them."""
        if self.author is None:
            return _("the search for updates")
        person = getattr(self.author, "person", None)
        return person.name if person else self.author.email

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)

    @cached_property
    def instance(self) -> models.Model | None:
        """The object that it changes; None for a new one, or where it has been deleted meanwhile."""
        if self.object_id is None:
            return None
        return self.how.model._base_manager.filter(pk=self.object_id).first()

    @property
    def is_orphan(self) -> bool:
        """Whether the object that it changes is gone."""
        return self.object_id is not None and self.instance is None

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_pending(self) -> bool:
        return self.state == State.PENDING

    @cached_property
    def live(self) -> contents.Content:
        """The object as it is now."""
        return self.how.open(self.instance).content

    @cached_property
    def merged(self) -> contents.Merged:
        """What would be published: the changes of the author on top of what is there now."""
        return contents.merge(self.base, self.live, self.content)

    @cached_property
    def file_map(self) -> dict[str, File]:
        """The files that wait with it, by field."""
        return {row.field: row.open() for row in self.files.all()}

    def bundle(self, content: contents.Content | None = None) -> Bundle:
        """Returns the forms, filled in with the proposal, or with a correction of it."""
        return self.how.filled(content or self.merged.content, self.file_map, self.instance)

    @property
    def difference(self) -> contents.Difference:
        """What would change if it were published now."""
        return contents.difference(self.live, self.merged.content)

    # ---- what its author does -------------------------------------------------------------------

    def fill(self, content: contents.Content, files: dict[str, File] | None = None) -> None:
        """Stores what the author has typed, valid or not, on top of what is public now.

        A sent proposal becomes a draft again, so that nobody approves what is being worked on. Raises
        InvalidState where it has been decided on meanwhile.
        """
        with transaction.atomic():
            if not self._state.adding:
                self._lock(UNFINISHED)
            self.forget_cached()
            self.base, self.content = self.live, content
            self.state = State.DRAFT
            self.title = self.how.title_of(content, self.instance)[:200]
            self.save()
            for field, file in (files or {}).items():
                self.files.filter(field=field).delete()
                self.files.create(field=field, name=str(file.name)[-100:], file=File(file, str(file.name)))
        self.forget_cached()

    def submit(self, now: datetime) -> None:
        """Sends it to the reviewers. Raises NotValid, InvalidState."""
        if self.state != State.DRAFT or self.is_orphan:
            raise InvalidState(_("This cannot be sent any more."))
        bundle = self.bundle(self.content)
        if not bundle.is_valid():
            raise NotValid(bundle)
        self.state, self.submitted, self.announced = State.PENDING, now, None
        self.save(update_fields=["state", "submitted", "announced", "updated"])

    def withdraw(self) -> None:
        """Takes it back; it stays, and can be opened again. Raises InvalidState."""
        self._move(UNFINISHED, state=State.WITHDRAWN)

    def reopen(self) -> None:
        """Makes a draft of what was returned, withdrawn or sent. Raises InvalidState."""
        others = Proposal.objects.filter(
            editor=self.editor, object_id=self.object_id, author=self.author_id, state__in=UNFINISHED
        ).exclude(pk=self.pk)
        if self.object_id is not None and others.exists():
            raise InvalidState(
                _("You are working on a newer change of the same page. Finish that one first.")
            )
        self._move([State.RETURNED, State.WITHDRAWN, State.PENDING], state=State.DRAFT)

    @classmethod
    def refuse_while_unfinished(cls, editor: str, object_id: int) -> None:
        """Raises InvalidState while somebody is working on, or waits for, a change of this object."""
        if cls.objects.unfinished().filter(editor=editor, object_id=object_id).exists():
            raise InvalidState(_("A change of the one that goes is unfinished. Decide on that first."))

    # ---- what a reviewer does -------------------------------------------------------------------

    def approve(
        self,
        by,
        now: datetime,
        content: contents.Content | None = None,
        base: contents.Content | None = None,
    ):
        """Publishes it as one revision and returns the object.

        ``content`` is what the reviewer has made of it, and ``base`` the public state that the reviewer
        saw; without them, what the author has made of what the author saw. All or nothing. Raises
        InvalidState, InConflict, NotValid.
        """
        with transaction.atomic():
            # A draft is published by nobody but its author, who may publish directly.
            self._lock([State.PENDING, State.DRAFT] if by == self.author else [State.PENDING])
            if self.object_id is not None:
                self.how.model._base_manager.select_for_update().filter(pk=self.object_id).first()
            self.forget_cached()
            if self.is_orphan:
                raise InvalidState(_("What this would change is not there any more."))
            merged = contents.merge(base or self.base, self.live, content or self.content)
            if merged.conflicts:
                raise InConflict
            if self.instance:
                revisions.record_as_found(self.instance)  # before the forms write to it
            bundle = self.bundle(merged.content)
            if not bundle.is_valid():
                raise NotValid(bundle)
            with revisions.record(by, self._comment(by), only_added=True):
                published = bundle.save()
                revisions.add(published)
            self.base, self.content = self.live, merged.content
            self.object_id, self.state, self.reviewer, self.decided = published.pk, State.APPROVED, by, now
            self.title = str(published)[:200]
            self.save()
            self._drop_files()
        return published

    def _comment(self, by) -> str:
        return "" if by == self.author else _("Proposed by %(author)s") % {"author": self.author or self.by}

    def give_back(self, by, reason: str, now: datetime) -> None:
        """Returns it to its author with a reason. Raises InvalidState."""
        self._move([State.PENDING], state=State.RETURNED, reviewer=by, reason=reason, decided=now)

    # ---- how ------------------------------------------------------------------------------------

    def _move(self, sources: list[State], **values) -> None:
        with transaction.atomic():
            self._lock(sources)
            for name, value in values.items():
                setattr(self, name, value)
            self.save(update_fields=[*values, "updated"])

    def _lock(self, sources: list[State]) -> None:
        """Holds the row until the transaction ends. Raises InvalidState in another state than expected."""
        now = Proposal.objects.select_for_update().filter(pk=self.pk).values_list("state", "updated").first()
        if now is None or now[0] not in sources:
            raise InvalidState(_("Somebody has decided on this meanwhile, or it was taken back."))
        if now[1] != self.updated:
            raise InvalidState(_("This has changed meanwhile. Look at it once more."))

    def _drop_files(self) -> None:
        """Deletes the waiting files once the transaction has ended well: they are published now."""
        for row in list(self.files.all()):
            storage, name = row.file.storage, row.file.name
            row.delete()
            transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))

    def forget_cached(self) -> None:
        """Looks anew at the object and the files when they are asked for next."""
        for name in ("instance", "live", "merged", "file_map"):
            self.__dict__.pop(name, None)


def folder_of(row: "ProposalFile", name: str) -> str:
    return f"proposals/{row.proposal_id}/{row.field}/{name}"


class ProposalFile(models.Model):
    """A file that waits with a proposal. Only its author and the reviewers get it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files")
    field = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    file = models.FileField(upload_to=folder_of, storage=PrivateStorage(), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "field"], name="one_waiting_file_for_a_field")
        ]

    def __str__(self):
        return self.name

    def open(self) -> File:
        """Returns the file as if it had just been uploaded."""
        with self.file.storage.open(self.file.name) as stored:
            return ContentFile(stored.read(), self.name)
