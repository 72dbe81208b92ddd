"""Applications to openings, and the states that they go through. Nothing here is public."""

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
from recruiting.models.application_states import APPLICANT_LABELS, UNDECIDED, ApplicationState
from recruiting.models.cv_files import cv_field, is_stored
from recruiting.models.notice import Notice
from recruiting.models.position import PositionKind
from recruiting.models.private_links import PrivateLinkModel, PrivateLinkQuerySet

#: Permission to read and decide all applications.
REVIEW_PERMISSION = "recruiting.review_applications"
#: How long unconfirmed applications and drafts are kept.
UNCONFIRMED_LIFETIME = timedelta(days=30)


def is_current_member(user) -> bool:
    """Return whether the account belongs to a current member; only they can be reviewers."""
    person = getattr(user, "person", None)
    return person is not None and user.is_active and person.is_current(timezone.localdate())


class ApplicationQuerySet(PrivateLinkQuerySet):
    """Applications by reader, status and age."""

    def reviewable_by(self, user):
        """Return the applications that ``user`` may read.

        With the permission to review, those are all. Current members may read the confirmed applications
        to the openings for which they are reviewers.
        """
        if user.has_perm(REVIEW_PERMISSION):
            return self
        if not is_current_member(user):
            return self.none()
        return self.confirmed().filter(notice__reviewers__user=user.pk)

    def confirmed(self):
        """Return the applications whose email address is confirmed."""
        return self.exclude(confirmed=None)

    def undecided(self):
        return self.filter(state__in=UNDECIDED)

    def matching(self, query: str):
        """Return the applications whose name, email or institution contains each of the first 8 words."""
        matches = self
        for word in query.split()[:8]:
            matches = matches.filter(
                Q(name__icontains=word) | Q(email__icontains=word) | Q(institution__icontains=word)
            )
        return matches

    def past_retention(self, now: datetime, months: int):
        """Return the applications to delete at ``now``.

        The retention period of ``months`` starts when the opening closes or, if it has no closing day,
        with the decision. Unconfirmed applications are deleted after ``UNCONFIRMED_LIFETIME``.
        """
        day = months_before(timezone.localdate(now), months)
        closed = Q(notice__closes__lt=day) | Q(notice__closed_on__lte=day)
        until_filled = Q(notice__closes=None, notice__closed_on=None)
        decided = until_filled & ~Q(state__in=UNDECIDED) & Q(state_since__date__lt=day)
        unconfirmed = Q(confirmed=None, submitted__lt=now - UNCONFIRMED_LIFETIME)
        return self.filter(closed | decided | unconfirmed)


class Application(PrivateLinkModel):
    """An application of one person to one opening."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="applications", verbose_name=_("opening"))
    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    email = models.EmailField(_("email address"))
    institution = models.CharField(_("institution"), max_length=200)
    degree = models.CharField(_("position sought"), max_length=14, choices=PositionKind)
    starting = models.CharField(_("possible start"), max_length=80, blank=True)
    links = models.JSONField(_("links"), default=list)
    statement = models.TextField(_("statement"), blank=True)
    #: A list of ``Answer.stored()``, one for each of the opening's own questions.
    answers = models.JSONField(_("answers"), default=list)
    cv = cv_field()
    cv_bytes = models.PositiveIntegerField(default=0, editable=False)
    language = models.CharField(_("language"), max_length=10, default="en")
    #: The exact text that the applicant agreed to.
    consent = models.TextField(_("consent"))
    #: Key of the form, so that a form submitted twice makes one application.
    form_key = models.CharField(max_length=32, unique=True, editable=False)
    submitted = models.DateTimeField(_("submitted"))
    confirmed = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    state = models.CharField(
        _("status"), max_length=11, choices=ApplicationState, default=ApplicationState.NEW
    )
    state_since = models.DateTimeField(_("status since"))
    #: The member that a successful applicant has become.
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-submitted", "-pk"]
        permissions = [("review_applications", _("Can read and decide all applications"))]
        indexes = [
            models.Index(fields=["notice", "state"], name="application_of_notice"),
            models.Index(fields=["-submitted"], name="application_latest"),
        ]

    def __str__(self):
        return f"#{self.pk}"  # no name, because logs outlive the application

    def get_absolute_url(self):
        return reverse("application", args=[self.pk])

    @property
    def answer_list(self) -> list[Answer]:
        """The opening's own questions with the answers."""
        return [Answer(**answer) for answer in self.answers]

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_over(self) -> bool:
        """Whether the application was accepted, declined or withdrawn."""
        return not self.is_undecided

    @property
    def applicant_label(self) -> str:
        """The status as the applicant sees it."""
        return str(APPLICANT_LABELS.get(self.state) or ApplicationState(self.state).label)

    @property
    def cv_download_name(self) -> str:
        """File name of the CV for reviewers who download it."""
        return f"{self.pk:04}-{slug_from(self.name)}.pdf"

    @property
    def has_cv(self) -> bool:
        """Whether the file of the CV is stored on this server; after a partial restore it may be missing."""
        return is_stored(self.cv)

    def open_cv(self):
        """Return the CV, newly opened for a response that closes it. Raise FileNotFoundError."""
        return self.cv.storage.open(self.cv.name)

    @cached_property
    def history(self) -> list["StateChange"]:
        """All state changes, oldest first."""
        return list(self.changes.select_related("by__person"))

    # ---- actions of the applicant ---------------------------------------------------------------

    def confirm(self, now: datetime) -> None:
        """Confirm the email address; from then on reviewers see the application.

        A second confirmation keeps the time of the first. ``confirmed`` stays None if the row is deleted.
        """
        row = Application.objects.filter(pk=self.pk)
        row.filter(confirmed=None).update(confirmed=now)
        self.confirmed = row.values_list("confirmed", flat=True).first()

    def withdraw(self, now: datetime) -> None:
        """Withdraw the application, which cannot be reopened. Raise InvalidState if it is decided."""
        self._change_state(ApplicationState.WITHDRAWN, UNDECIDED, None, now)

    # ---- actions of the PI; each raises InvalidState where the state does not allow it ----------

    def mark_read(self, by, now: datetime) -> None:
        self._change_state(ApplicationState.READ, [ApplicationState.NEW], by, now)

    def shortlist(self, by, now: datetime) -> None:
        self._change_state(ApplicationState.SHORTLISTED, UNDECIDED, by, now)

    def interview(self, by, now: datetime) -> None:
        self._change_state(ApplicationState.INTERVIEW, UNDECIDED, by, now)

    def offer(self, by, now: datetime) -> None:
        self._change_state(ApplicationState.OFFER, UNDECIDED, by, now)

    def accept(self, by, now: datetime) -> None:
        self._change_state(ApplicationState.ACCEPTED, UNDECIDED, by, now)

    def decline(self, by, now: datetime) -> None:
        self._change_state(ApplicationState.DECLINED, UNDECIDED, by, now)

    def reopen(self, by, now: datetime) -> None:
        """Undo the decision."""
        decided = [ApplicationState.ACCEPTED, ApplicationState.DECLINED]
        self._change_state(ApplicationState.READ, decided, by, now)

    def _change_state(self, to: ApplicationState, allowed_from, by, now: datetime) -> None:
        """Move to state ``to`` and record the change, if the stored state is one of ``allowed_from``."""
        with transaction.atomic():
            row = Application.objects.select_for_update().filter(pk=self.pk)
            stored = row.values_list("state", flat=True).first()
            if stored not in allowed_from or stored == to:
                raise InvalidState(
                    _("The status of this application has changed. Please check it and try again.")
                )
            self.state, self.state_since = to, now
            self.save(update_fields=["state", "state_since"])
            self.changes.create(state=to, by=by, at=now)
        self.__dict__.pop("history", None)


class StateChange(models.Model):
    """An entry in the history of an application; ``by`` is None for the applicant."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="changes")
    state = models.CharField(_("status"), max_length=11, choices=ApplicationState)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"#{self.application_id}: {self.state}"
