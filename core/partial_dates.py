"""Dates of which only the year, or the year and the month, may be known.

A CV says "2019–2023" or "since 2025.09". Such a date is stored as the part of an ISO 8601 date that is
known: "2025", "2025-09" or "2025-09-14". Two such texts compare like the dates that they stand for,
digit by digit, under any collation; a bare year sorts before its months. The questions below ("does
this period include that day?") therefore need nothing but string comparison in SQL.
"""

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1000, 2100

# ---- the value --------------------------------------------------------------------------------

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
_FORMS = [
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})(?:(?P<mark>[-./])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?)?",
        r"(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日号])?)?",
        r"(?:(?P<day>\d{1,2})\s+)?(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
        r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
    )
]


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year from 1000 to 2100, perhaps its month, perhaps its day. ``str()`` gives ISO 8601.

    Raises ValueError for a year out of range, a month or day that does not exist, a day without month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"the year {self.year} is not between {FIRST_YEAR} and {LAST_YEAR}")
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise ValueError(f"there is no day {self.iso}") from None
        if self.month == 0 or self.day == 0:
            raise ValueError(f"there is no day {self.iso}")

    @staticmethod
    def parse(text: str) -> "PartialDate":
        """Reads "2025", "2025-09", "2025.9", "2025/09/14", "Sep 2025", "14 September 2025", "2025年9月" …

        Full-width digits and surrounding blanks are fine. Raises ValueError for anything else.
        """
        return _parse(text)

    @classmethod
    def from_date(cls, date: datetime.date, precision: str = "day") -> "PartialDate":
        """The date as it is known to the "day", the "month" or the "year"."""
        month = None if precision == "year" else date.month
        return cls(date.year, month, date.day if precision == "day" else None)

    def __lt__(self, other: object) -> bool:
        return self.iso < other.iso if isinstance(other, PartialDate) else NotImplemented

    def __str__(self) -> str:
        return self.iso

    @property
    def iso(self) -> str:
        """As "2025", "2025-09" or "2025-09-14"."""
        return self._joined("-")

    @property
    def dotted(self) -> str:
        """As "2025", "2025.09" or "2025.09.14": how lists and tables show it."""
        return self._joined(".")

    def _joined(self, mark: str) -> str:
        rest = (f"{mark}{part:02}" for part in (self.month, self.day) if part is not None)
        return f"{self.year}{''.join(rest)}"

    @property
    def precision(self) -> str:
        """One of "year", "month" and "day": the smallest part that is known."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        return _last_day(self.year, self.month or 12, self.day)

    def formatted(self) -> str:
        """In words of the active language: "14 Sep 2025", "Sep 2025", "2025"; "2025年9月14日"."""
        if (get_language() or "").startswith("zh"):
            known = ((self.year, "年"), (self.month, "月"), (self.day, "日"))
            return "".join(f"{part}{unit}" for part, unit in known if part)
        pattern = {"day": "j M Y", "month": "M Y", "year": "Y"}[self.precision]
        return dateformat.format(self.first_day, pattern)


@lru_cache(maxsize=4096)
def _last_day(year: int, month: int, day: int | None) -> datetime.date:
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _parse(text: str) -> PartialDate:
    plain = unicodedata.normalize("NFKC", text).strip()
    for form in _FORMS:
        if match := form.fullmatch(plain):
            parts = match.groupdict()
            month = _month(parts["month"]) if parts["month"] else None
            return PartialDate(int(parts["year"]), month, int(parts["day"]) if parts["day"] else None)
    raise ValueError(f"not a date like 2025, 2025-09 or 2025-09-14: {text!r}")


def _month(text: str) -> int:
    """The number of a month given as a number or as an English name, short ("Sep", "Sept") or long."""
    if text.isdecimal():
        return int(text)
    number = _MONTHS.get(text[:3].lower(), 0)
    if not number or not (calendar.month_name[number].lower().startswith(text.lower())):
        raise ValueError(f"there is no month {text!r}")
    return number


def html(date: PartialDate | None) -> SafeString:
    """``<time datetime="2025-09">2025.09</time>``, or nothing for None."""
    if not date:
        return mark_safe("")
    return format_html('<time datetime="{}">{}</time>', date.iso, date.dotted)


# ---- periods ----------------------------------------------------------------------------------


def covers(start: PartialDate | None, end: PartialDate | None, on: datetime.date) -> bool:
    """Whether the period includes the day: from the first day of its start to the last day of its end.

    None is an open side.
    """
    return (start is None or start.first_day <= on) and (end is None or on <= end.last_day)


def running(start_field: str, end_field: str, on: datetime.date) -> models.Q:
    """The rows whose period includes the day; the same as ``covers``, in SQL.

    The names may follow relations ("memberships__start"), but a row without any related row has no
    start and no end either, so it counts as running: add the condition that there is one.
    """
    iso = on.isoformat()
    begun = models.Q((f"{start_field}__isnull", True)) | models.Q((f"{start_field}__lte", iso))
    not_over = (
        models.Q((f"{end_field}__isnull", True))
        | models.Q((f"{end_field}__gte", iso))
        | models.Q((f"{end_field}__in", [iso[:4], iso[:7]]))
    )
    return begun & not_over


def over(end_field: str, on: datetime.date) -> models.Q:
    """The rows whose period has an end, and the last day of that lies before the day.

    Without a negation, which would become a subquery where the name follows a relation.
    """
    year, month, day = (on.isoformat()[:length] for length in (4, 7, 10))
    before, after = f"{end_field}__lt", f"{end_field}__gt"
    return (
        models.Q((before, year))
        | models.Q((after, year), (before, month))
        | models.Q((after, month), (before, day))
    )


class Beginning(models.Func):
    """The first characters of a text: ``Beginning("start", 4)`` is ``SUBSTR("start",1,4)``.

    Django's ``Left`` writes ``SUBSTR("start", 1, 4)`` on SQLite. In a constraint, that makes Django's own
    ``get_table_description`` of the table fail: it takes each ", " for the end of a column.
    """

    function = "SUBSTR"
    arity = 2
    arg_joiner = ",1,"
    output_field = models.CharField()


def end_not_before_start(start: str = "start", end: str = "end") -> models.Q:
    """The condition of a CheckConstraint that a period does not end before it starts.

    The two are compared as far as both are known: 2025-09 to 2025 is fine, so is 2025 to 2025-03.
    """
    return (
        models.Q((f"{start}__isnull", True))
        | models.Q((f"{end}__isnull", True))
        | models.Q((f"{end}__gte", Beginning(start, Length(end))))
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    """The constraint, with this name, that the period of a row does not end before it starts."""
    message = _("The end is before the start.")
    return models.CheckConstraint(
        condition=end_not_before_start(), name=name, violation_error_message=message
    )


def format_period(
    start: PartialDate | None,
    end: PartialDate | None,
    expected: bool = False,
    ongoing_label: str | None = None,
) -> str:
    """As "2024.10–2025.06", "2025.09–now" or "until 2025.06"; "" where neither side is known.

    ``expected`` marks an end that lies ahead: "2025.09–2029.06 (expected)". ``ongoing_label`` is
    the word in place of "now", already translated; "" leaves the right side of the dash empty.
    """
    now = gettext("now") if ongoing_label is None else ongoing_label
    shown_start, shown_end = (date.dotted if date else "" for date in (start, end))
    return _period(start, end, expected).format(start=shown_start, end=shown_end, now=now)


def period_html(
    start: PartialDate | None,
    end: PartialDate | None,
    expected: bool = False,
    ongoing_label: str | None = None,
) -> SafeString:
    """The same as ``format_period`` with each date in a ``<time>`` element."""
    now = gettext("now") if ongoing_label is None else ongoing_label
    return format_html(_period(start, end, expected), start=html(start), end=html(end), now=now)


def _period(start: PartialDate | None, end: PartialDate | None, expected: bool) -> str:
    """The pattern of a period, with {start}, {end} and {now} to be filled in."""
    if not end:
        return "{start}–{now}" if start else ""
    if not start:
        pattern = gettext("until {end}")
    else:
        pattern = "{end}" if start == end else "{start}–{end}"
    return gettext("{period} (expected)").replace("{period}", pattern) if expected else pattern


# ---- the form field and the model field -------------------------------------------------------

_INVALID = _(
    "Enter a year, a month or a day that exists, such as 2025, 2025-09 or 2025-09-14. "
    "2025.09, Sep 2025 and 2025年9月 work too."
)


def _to_python(value: Any) -> PartialDate | None:
    """The value as a PartialDate. Raises ValueError for a text that is none, TypeError for another type."""
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime.date):
        return PartialDate.from_date(value)
    if not isinstance(value, str):
        raise TypeError(f"expected a PartialDate, a text or a date, got {value!r}")
    return PartialDate.parse(value) if value.strip() else None


class PartialDateFormField(forms.CharField):
    """A text box for a partial date. What cannot be read is shown again as it was typed."""

    default_error_messages = {"invalid": _INVALID}

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        try:
            return _to_python(value)
        except (TypeError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was entered; "2025.9" is no change to 2025-09."""
        try:
            return _to_python(initial) != self.to_python(data)
        except (TypeError, ValueError, ValidationError):
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        hints = {"placeholder": "2025-09", "autocomplete": "off", "data-partial-date": ""}
        return {**super().widget_attrs(widget), **hints}


class PartialDateField(models.Field):  # type: ignore[type-arg]
    """A column for a PartialDate, stored as ISO text of up to ten characters; nothing known is NULL.

    Takes a PartialDate, a text in any of its forms, or a ``datetime.date``, also in queries. A lookup
    compares the stored texts: ``filter(start__lte="2025-09-14")`` finds all that had begun by then,
    ``filter(end="2025")`` only the ends of which no more than the year is known. A value in the
    database that is no date reads as None, so that no page fails over it.
    """

    description = _("Partial date")
    empty_strings_allowed = False
    default_error_messages = {"invalid": _INVALID}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = len("2025-09-14")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        try:
            return _to_python(value)
        except ValueError:
            return None

    def to_python(self, value: Any) -> PartialDate | None:
        try:
            return _to_python(value)
        except (TypeError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def get_prep_value(self, value: Any) -> str | None:
        """The ISO text. Raises ValueError or TypeError for what is no date, as other fields do."""
        date = _to_python(super().get_prep_value(value))
        return None if date is None else date.iso

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
