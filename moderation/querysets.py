"""The states of proposals, and querysets of proposals by state, author, object and reader."""

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from moderation.forms.spec import Editor


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PENDING = "pending", _("Waiting for review")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: States in which the author is still working on a proposal, or a reviewer has to decide.
UNFINISHED = [State.DRAFT, State.PENDING, State.RETURNED]


class ProposalQuerySet(QuerySet):
    """Proposals by state, author and object, and in the order of lists."""

    def pending(self):
        """Return the review queue."""
        return self.filter(state=State.PENDING)

    def by(self, user):
        """Return the proposals of an author."""
        return self.filter(author=user)

    def by_commands(self):
        """Return the proposals that a command made, without an author."""
        return self.filter(author=None)

    def unfinished(self):
        return self.filter(state__in=UNFINISHED)

    def finished(self):
        return self.exclude(state__in=UNFINISHED)

    def about(self, editor: Editor, instance: models.Model):
        """Return the proposals to change this object."""
        return self.filter(editor_key=editor.key, object_id=instance.pk)

    def visible_to(self, user):
        """Return the user's own proposals; for reviewers also those of others, except their drafts."""
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
