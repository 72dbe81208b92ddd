"""Periods with a partial date as start and end; None is an open side."""

import datetime

from django.db import models
from django.db.models.functions import Length
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.field_check import FieldCheck
from core.partial_dates.value import PartialDate, html


def covers(start: PartialDate | None, end: PartialDate | None, on: datetime.date) -> bool:
    """Return whether the period includes the day.

    A period lasts from the first day of its start to the last day of its end.
    """
    return (start is None or start.first_day <= on) and (end is None or on <= end.last_day)


def period_includes(start_field: str, end_field: str, on: datetime.date) -> models.Q:
    """Return the condition that the period of a row includes the day: ``covers()`` in SQL.

    Field names may follow relations ("memberships__start"). A row without related rows has neither start
    nor end, so that the condition holds for it: exclude such rows with another condition.
    """
    iso = on.isoformat()
    has_not_ended = (
        models.Q((f"{end_field}__isnull", True))
        | models.Q((f"{end_field}__gte", iso))
        | models.Q((f"{end_field}__in", [iso[:4], iso[:7]]))
    )
    return period_started(start_field, on) & has_not_ended


def period_started(start_field: str, on: datetime.date) -> models.Q:
    """Return the condition that the period of a row has started by the end of the day, or has no start."""
    return models.Q((f"{start_field}__isnull", True)) | models.Q((f"{start_field}__lte", on.isoformat()))


def period_ended(end_field: str, on: datetime.date) -> models.Q:
    """Return the condition that the period of a row ended before the day.

    Written without a negation, which Django turns into a subquery if the name follows a relation.
    """
    year, month, day = (on.isoformat()[:length] for length in (4, 7, 10))
    before, after = f"{end_field}__lt", f"{end_field}__gt"
    return (
        models.Q((before, year))
        | models.Q((after, year), (before, month))
        | models.Q((after, month), (before, day))
    )


class Prefix(models.Func):
    """The first characters of a text: ``Prefix("start", 4)`` is ``SUBSTR("start",1,4)``.

    Django's ``Left`` writes ``SUBSTR("start", 1, 4)`` on SQLite. In a constraint, that breaks Django's
    introspection of the table, which splits the definition of a table at each ", ".
    """

    function = "SUBSTR"
    arity = 2
    arg_joiner = ",1,"
    output_field = models.CharField()


def end_not_before_start(start: str = "start", end: str = "end") -> models.Q:
    """Return the condition that a period does not end before it starts, for a CheckConstraint.

    The dates are compared only as far as both are known: 2025-09 to 2025 is valid, and so is 2025 to 2025-03.
    """
    return (
        models.Q((f"{start}__isnull", True))
        | models.Q((f"{end}__isnull", True))
        | models.Q((f"{end}__gte", Prefix(start, Length(end))))
    )


def ends_after_start(name: str) -> FieldCheck:
    """Return the constraint that the period of a row does not end before it starts."""
    message = _("The end date is before the start date.")
    return FieldCheck(
        field="end", condition=end_not_before_start(), name=name, violation_error_message=message
    )


def format_period(
    start: PartialDate | None,
    end: PartialDate | None,
    expected: bool = False,
    ongoing_label: str | None = None,
) -> str:
    """Return a period as "2024.10–2025.06", "2025.09–now" or "until 2025.06"; "" if both sides are None.

    ``expected`` marks an end in the future: "2025.09–2029.06 (expected)". ``ongoing_label`` is a translated
    word that replaces "now"; "" leaves the right side of the dash empty.
    """
    now = gettext("now") if ongoing_label is None else ongoing_label
    start_text, end_text = (date.dotted if date else "" for date in (start, end))
    return _period_pattern(start, end, expected).format(start=start_text, end=end_text, now=now)


def period_html(
    start: PartialDate | None,
    end: PartialDate | None,
    expected: bool = False,
    ongoing_label: str | None = None,
) -> SafeString:
    """Return the text of ``format_period`` with each date in a ``<time>`` element."""
    now = gettext("now") if ongoing_label is None else ongoing_label
    return format_html(_period_pattern(start, end, expected), start=html(start), end=html(end), now=now)


def _period_pattern(start: PartialDate | None, end: PartialDate | None, expected: bool) -> str:
    """Return the format string of a period, with {start}, {end} and {now}."""
    if not end:
        return "{start}–{now}" if start else ""
    if not start:
        pattern = gettext("until {end}")
    else:
        pattern = "{end}" if start == end else "{start}–{end}"
    return gettext("{period} (expected)").replace("{period}", pattern) if expected else pattern
