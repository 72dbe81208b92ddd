"""Recruiting notices. Whether one is open follows from its dates."""

from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.markdown import plain
from core.search.fields import SearchTextField
from core.search.query import matching
from people.models import Person, Slugged, Team
from recruiting.models.deadline import LATEST, DeadlineField, ends, start_of


class NoticeQuerySet(QuerySet):
    """Rows of Notice."""

    def public(self, on: date | None = None):
        """Those that are out on this day (today by default), open or closed."""
        return self.filter(is_published=True, opens__lte=on or timezone.localdate())

    def open(self, now: datetime | None = None):
        """Those that one can answer to at this moment (now by default)."""
        now = now or timezone.now()
        return self.open_on(timezone.localdate(now), now)

    def open_on(self, day: date, now):
        """The same where the moment is only a placeholder, for queries that are prepared for a day."""
        return self.public(day).filter(Q(deadline=None) | Q(deadline__gt=now))

    def closed(self, now: datetime | None = None):
        now = now or timezone.now()
        return self.public(timezone.localdate(now)).filter(deadline__lte=now)

    def scheduled(self, now: datetime | None = None):
        """Those that are published and open on a later day."""
        return self.filter(is_published=True, opens__gt=timezone.localdate(now))

    def drafts(self):
        return self.filter(is_published=False)

    def in_status(self, status: "NoticeStatus", now: datetime | None = None):
        """Those for which ``notice.status(now)`` is this one."""
        return {
            NoticeStatus.DRAFT: self.drafts(),
            NoticeStatus.SCHEDULED: self.scheduled(now),
            NoticeStatus.OPEN: self.open(now),
            NoticeStatus.CLOSED: self.closed(now),
        }[status]

    def soonest_first(self):
        """The order of a list: next deadline first, then those without one, latest first."""
        return self.order_by(models.F("deadline").asc(nulls_last=True), "-opens", "-pk")

    def for_list(self):
        return self.select_related("team", "contact").prefetch_related("positions")

    def of_teams(self, teams):
        return self.filter(team__in=teams)

    def concerning(self, person, led_teams, *, is_pi: bool):
        """What a profile shows: notices of the teams that the person leads, of the person as a
        contact, and for a principal investigator those of the whole lab. Takes primary keys."""
        wanted = Q(team__pk__in=led_teams) | Q(contact__pk=person)
        if is_pi:
            wanted |= Q(team=None)
        return self.filter(wanted).soonest_first()

    def matching(self, query: str):
        return self.filter(matching(query))


class NoticeStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Notice(Slugged):
    """Positions that the lab offers."""

    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="notices", verbose_name=_("team")
    )
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    body_zh = models.TextField(_("text (Chinese)"), blank=True)
    to_send = models.TextField(_("what to send"), blank=True, help_text=_("Markdown."))
    to_send_zh = models.TextField(_("what to send (Chinese)"), blank=True)
    starting = models.CharField(_("start of the position"), max_length=80, blank=True)
    starting_zh = models.CharField(_("start of the position (Chinese)"), max_length=80, blank=True)
    is_remote = models.BooleanField(
        _("work from anywhere"), default=False, help_text=_("Nobody has to come to the lab for it.")
    )
    remote_from = models.CharField(
        _("countries where one can work"),
        max_length=200,
        blank=True,
        help_text=_("Separated by commas. Search engines ask for them where nobody has to come to the lab."),
    )
    opens = models.DateField(_("opens"), default=timezone.localdate)
    closes = models.DateField(
        _("closes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LATEST)],
        help_text=_("The last day, in the lab's time zone. Empty means until filled."),
    )
    closes_at = models.TimeField(
        _("closes at"), null=True, blank=True, help_text=_("Empty means at the end of the day.")
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
    url = models.URLField(_("more on the web"), max_length=500, blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    #: When it stops taking answers; empty until filled.
    deadline = DeadlineField(_("deadline"))
    search_text = SearchTextField()

    reserved_slugs = "feed|add|applications|drafts"

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("recruiting notice")
        verbose_name_plural = _("recruiting notices")
        ordering = ["-opens", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes=None) | Q(closes__gte=models.F("opens")),
                name="notice_closes_after_opening",
                violation_error_message=_("The notice closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes__isnull=False),
                name="notice_closes_at_an_hour_of_a_day",
                violation_error_message=_("An hour needs a day: say on which day it closes."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opens")),
                name="notice_closed_after_opening",
                violation_error_message=_("The notice was closed before it opened."),
            ),
            models.CheckConstraint(
                condition=Q(opens__gte=date(1900, 1, 1)),
                name="notice_opens_in_our_time",
                violation_error_message=_("The day of opening is too long ago."),
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
        """Returns the state at this moment (now by default)."""
        now = now or timezone.now()
        if not self.is_published:
            return NoticeStatus.DRAFT
        if self.opens > timezone.localdate(now):
            return NoticeStatus.SCHEDULED
        return NoticeStatus.OPEN if self.ends is None or now < self.ends else NoticeStatus.CLOSED

    @property
    def ends(self) -> datetime | None:
        """The moment when it stops taking answers; None until filled."""
        return ends(self.closes, self.closes_at, self.closed_on)

    @property
    def is_closed_early(self) -> bool:
        """Whether somebody has closed it before its time."""
        return self.closed_on is not None and self.ends == start_of(self.closed_on)

    @property
    def last_day(self) -> date | None:
        """The last day that one can answer on; None until filled."""
        return timezone.localdate(self.ends - timedelta(microseconds=1)) if self.ends else None

    @property
    def is_open(self) -> bool:
        return self.status() == NoticeStatus.OPEN

    @property
    def is_closed(self) -> bool:
        return self.status() == NoticeStatus.CLOSED

    @property
    def openings(self) -> int:
        """How many people are looked for; 0 where no number is given."""
        return sum(position.openings or 0 for position in self.positions.all())

    @property
    def remote_countries(self) -> list[str]:
        """The countries that one can work from; empty where one comes to the lab."""
        names = self.remote_from.replace("，", ",").replace("、", ",").split(",")
        return [name.strip() for name in names if name.strip()] if self.is_remote else []

    @property
    def shown_team(self) -> Team | None:
        """The team, where it has a page."""
        return self.team if self.team and self.team.is_public else None

    @property
    def shown_contact(self) -> Person | None:
        """The contact person, where they have a page."""
        return self.contact if self.contact and self.contact.is_public else None

    @property
    def email(self) -> str:
        """Where to write to: the notice's own address, else what the contact person shows."""
        return self.contact_email or (self.shown_contact.public_email if self.shown_contact else "")

    def takes_applications(self, now: datetime) -> bool:
        """Says whether one can apply at this moment."""
        return self.status(now) == NoticeStatus.OPEN

    def close(self, on: date) -> None:
        """Closes the notice from this day on."""
        self.closed_on = on
        self.save(update_fields=["closed_on", "deadline", "updated"])

    def reopen(self) -> None:
        """Takes it back that the notice was closed early; its own deadline stays."""
        self.closed_on = None
        self.save(update_fields=["closed_on", "deadline", "updated"])

    def take_back(self) -> None:
        """Makes a draft of it again, which nobody finds."""
        self.is_published = False
        self.save(update_fields=["is_published", "updated"])
