"""The base class of the pages with the form of a new object."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.locking import advisory_lock
from labsite.views.edit_view import EditView
from moderation.forms.snapshot import Snapshot
from moderation.forms.submission import Submission
from moderation.models import Proposal
from moderation.querysets import State
from people.models import Person

#: For how long, and among how many submissions, equal content counts as the same form sent again.
REPEATED, MAX_RECENT = timedelta(hours=1), 10
NOTHING_ADDED = _("You have just published the same content. Nothing was added.")


class AddView(EditView):
    """The form of a new object, for those who may add one, with or without review."""

    def dispatch(self, request, *args, **kwargs):
        model = self.editor.model
        if not request.user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}", model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_first_snapshot(self) -> Snapshot:
        """Return the initial content of the form. Users who may change only objects they belong to are added
        to it."""
        snapshot = super().get_first_snapshot()
        person = getattr(self.request.user, "person", None)
        model = self.editor.model
        changes_all = self.request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
        return snapshot if changes_all or person is None else self.with_person(snapshot, person)

    def with_person(self, snapshot: Snapshot, person: Person) -> Snapshot:
        """Return the content of a new object that this person belongs to."""
        return snapshot

    def _save(self, submission: Submission):
        """Publish the submission only once, even if the form is sent again after going back."""
        if self._is_repeated(submission, self._earlier(submission.snapshot)):
            messages.info(self.request, NOTHING_ADDED)
            return redirect(self.get_back())
        return super()._save(submission)

    def _store(self, submission: Submission) -> str:
        """Store a submission that was sent before in the same proposal, also after a double click."""
        with transaction.atomic():
            advisory_lock(f"new objects of {self.request.user.pk}")
            earlier = self._earlier(submission.snapshot)
            if self._is_repeated(submission, earlier):
                return str(NOTHING_ADDED)
            if earlier and earlier.object_id is None:
                self.proposal = earlier
            return super()._store(submission)

    def _is_repeated(self, submission: Submission, earlier: Proposal | None) -> bool:
        return bool(earlier and earlier.object_id is not None and submission.action == "send")

    def _earlier(self, snapshot: Snapshot) -> Proposal | None:
        """Return the user's proposal of a new object with the same content, unfinished or just published."""
        recent = Proposal.objects.by(self.request.user).filter(
            editor_key=self.editor.key, created__gt=timezone.now() - REPEATED
        )
        for proposal in recent.exclude(state=State.WITHDRAWN).order_by("-pk")[:MAX_RECENT]:
            is_new = proposal.object_id is None and proposal.is_unfinished
            if _content(proposal.content) == _content(snapshot) and (is_new or _is_published(proposal)):
                return proposal
        return None


def _is_published(proposal: Proposal) -> bool:
    return proposal.state == State.APPROVED and proposal.instance is not None


def _content(snapshot: Snapshot) -> tuple:
    """Return the content of a snapshot without the ids of rows, which differ with each submission."""
    rows = {name: [row["values"] for row in listed] for name, listed in snapshot["rows"].items()}
    return snapshot["fields"], rows
