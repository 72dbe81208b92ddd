"""Openings, called notices in code. Whether an opening is open is computed from its dates."""

from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.field_check import FieldCheck
from core.markdown import plain
from core.search.fields import SearchTextField
from people.models import Person, Slugged, Team
from projects.models import Project
from recruiting.models.deadline import LATEST, DeadlineField, closing_time, start_of_day
from recruiting.models.notice_queryset import NoticeQuerySet, NoticeStatus


class Notice(Slugged):
    """An opening: one or more positions that the lab offers."""

    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name=_("team")
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name=_("project")
    )
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    body_zh = models.TextField(_("text (Chinese)"), blank=True)
    to_send = models.TextField(_("what to include"), blank=True, help_text=_("Markdown."))
    to_send_zh = models.TextField(_("what to include (Chinese)"), blank=True)
    starting = models.CharField(_("start of the position"), max_length=80, blank=True)
    starting_zh = models.CharField(_("start of the position (Chinese)"), max_length=80, blank=True)
    is_remote = models.BooleanField(
        _("fully remote"), default=False, help_text=_("The work does not require coming to the lab.")
    )
    remote_from = models.CharField(
        _("eligible countries"),
        max_length=200,
        blank=True,
        help_text=_(
            "Countries from which people can work, separated by commas. "
            "Job searches require them for remote work."
        ),
    )
    opens = models.DateField(_("opens"), default=timezone.localdate)
    closes = models.DateField(
        _("closes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LATEST)],
        help_text=_(
            "The last day, in the lab’s time zone. Leave empty to keep the opening open until filled."
        ),
    )
    closes_at = models.TimeField(
        _("closes at"), null=True, blank=True, help_text=_("Leave empty to close at the end of the day.")
    )
    closed_on = models.DateField(_("closed early on"), null=True, blank=True)
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("contact person"),
    )
    contact_email = models.EmailField(_("contact email"), blank=True)
    url = models.URLField(_("further information (URL)"), max_length=500, blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    #: Database copy of ``ends``.
    deadline = DeadlineField(_("deadline"))
    search_text = SearchTextField()

    reserved_slugs = "feed|add|applications|drafts"

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["-opens", "-pk"]
        constraints = [
            FieldCheck(
                field="closes",
                condition=Q(closes=None) | Q(closes__gte=models.F("opens")),
                name="notice_closes_after_opening",
                violation_error_message=_("The closing day is before the opening day."),
            ),
            FieldCheck(
                field="closes",
                condition=Q(closes_at=None) | Q(closes__isnull=False),
                name="notice_closing_time_needs_day",
                violation_error_message=_("A closing time needs a closing day."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opens")),
                name="notice_closed_after_opening",
                violation_error_message=_("The day of early closing is before the opening day."),
            ),
            FieldCheck(
                field="opens",
                condition=Q(opens__gte=date(1900, 1, 1)),
                name="notice_opens_after_1900",
                violation_error_message=_("The opening day is too far in the past."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="notice_has_a_title"),
        ]
        indexes = [models.Index(fields=["is_published", "deadline"], name="notice_open")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("notice", args=[self.slug])

    def slug_text(self):
        return self.title

    def search_parts(self):
        texts = self.body, self.body_zh, self.to_send, self.to_send_zh
        return self.title, self.title_zh, *map(plain, texts)

    def status(self, now: datetime | None = None) -> NoticeStatus:
        """Return the status at ``now`` (default: the current time)."""
        now = now or timezone.now()
        if not self.is_published:
            return NoticeStatus.DRAFT
        if self.opens > timezone.localdate(now):
            return NoticeStatus.SCHEDULED
        return NoticeStatus.OPEN if self.ends is None or now < self.ends else NoticeStatus.CLOSED

    @property
    def ends(self) -> datetime | None:
        """The moment when the notice closes; None if it is open until filled."""
        return closing_time(self.closes, self.closes_at, self.closed_on)

    @property
    def is_closed_early(self) -> bool:
        """Whether the notice was closed by hand before its deadline."""
        return self.closed_on is not None and self.ends == start_of_day(self.closed_on)

    @property
    def last_day(self) -> date | None:
        """The last day for applications; None if the notice is open until filled."""
        return timezone.localdate(self.ends - timedelta(microseconds=1)) if self.ends else None

    @property
    def is_open(self) -> bool:
        return self.status() == NoticeStatus.OPEN

    @property
    def is_closed(self) -> bool:
        return self.status() == NoticeStatus.CLOSED

    @property
    def openings(self) -> int:
        """Total number of positions; 0 if no numbers are given."""
        return sum(position.openings or 0 for position in self.positions.all())

    @property
    def remote_countries(self) -> list[str]:
        """Countries from which people can work; empty if the position is not remote."""
        names = self.remote_from.replace("，", ",").replace("、", ",").split(",")
        return [name.strip() for name in names if name.strip()] if self.is_remote else []

    @property
    def public_team(self) -> Team | None:
        """The team, if its page is public."""
        return self.team if self.team and self.team.is_public else None

    @property
    def public_project(self) -> Project | None:
        """The project, if its page is public."""
        return self.project if self.project and self.project.is_public else None

    @property
    def public_contact(self) -> Person | None:
        """The contact person, if their profile is public."""
        return self.contact if self.contact and self.contact.is_public else None

    @property
    def email(self) -> str:
        """Contact address: the notice's own, or else the public one of the contact person; may be empty."""
        return self.contact_email or (self.public_contact.public_email if self.public_contact else "")

    def takes_applications(self, now: datetime) -> bool:
        """Return whether somebody can apply at ``now``."""
        return self.status(now) == NoticeStatus.OPEN

    def close(self, on: date) -> None:
        """Close the notice from the start of the day ``on``."""
        self.closed_on = on
        self.save(update_fields=["closed_on", "deadline", "updated"])

    def reopen(self) -> None:
        """Undo an early closing; the deadline stays."""
        self.closed_on = None
        self.save(update_fields=["closed_on", "deadline", "updated"])

    def unpublish(self) -> None:
        """Turn the notice back into a draft."""
        self.is_published = False
        self.save(update_fields=["is_published", "updated"])
