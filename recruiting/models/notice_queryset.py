"""The status of a notice, and querysets of notices by status and for each page that lists them."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.search.query import Query, matching


class NoticeStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class NoticeQuerySet(QuerySet):
    """Notices by status, and in the order of lists."""

    def public(self, on: date | None = None):
        """Return the notices that visitors can see on ``on`` (default: today): open and closed ones."""
        return self.filter(is_published=True, opens__lte=on or timezone.localdate())

    def open(self, now: datetime | None = None):
        """Return the notices that take applications at ``now``."""
        now = now or timezone.now()
        return self.open_on(timezone.localdate(now), now)

    def open_on(self, day: date, now):
        """Return the notices that take applications on ``day`` at ``now``.

        Queries with ``core.caching.prepared`` use this instead of ``open()``: ``now`` is a placeholder there,
        and no day can be computed from it.
        """
        return self.public(day).filter(Q(deadline=None) | Q(deadline__gt=now))

    def closed(self, now: datetime | None = None):
        """Return the published notices whose deadline has passed or that were closed early."""
        now = now or timezone.now()
        return self.closed_on(timezone.localdate(now), now)

    def closed_on(self, day: date, now):
        """Return the same as ``closed()``, on ``day`` at ``now``; see ``open_on()``."""
        return self.public(day).filter(deadline__lte=now)

    def scheduled(self, now: datetime | None = None):
        """Return the published notices that open on a later day."""
        return self.filter(is_published=True, opens__gt=timezone.localdate(now))

    def drafts(self):
        return self.filter(is_published=False)

    def in_status(self, status: NoticeStatus, now: datetime | None = None):
        """Return the notices for which ``notice.status(now)`` is ``status``."""
        return {
            NoticeStatus.DRAFT: self.drafts(),
            NoticeStatus.SCHEDULED: self.scheduled(now),
            NoticeStatus.OPEN: self.open(now),
            NoticeStatus.CLOSED: self.closed(now),
        }[status]

    def soonest_first(self):
        """Order by deadline, soonest first; then notices that are open until filled, latest first."""
        return self.order_by(models.F("deadline").asc(nulls_last=True), "-opens", "-pk")

    def for_list(self):
        """Fetch what a list of notices shows in two queries."""
        return self.select_related("team", "contact").prefetch_related("positions")

    def with_project(self):
        """Fetch what the link to the project needs of it, and nothing else of it."""
        return self.select_related("project").defer(
            *(f"project__{name}" for name in ("body", "body_zh", "search_text"))
        )

    def of_teams(self, teams):
        return self.filter(team__in=teams)

    def for_profile(self, person, led_teams, *, is_pi: bool):
        """Return the notices that a person's profile lists.

        Those are the notices of the teams that the person leads, the notices whose contact the person is
        and, for the PI, the notices of the lab as a whole, as which visitors see those of a hidden team.
        ``person`` and ``led_teams`` are primary keys.
        """
        condition = Q(team__pk__in=led_teams) | Q(contact__pk=person)
        if is_pi:
            condition |= Q(team=None) | Q(team__is_public=False)
        return self.filter(condition).soonest_first()

    def matching(self, query: Query):
        return self.filter(matching(query))
