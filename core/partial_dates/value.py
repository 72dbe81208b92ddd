"""A date that may lack its day, or its month and day."""

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache, total_ordering

from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

FIRST_YEAR, LAST_YEAR = 1000, 2100

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if number}
_FORMS = [
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})(?:(?P<separator>[-./])(?P<month>\d{1,2})(?:(?P=separator)(?P<day>\d{1,2}))?)?",
        r"(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日号])?)?",
        r"(?:(?P<day>\d{1,2})\s+)?(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})",
        r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})",
        r"(?P<year>\d{4}),?\s+(?P<month>[a-z]{3,9})\.?(?:\s+(?P<day>\d{1,2}))?",
        r"(?P<month>\d{1,2})[-./](?P<year>\d{4})",
    )
]
#: A day and a month in either order, and the year.
_YEAR_LAST = re.compile(
    r"(?P<first>\d{1,2})(?P<separator>[-./])(?P<second>\d{1,2})(?P=separator)(?P<year>\d{4})", re.ASCII
)


class AmbiguousDateError(ValueError):
    """A date such as 06/07/2028, which means 6 July or June 7. ``readings`` holds both."""

    def __init__(self, readings: "tuple[PartialDate, PartialDate]"):
        self.readings = readings
        super().__init__(f"there is no telling {readings[0]} from {readings[1]}")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year from 1000 to 2100, optionally with a month, or a month and a day.

    ``str()`` returns ISO 8601. Raises ValueError for a year out of range, a month or day that does not
    exist, and a day without a month.
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
        """Parse "2025", "2025-09", "2025.9", "09/2025", "2025/09/14", "Sep 2025", "2025年9月", "25/12/2028" …

        Full-width digits and surrounding blanks are accepted. Raises AmbiguousDateError where day and month
        can be confused, and ValueError for anything else.
        """
        return _parse(text)

    @classmethod
    def from_date(cls, date: datetime.date, precision: str = "day") -> "PartialDate":
        """Return the part of a date that ``precision`` ("day", "month" or "year") says is known."""
        month = None if precision == "year" else date.month
        return cls(date.year, month, date.day if precision == "day" else None)

    def __lt__(self, other: object) -> bool:
        return self.iso < other.iso if isinstance(other, PartialDate) else NotImplemented

    def __str__(self) -> str:
        return self.iso

    @property
    def iso(self) -> str:
        """ISO 8601: "2025", "2025-09" or "2025-09-14"."""
        return self._joined("-")

    @property
    def dotted(self) -> str:
        """The format of lists and tables: "2025", "2025.09" or "2025.09.14"."""
        return self._joined(".")

    def _joined(self, separator: str) -> str:
        parts = (f"{separator}{part:02}" for part in (self.month, self.day) if part is not None)
        return f"{self.year}{''.join(parts)}"

    @property
    def precision(self) -> str:
        """The smallest known part: "year", "month" or "day"."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        return _last_day(self.year, self.month or 12, self.day)

    def formatted(self) -> str:
        """Return the date in words of the active language: "14 Sep 2025", "Sep 2025", "2025年9月14日"."""
        if (get_language() or "").startswith("zh"):
            units = ((self.year, "年"), (self.month, "月"), (self.day, "日"))
            return "".join(f"{part}{unit}" for part, unit in units if part)
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
            day = int(parts["day"]) if parts.get("day") else None
            return PartialDate(int(parts["year"]), month, day)
    if match := _YEAR_LAST.fullmatch(plain):
        return _year_last(int(match["year"]), int(match["first"]), int(match["second"]))
    raise ValueError(f"not a date like 2025, 2025-09 or 2025-09-14: {text!r}")


def _year_last(year: int, first: int, second: int) -> PartialDate:
    """Return the date of a day and a month in unknown order, if only one order is possible."""
    if first > 12:
        return PartialDate(year, second, first)
    if second > 12 or first == second:
        return PartialDate(year, first, second)
    raise AmbiguousDateError((PartialDate(year, second, first), PartialDate(year, first, second)))


def _month(text: str) -> int:
    """Return the number of a month given as a number or an English name: "9", "Sep", "Sept", "September"."""
    if text.isdecimal():
        return int(text)
    number = _MONTHS.get(text[:3].lower(), 0)
    if not number or not (calendar.month_name[number].lower().startswith(text.lower())):
        raise ValueError(f"there is no month {text!r}")
    return number


def html(date: PartialDate | None) -> SafeString:
    """Return ``<time datetime="2025-09">2025.09</time>``, or an empty string for None."""
    if not date:
        return mark_safe("")
    return format_html('<time datetime="{}">{}</time>', date.iso, date.dotted)
