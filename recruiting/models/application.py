"""Applications: what somebody sends in answer to a notice, and what becomes of it. Nothing here is public."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.exceptions import InvalidState
from core.months import months_before
from core.slugs import slug_from
from people.models import Person
from recruiting.models.answers import Answer
from recruiting.models.cv_files import cv_field
from recruiting.models.notice import Notice
from recruiting.models.position import PositionKind
from recruiting.models.private_links import PrivatelyLinked, PrivatelyLinkedQuerySet

#: Who may read and decide all applications.
REVIEW = "recruiting.review_applications"
#: What nobody has confirmed by the link in the mail, and drafts, are kept so long.
UNCONFIRMED_FOR = timedelta(days=30)


class State(models.TextChoices):
    NEW = "new", pgettext_lazy("application", "New")
    READ = "read", pgettext_lazy("application", "Read")
    SHORTLISTED = "shortlisted", pgettext_lazy("application", "Shortlisted")
    INTERVIEW = "interview", pgettext_lazy("application", "Interview")
    OFFER = "offer", pgettext_lazy("application", "Offer")
    ACCEPTED = "accepted", pgettext_lazy("application", "Accepted")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


#: States in which it is still to be decided.
UNDECIDED = [State.NEW, State.READ, State.SHORTLISTED, State.INTERVIEW, State.OFFER]


#: What the sender is told of a state, where that is not its name.
SHOWN = {
    State.NEW: _("Received"),
    State.READ: _("Being looked at"),
    State.SHORTLISTED: _("Being looked at"),
}


def is_current_member(user) -> bool:
    """Says whether it is the account of somebody who is in the lab today: only those can be entrusted."""
    person = getattr(user, "person", None)
    return person is not None and user.is_active and person.is_current(timezone.localdate())


class ApplicationQuerySet(PrivatelyLinkedQuerySet):
    """Rows of Application."""

    def reviewable_by(self, user):
        """What the user may read: all with the permission; a current member those for the notices entrusted
        to them, once they are confirmed."""
        if user.has_perm(REVIEW):
            return self
        if not is_current_member(user):
            return self.none()
        return self.confirmed().filter(notice__reviewers__user=user.pk)

    def confirmed(self):
        return self.exclude(confirmed=None)

    def undecided(self):
        return self.filter(state__in=UNDECIDED)

    def matching(self, words: str):
        """Those in whose name, address or institution each of the words occurs."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(name__icontains=word) | Q(email__icontains=word) | Q(institution__icontains=word)
            )
        return found

    def due(self, now: datetime, months: int):
        """Those whose time is over: so many months after the notice has closed; where it has no closing
        day, after the decision. What was never confirmed has a month."""
        day = months_before(timezone.localdate(now), months)
        closed = Q(notice__closes__lt=day) | Q(notice__closed_on__lte=day)
        without_day = Q(notice__closes=None, notice__closed_on=None)
        decided = without_day & ~Q(state__in=UNDECIDED) & Q(moved__date__lt=day)
        return self.filter(closed | decided | Q(confirmed=None, sent__lt=now - UNCONFIRMED_FOR))


class Application(PrivatelyLinked):
    """What one person has sent in answer to one notice."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="applications", verbose_name=_("notice"))
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    email = models.EmailField(_("email address"))
    institution = models.CharField(_("institution"), max_length=200)
    degree = models.CharField(_("position sought"), max_length=14, choices=PositionKind)
    starting = models.CharField(_("possible start"), max_length=80, blank=True)
    links = models.JSONField(_("links"), default=list)
    statement = models.TextField(_("statement"), blank=True)
    #: For each question of the notice as it was, what ``Answer.stored()`` gives.
    answers = models.JSONField(_("answers"), default=list)
    cv = cv_field()
    cv_bytes = models.PositiveIntegerField(default=0, editable=False)
    language = models.CharField(_("language"), max_length=10, default="en")
    #: What was agreed to, word for word.
    consent = models.TextField(_("consent"))
    #: The form that it came with: sent twice, a form makes one application.
    form = models.CharField(max_length=32, unique=True, editable=False)
    sent = models.DateTimeField(_("sent"))
    confirmed = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.NEW)
    moved = models.DateTimeField(_("in this state since"))
    #: Who it has made a member.
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-sent", "-pk"]
        permissions = [("review_applications", _("Can read and decide all applications"))]
        indexes = [
            models.Index(fields=["notice", "state"], name="application_of_notice"),
            models.Index(fields=["-sent"], name="application_latest"),
        ]

    def __str__(self):
        return f"#{self.pk}"  # no name: it stands in logs that stay when the application is gone

    def get_absolute_url(self):
        return reverse("application", args=[self.pk])

    @property
    def answered(self) -> list[Answer]:
        """The notice's own questions with what was answered."""
        return [Answer(**one) for one in self.answers]

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_over(self) -> bool:
        return not self.is_undecided

    @property
    def shown_state(self) -> str:
        """What its sender is told: that it is read and compared, not how it fares meanwhile."""
        return str(SHOWN.get(self.state) or State(self.state).label)

    @property
    def file_name(self) -> str:
        """What a CV is called where somebody downloads it."""
        return f"{self.pk:04}-{slug_from(self.name)}.pdf"

    def open_cv(self):
        """Opens the file as a new one, for an answer that closes it. Raises FileNotFoundError."""
        return self.cv.storage.open(self.cv.name)

    @cached_property
    def history(self) -> list["StateChange"]:
        return list(self.changes.select_related("by__person"))

    # ---- what its sender does -------------------------------------------------------------------

    def confirm(self, now: datetime) -> None:
        """Takes note that whoever has the address has sent it. From now on the PI sees it."""
        row = Application.objects.filter(pk=self.pk)
        row.filter(confirmed=None).update(confirmed=now)
        self.confirmed = row.values_list("confirmed", flat=True).first()  # none where it is gone

    def withdraw(self, now: datetime) -> None:
        """Takes it back; it stays, and nobody can go on with it. Raises InvalidState."""
        self._move(State.WITHDRAWN, UNDECIDED, None, now)

    # ---- what the PI does -----------------------------------------------------------------------

    def mark_read(self, by, now: datetime) -> None:
        self._move(State.READ, [State.NEW], by, now)

    def shortlist(self, by, now: datetime) -> None:
        self._move(State.SHORTLISTED, UNDECIDED, by, now)

    def interview(self, by, now: datetime) -> None:
        self._move(State.INTERVIEW, UNDECIDED, by, now)

    def offer(self, by, now: datetime) -> None:
        self._move(State.OFFER, UNDECIDED, by, now)

    def accept(self, by, now: datetime) -> None:
        self._move(State.ACCEPTED, UNDECIDED, by, now)

    def decline(self, by, now: datetime) -> None:
        self._move(State.DECLINED, UNDECIDED, by, now)

    def reopen(self, by, now: datetime) -> None:
        """Takes a decision back."""
        self._move(State.READ, [State.ACCEPTED, State.DECLINED], by, now)

    def _move(self, to: State, sources: list[State], by, now: datetime) -> None:
        with transaction.atomic():
            found = Application.objects.select_for_update().filter(pk=self.pk).values_list("state").first()
            if found is None or found[0] not in sources or found[0] == to:
                raise InvalidState(_("This application is in another state by now. Look at it once more."))
            self.state, self.moved = to, now
            self.save(update_fields=["state", "moved"])
            self.changes.create(state=to, by=by, at=now)
        self.__dict__.pop("history", None)


class StateChange(models.Model):
    """A step in the history of an application; ``by`` nobody where its sender has done it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="changes")
    state = models.CharField(_("state"), max_length=11, choices=State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("change of state")
        verbose_name_plural = _("changes of state")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"#{self.application_id}: {self.state}"
