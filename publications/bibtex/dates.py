"""Dates of entries, as precisely as they are given and no more so."""

import calendar
import re
from collections.abc import Mapping

from publications.citing.bibtex import MONTHS

_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20|21)\d\d(?!\d)")
_ISO = re.compile(
    r"\s*(?:(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?(?:T.*)?|月)?|年)?)"
    r"(?:\s*[?~%])?\s*(?P<end>/.*)?\s*",
    re.DOTALL,
)
_NUMBER = re.compile(r"\d{1,2}(?!\d)")
# The months of other languages that do not begin as in English.
_FURTHER_MONTHS = {
    "mär": 3,
    "mrz": 3,
    "mai": 5,
    "okt": 10,
    "dez": 12,
    "fév": 2,
    "avr": 4,
    "aoû": 8,
    "déc": 12,
}
_FURTHER_MONTHS |= {"ene": 1, "abr": 4, "ago": 8, "dic": 12, "juin": 6, "juil": 7}

Date = tuple[int | None, int | None, int | None]


def parse_date(fields: Mapping[str, str]) -> tuple[Date, list[str]]:
    """Year, month and day of plain-text fields, None for what is not known; and the fields not understood.

    biblatex's `date` counts before `year`, `month` and `day`. Of a range the start counts.
    """
    bad: list[str] = []
    if date := fields.get("date", ""):
        match = _ISO.fullmatch(date)
        if match:
            parts = (int(match["year"]), _int(match["month"]), _int(match["day"]))
            found, fits = _possible(*parts)
            if not fits:
                bad.append("date")
            if found[0] is not None:
                return found, bad
        elif year_match := _YEAR.search(date):  # "June 2010", against the rules
            without_year = date.replace(year_match[0], " ")
            return _possible(int(year_match[0]), *parse_month(without_year))[0], bad
        else:
            bad.append("date")
    year_text = fields.get("year", "") or fields.get("date", "")
    year_match = _YEAR.search(year_text)
    year = int(year_match[0]) if year_match else None
    if year is None and fields.get("year"):
        bad.append("year")
    month, day = parse_month(fields["month"]) if fields.get("month") else (None, None)
    if fields.get("month") and month is None:
        bad.append("month")
    if (day_text := fields.get("day", "").strip()) and not re.fullmatch(r"0?[1-9]|[12]\d|3[01]", day_text):
        bad.append("day")
    elif day_text:
        day = int(day_text)
    found, fits = _possible(year, month, day)
    if not fits:
        bad.append("day" if day_text or day else "month")
    return found, bad


def parse_month(text: str) -> tuple[int | None, int | None]:
    """Month and day of a `month` field: "jan", "January", "01", "jan~1", "5月", "June 3"; "May–June" is May.

    A range of days ("10--12 June") tells no single day.
    """
    text = text.strip().lower()
    if match := re.fullmatch(r"0?([1-9]|1[0-2])(?:\s*月)?", text):
        return int(match[1]), None
    if match := re.fullmatch(r"(?:\d{4}-)?0?([1-9]|1[0-2])-(\d{1,2})", text):
        return int(match[1]), int(match[2])
    for word in re.findall(r"[^\W\d_]+", text):
        month = _month_of(word)
        if month:
            days = _NUMBER.findall(text)
            is_range = len(days) > 1 or re.search(r"[-–—/]", text)
            return month, int(days[0]) if len(days) == 1 and not is_range else None
    return None, None


def _month_of(word: str) -> int | None:
    start = word[:3]
    if start in MONTHS:
        return MONTHS.index(start) + 1
    return _FURTHER_MONTHS.get(word[:4]) or _FURTHER_MONTHS.get(start)


def _possible(year: int | None, month: int | None, day: int | None) -> tuple[Date, bool]:
    """The date as far as there is such a day, and whether that is all of it."""
    if month is not None and not 1 <= month <= 12:
        return (year, None, None), False
    if day is not None and (month is None or not 1 <= day <= calendar.monthrange(year or 2000, month)[1]):
        return (year, month, None), False
    return (year, month, day), True


def _int(text: str | None) -> int | None:
    return int(text) if text else None
