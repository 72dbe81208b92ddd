"""The teams of the lab and their memberships."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.languages import local
from core.page_paths import page_path
from core.partial_dates import PartialDateField, covers, ends_after_start, format_period
from core.sorting import SortKeyField
from people.models.person import Person
from people.models.slugs import Slugged
from people.querysets import TeamMembershipQuerySet, TeamQuerySet


class Team(Slugged):
    """A permanent team within the lab, led by one or more of its members."""

    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("name (Chinese)"), max_length=120, blank=True)
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    description_zh = models.TextField(_("description (Chinese)"), blank=True)
    call = models.TextField(
        _("call for students"),
        blank=True,
        help_text=_("Markdown. The students that the team is always looking for."),
    )
    call_zh = models.TextField(_("call for students (Chinese)"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_public = models.BooleanField(_("shown on the site"), default=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    #: To sort by, in each language.
    sort_name = SortKeyField("en")
    sort_name_zh = SortKeyField("zh-hans")

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["position", "name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="team_has_a_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return page_path("team", self.slug)

    def slug_text(self):
        return self.name

    def sort_text(self):
        return local(self, "name").text

    @cached_property
    def current_leads(self) -> list[Person]:
        """The leads, of whom only the names are loaded; requires ``with_leads()``."""
        return [Person(**row) for row in self.lead_rows]


class TeamMembership(models.Model):
    """The period of a person in a team, possibly as its lead."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships", verbose_name=_("team"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)
    is_lead = models.BooleanField(_("leads the team"), default=False)

    objects = TeamMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("team membership")
        verbose_name_plural = _("team memberships")
        constraints = [
            ends_after_start("membership_ends_after_start"),
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(end=None),
                name="one_open_membership_in_a_team",
                violation_error_message=_("This person already has an open-ended membership in this team."),
            ),
            models.UniqueConstraint(
                fields=["team", "person", "start"],
                name="one_membership_from_one_day",
                violation_error_message=_("This person already has a membership with this start date."),
            ),
        ]

    def __str__(self):
        return format_period(self.start, self.end) or f"#{self.pk}"

    def clean(self):
        """Refuse a period that overlaps another membership of the person in the team."""
        super().clean()
        if not (self.team_id and self.person_id):
            return
        others = TeamMembership.objects.filter(team=self.team_id, person=self.person_id).exclude(pk=self.pk)
        if any(self.overlaps(other) for other in others):
            raise ValidationError(_("This period overlaps with another membership of this person."))

    def overlaps(self, other: "TeamMembership") -> bool:
        """Return whether the two periods certainly share a day: 2024 and from 2024-03 on may not."""

        def ends_before(end, start):
            return end is not None and start is not None and end.first_day <= start.last_day

        return not (ends_before(self.end, other.start) or ends_before(other.end, self.start))

    def has_started(self, on: date) -> bool:
        """Return whether neither the membership nor the person's time in the lab begins after this day."""
        starts = (self.start, self.person.joined)
        return all(start is None or start.first_day <= on for start in starts)

    def is_current(self, on: date | None = None) -> bool:
        """Return whether the person is in the team, and in the lab, on this day (default: today)."""
        day = on or timezone.localdate()
        return self.has_started(day) and covers(self.start, self.end, day) and self.person.is_current(day)
