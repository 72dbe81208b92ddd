"""Recruiting notices. Whether one is open follows from its dates."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from labsite.lib.markdown import plain
from labsite.lib.search import SearchTextField, matching
from people.models import Person, Role, Slugged, Team


class NoticeQuerySet(QuerySet):
    """Rows of Notice."""

    def public(self, on: date | None = None):
        """Those that are out on this day (today by default), open or closed."""
        return self.filter(is_published=True, opens__lte=on or timezone.localdate())

    def open(self, on: date | None = None):
        """Those that one can answer to on this day; a notice is open all its last day long."""
        day = on or timezone.localdate()
        return self.public(day).filter(
            Q(closes=None) | Q(closes__gte=day), Q(closed_on=None) | Q(closed_on__gt=day)
        )

    def closed(self, on: date | None = None):
        day = on or timezone.localdate()
        return self.public(day).filter(Q(closes__lt=day) | Q(closed_on__lte=day))

    def in_status(self, status: "NoticeStatus", on: date | None = None):
        """Those for which ``notice.status(on)`` is this one."""
        day = on or timezone.localdate()
        return {
            NoticeStatus.DRAFT: self.filter(is_published=False),
            NoticeStatus.SCHEDULED: self.filter(is_published=True, opens__gt=day),
            NoticeStatus.OPEN: self.open(day),
            NoticeStatus.CLOSED: self.closed(day),
        }[status]

    def soonest_first(self):
        """The order of a list: next deadline first, then those without one, latest first."""
        return self.order_by(models.F("closes").asc(nulls_last=True), "-opens", "-pk")

    def for_list(self):
        return self.select_related("team", "contact").prefetch_related("positions")

    def of_teams(self, teams):
        return self.filter(team__in=teams)

    def concerning(self, person, led_teams):
        """What a profile shows: notices of the teams that the person leads, of the person as a
        contact, and for a principal investigator those of the whole lab."""
        wanted = Q(team__in=led_teams) | Q(contact=person)
        if person.role == Role.PI:
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
    starting = models.CharField(_("start of the position"), max_length=80, blank=True)
    starting_zh = models.CharField(_("start of the position (Chinese)"), max_length=80, blank=True)
    opens = models.DateField(_("opens"), default=timezone.localdate)
    closes = models.DateField(
        _("closes"),
        null=True,
        blank=True,
        help_text=_("The last day, in the lab's time zone. Empty means until filled."),
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
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    url = models.URLField(_("more on the web"), max_length=500, blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
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
        indexes = [models.Index(fields=["is_published", "closes"], name="notice_open")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("notice", args=[self.slug])

    def slug_text(self):
        return self.title

    def search_parts(self):
        return self.title, self.title_zh, plain(self.body), plain(self.body_zh)

    def status(self, on: date | None = None) -> NoticeStatus:
        """Returns the state on this day (today by default)."""
        day = on or timezone.localdate()
        if not self.is_published:
            return NoticeStatus.DRAFT
        if self.opens > day:
            return NoticeStatus.SCHEDULED
        last_day = self.last_day
        return NoticeStatus.OPEN if last_day is None or day <= last_day else NoticeStatus.CLOSED

    @property
    def last_day(self) -> date | None:
        """The last day that one can answer on; None until filled."""
        days = [self.closes, self.closed_on - timezone.timedelta(days=1) if self.closed_on else None]
        return min((day for day in days if day), default=None)

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
        """Says whether one can apply at this moment: until the last day has ended in the lab's time zone."""
        return self.status(timezone.localdate(now)) == NoticeStatus.OPEN

    def close(self, on: date) -> None:
        """Closes the notice from this day on."""
        self.closed_on = on
        self.save(update_fields=["closed_on", "updated"])


class PositionKind(models.TextChoices):
    POSTDOC = "postdoc", _("Postdoctoral researcher")
    PHD = "phd", _("PhD student")
    MASTER = "master", _("Master's student")
    UNDERGRADUATE = "undergraduate", _("Undergraduate student")
    INTERN = "intern", _("Intern")
    ENGINEER = "engineer", _("Research engineer")
    STAFF = "staff", _("Staff")
    VISITOR = "visitor", _("Visitor")
    FACULTY = "faculty", _("Faculty")


class Position(models.Model):
    """A kind of position that a notice offers."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="positions", verbose_name=_("notice"))
    kind = models.CharField(_("kind"), max_length=14, choices=PositionKind)
    openings = models.PositiveSmallIntegerField(_("openings"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("job", "position")
        verbose_name_plural = _("positions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "kind"],
                name="one_position_of_a_kind",
                violation_error_message=_("This kind of position stands there twice."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
