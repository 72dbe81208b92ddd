"""When a notice stops taking answers: a day, perhaps an hour, of the lab's own clock, kept as a moment."""

from datetime import UTC, date, datetime, time, timedelta

from django.apps import apps as global_apps
from django.db import models
from django.utils import timezone

from core.caching import prepared

#: The last day that can be given; far from where the calendar of computers ends.
LATEST = date(2199, 12, 31)


def end_of(day: date, at: time | None = None) -> datetime:
    """Returns the moment (in UTC) when this hour of the day strikes in the lab's time zone; by default,
    when the day is over.

    Where clocks are put back, an hour that strikes twice counts the second time; where they are put forward,
    one that is left out counts as late as it can: applicants lose nothing by it.
    """
    day = min(day, LATEST)
    wall = datetime.combine(day, at) if at else datetime.combine(day + timedelta(days=1), time())
    zone = timezone.get_default_timezone()
    return max(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def start_of(day: date) -> datetime:
    """Returns the moment (in UTC) when the day begins in the lab's time zone."""
    return end_of(day - timedelta(days=1))


def zone_name(moment: datetime) -> str:
    """Returns the lab's time zone and what it is ahead of UTC then: "Asia/Shanghai, UTC+08:00"."""
    ahead = timezone.localtime(moment, timezone.get_default_timezone()).isoformat()[-6:]
    return f"{timezone.get_default_timezone_name()}, UTC{ahead}"


def ends(closes: date | None, closes_at: time | None, closed_on: date | None) -> datetime | None:
    """Returns when a notice stops taking answers: by its own deadline, or by hand before; None for never."""
    by_itself = end_of(closes, closes_at) if closes else None
    by_hand = start_of(closed_on) if closed_on else None
    return min(filter(None, (by_itself, by_hand)), default=None)


def next_deadline(now: datetime) -> datetime | None:
    """Return the moment when the next published notice closes; None if none will."""
    return next(iter(_next_deadlines(now=now)), None)


@prepared
def _next_deadlines(*, now):
    notices = global_apps.get_model("recruiting", "Notice").objects
    open_notices = notices.filter(is_published=True, deadline__gt=now).order_by("deadline")
    return open_notices.values_list("deadline", flat=True)[:1]


def fill_deadlines(notices) -> None:
    """Works out the deadlines of stored notices anew, where they are not what they should be."""
    for notice in notices.only("closes", "closes_at", "closed_on", "deadline"):
        deadline = ends(notice.closes, notice.closes_at, notice.closed_on)
        if notice.deadline != deadline:
            notices.filter(pk=notice.pk).update(deadline=deadline)


def renew_deadlines(sender, using: str, apps=global_apps, **kwargs) -> None:
    """Receiver of ``post_migrate``: the lab may have got another time zone since its notices were saved."""
    model = apps.all_models[sender.label].get("notice")
    if model and any(field.name == "deadline" for field in model._meta.fields):
        fill_deadlines(model._base_manager.using(using).all())


class DeadlineField(models.DateTimeField):
    """Holds ``instance.ends``, worked out whenever the row is written, so that the database compares moments.

    Like a SearchTextField: not after ``update()``, and not after ``save(update_fields=[…])`` without it.
    """

    #: Follows from other columns, so no form and no revision has it.
    is_derived = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "editable": False, "null": True})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("editable", "null"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        if not hasattr(model_instance, "ends"):  # the model as a migration sees it: fields only
            return getattr(model_instance, self.attname)
        moment = model_instance.ends
        setattr(model_instance, self.attname, moment)
        return moment
