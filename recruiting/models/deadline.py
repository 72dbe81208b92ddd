"""Deadlines of openings.

The PI enters a day and perhaps a time, in the lab's time zone. They are stored as a moment in UTC as well, so
that database queries can compare it with the current time.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.apps import apps as global_apps
from django.db import models
from django.utils import timezone

from core.caching import prepared
from core.derived_fields import DerivedField

#: The latest day accepted as a deadline. Dates near ``date.max`` overflow in time zone conversions.
LATEST = date(2199, 12, 31)


def end_of_day(day: date, at: time | None = None) -> datetime:
    """Return, in UTC, the moment when ``day`` ends in the lab's time zone, or the time ``at`` on that day.

    When the clocks change, the later moment counts, in favour of the applicant: the second occurrence of a
    time that occurs twice, and the later of the two readings of a time that is skipped.
    """
    day = min(day, LATEST)
    wall_time = datetime.combine(day, at) if at else datetime.combine(day + timedelta(days=1), time())
    zone = timezone.get_default_timezone()
    return max(wall_time.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def start_of_day(day: date) -> datetime:
    """Return, in UTC, the moment when ``day`` begins in the lab's time zone."""
    return end_of_day(day - timedelta(days=1))


def time_zone_label(moment: datetime) -> str:
    """Return the lab's time zone with its UTC offset at ``moment``: "Asia/Shanghai, UTC+08:00"."""
    offset = timezone.localtime(moment, timezone.get_default_timezone()).isoformat()[-6:]
    return f"{timezone.get_default_timezone_name()}, UTC{offset}"


def closing_time(closes: date | None, closes_at: time | None, closed_on: date | None) -> datetime | None:
    """Return the moment when a notice closes, or None if it is open until filled.

    That is its deadline (``closes``, ``closes_at``) or the start of the day on which it was closed early.
    """
    scheduled = end_of_day(closes, closes_at) if closes else None
    closed_early = start_of_day(closed_on) if closed_on else None
    return min(filter(None, (scheduled, closed_early)), default=None)


def recompute_deadlines(notices) -> None:
    """Update the stored deadlines that no longer fit their day and time, as after ``TIME_ZONE`` changed."""
    for notice in notices.only("closes", "closes_at", "closed_on", "deadline"):
        deadline = closing_time(notice.closes, notice.closes_at, notice.closed_on)
        if notice.deadline != deadline:
            notices.filter(pk=notice.pk).update(deadline=deadline)


def recompute_deadlines_after_migrate(sender, using: str, apps=global_apps, **kwargs) -> None:
    """Recompute all deadlines on ``post_migrate``, because ``TIME_ZONE`` may have changed."""
    model = apps.all_models[sender.label].get("notice")
    if model and any(field.name == "deadline" for field in model._meta.fields):
        recompute_deadlines(model._base_manager.using(using).all())


def next_deadline(now: datetime) -> datetime | None:
    """Return the moment when the next published notice closes; None if none will."""
    return next(iter(_next_deadlines(now=now)), None)


@prepared
def _next_deadlines(*, now):
    notices = global_apps.get_model("recruiting", "Notice").objects
    open_notices = notices.filter(is_published=True, deadline__gt=now).order_by("deadline")
    return open_notices.values_list("deadline", flat=True)[:1]


class DeadlineField(DerivedField, models.DateTimeField):
    """Holds ``instance.ends``, for queries."""

    fixed_options = {"editable": False, "null": True}
    source = "ends"

    def derive(self, instance):
        return instance.ends
