"""Read the date of an entry without adding or losing precision: a year stays a year."""

import calendar
import re
from collections.abc import Iterable, Mapping

from publications.citing.bibtex import MONTHS

from . import chinese_numbers

_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20|21)\d\d(?!\d)")
_ISO = re.compile(  # 0000 is what programs write for an unknown year
    r"\s*(?:(?P<year>(?!0000)\d{4})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?(?:T.*)?|月)?|年)?)"
    r"(?:-XX)*(?:\s*[?~%])?\s*(?P<end>/.*)?\s*",
    re.DOTALL,
)
# Years that are not stored as a number: those before our era ("350 BC", biblatex's "-0349") or before the
# year 1000, and unknown years of a decade or century ("199X").
_WITHOUT_NUMBER = re.compile(
    r"\s*[-−]\s*\d|.*\bB\.?\s?C\.?(?:\s?E\.?)?(?!\w)|.*公元前"
    r"|\s*0(?!000)\d{3}(?!\d)|\s*\d{2}(?:\dX|XX)"
    r"|\s*(?:AD|公元)\s*\d{1,3}(?!\d)|\s*\d{1,3}\s*(?:AD|CE)\b|(?:\s*(?:c\.|ca\.?|circa|约))?\s*\d{3}\s*年?[?~%]?\s*$",
    re.IGNORECASE | re.DOTALL,
)
#: biblatex's numbers of the seasons, by the words for them.
_SEASONS = {
    word: number
    for number, words in ((21, "spring 春"), (22, "summer 夏"), (23, "autumn fall 秋"), (24, "winter 冬"))
    for word in words.split()
}
_SEASON = re.compile(
    r"(?<![^\W\d_])(?:spring|summer|autumn|fall|winter)(?![^\W\d_])|[春夏秋冬](?=季|$)", re.IGNORECASE
)
# Words and signs of an approximate year, decades, and the seasons of biblatex.
_UNCERTAIN = re.compile(
    r"\b(?:c|ca|circa|approx\w*|about|around|um|vers)\b\.?|[?~%约]|^\s*\[|^\s*\d{4}-2[1-4]\b"
    r"|\b\d{3}0['’]?s\b|\d0\s*年代",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,2}(?!\d)")
_CHINESE_YEAR = re.compile(rf"[一二][{chinese_numbers.DIGITS}]{{3}}(?=\s*年)")
_CHINESE_NUMBER = re.compile(r"(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\s*[月日号])")
_BLANKS_IN_CHINESE_DATE = re.compile(r"(?<=\d)\s+(?=[年月日])|(?<=[年月])\s+(?=\d)")
_COMPACT = re.compile(r"\s*((?!0000)\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\s*")
_MONTH_FIRST = re.compile(r"\s*(0?[1-9]|1[0-2])\s*[/.-]\s*((?!0000)\d{4})\s*")
# Months in German, French and Spanish whose first three letters differ from the English month.
_FOREIGN_MONTHS = {
    "mär": 3,
    "mrz": 3,
    "mai": 5,
    "okt": 10,
    "dez": 12,
    "fév": 2,
    "avr": 4,
    "aoû": 8,
    "déc": 12,
    "ene": 1,
    "abr": 4,
    "ago": 8,
    "dic": 12,
    "juin": 6,
    "juil": 7,
}

#: Year, month and day; None for an unknown part.
Date = tuple[int | None, int | None, int | None]


def parse_date(fields: Mapping[str, str]) -> tuple[Date, list[str]]:
    """Return the date that the fields of an entry give, and the names of the fields that could not be read.

    `fields` is plain text by field name. biblatex's `date` ("2020-02-29", "2020-02/2020-03") takes precedence
    over `year`, `month` and `day`; `pub_year`, as Python's scholarly writes, stands for a missing `year`. A
    range gives its start. A year that is not stored (`is_without_number`) gives no date.
    """
    date = _with_iso_digits(fields.get("date", ""))
    if is_without_number(date):
        return (None, None, None), []
    valid_date, is_valid = _parse_date_of_biblatex(date)
    invalid_fields = [] if is_valid else ["date"]
    if valid_date[0] is not None:
        return valid_date, invalid_fields
    valid_date, more_invalid_fields = _parse_year_month_and_day(fields)
    return valid_date, invalid_fields + more_invalid_fields


def _parse_date_of_biblatex(date: str) -> tuple[Date, bool]:
    """Return the date that a field `date` gives, and whether all of the field could be read."""
    if match := _ISO.fullmatch(date):
        return _valid_part(*_iso_parts(match))
    if year_match := _YEAR.search(date):  # "June 2010", which biblatex does not allow
        without_year = date.replace(year_match[0], " ")
        return _valid_part(int(year_match[0]), *parse_month(without_year))[0], True
    return (None, None, None), not date


def _parse_year_month_and_day(fields: Mapping[str, str]) -> tuple[Date, list[str]]:
    invalid_fields: list[str] = []
    year_text = _with_iso_digits(fields.get("year") or fields.get("pub_year", ""))
    if is_without_number(year_text):
        return (None, None, None), invalid_fields
    if (match := _ISO.fullmatch(year_text)) and match["month"] and "/" not in year_text:
        valid_date, is_valid = _valid_part(*_iso_parts(match))
        if is_valid:
            return valid_date, invalid_fields
    year_match = _YEAR.search(year_text)
    year = int(year_match[0]) if year_match else None
    if year is None and fields.get("year"):
        invalid_fields.append("year")
    month, day = parse_month(fields["month"]) if fields.get("month") else (None, None)
    if year_match and not fields.get("month"):  # "March 2015"
        month, day = parse_month(re.sub(r"\bin\s+press\b", "", year_text).replace(year_match[0], " "))
    if fields.get("month") and month is None:
        invalid_fields.append("month")
    if (day_text := fields.get("day", "").strip()) and not re.fullmatch(r"0?[1-9]|[12]\d|3[01]", day_text):
        invalid_fields.append("day")
    elif day_text:
        day = int(day_text)
    valid_date, is_valid = _valid_part(year, month, day)
    if not is_valid:
        invalid_fields.append("day" if day_text or day else "month")
    return valid_date, invalid_fields


def _with_iso_digits(text: str) -> str:
    """Return a date with digits in the order of ISO 8601 if another notation leaves no doubt.

    "二〇二四年九月" and "2024 年 9 月" become "2024年9月", "20240903" "2024-09-03", and "09/2024" "2024-09".
    """
    if match := _COMPACT.fullmatch(text):
        return "-".join(match.groups())
    if match := _MONTH_FIRST.fullmatch(text):
        return f"{match[2]}-{match[1]}"
    if "年" not in text:
        return text
    text = _CHINESE_YEAR.sub(lambda year: chinese_numbers.digits(year[0]), text)
    text = _CHINESE_NUMBER.sub(lambda number: str(chinese_numbers.number(number[0])), text)
    return _BLANKS_IN_CHINESE_DATE.sub("", text)


def _iso_parts(match: re.Match[str]) -> Date:
    """Return year, month and day; a season or a day or month zero, as some programs write, is unknown."""
    month, day = _int(match["month"]) or None, _int(match["day"]) or None
    if month in _SEASONS.values():
        month = day = None
    return int(match["year"]), month, day if month else None


def is_without_number(text: str) -> bool:
    """Return whether a date has a year that is kept as text only: "350 BC", "-0349", "0768", "199X"."""
    return bool(_WITHOUT_NUMBER.match(text))


def is_uncertain(text: str) -> bool:
    """Return whether a date is not exact, or a season: "c. 1850", "1850?", "1850s", "Fall 2024"."""
    return bool(_UNCERTAIN.search(text) or _SEASON.search(text))


def season_date(texts: Iterable[str]) -> str:
    """Return the year and season that these texts give together, as biblatex has it: "2024-21"; or "".

    "" also for two seasons or years, such as "Winter 2023/24".
    """
    text = " ".join(texts)
    seasons = {_SEASONS[word.lower()] for word in _SEASON.findall(text)}
    years = set(re.findall(r"\d+", text))
    if len(seasons) != 1 or len(years) != 1 or not _YEAR.fullmatch(*years):
        return ""
    return f"{years.pop()}-{seasons.pop()}"


def parse_month(text: str) -> tuple[int | None, int | None]:
    """Return month and day of a `month` field; None for an unknown part.

    Understands "jan", "January", "01", "jan~1", "5月" and "June 3". A range of months gives the first one
    ("May–June" is May); a range of days ("10--12 June") gives no day.
    """
    text = text.strip().lower()
    if match := re.fullmatch(r"0?([1-9]|1[0-2])(?:\s*月)?", text):
        return int(match[1]), None
    if match := re.fullmatch(r"(?:\d{4}-)?0?([1-9]|1[0-2])-(\d{1,2})(?:t[\d:.]+z?)?", text):
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
    return _FOREIGN_MONTHS.get(word[:4]) or _FOREIGN_MONTHS.get(start)


def _valid_part(year: int | None, month: int | None, day: int | None) -> tuple[Date, bool]:
    """Return the date without an impossible month or day, and whether the whole date is possible."""
    if month is not None and not 1 <= month <= 12:
        return (year, None, None), False
    if day is not None and (month is None or not 1 <= day <= calendar.monthrange(year or 2000, month)[1]):
        return (year, month, None), False
    return (year, month, day), True


def _int(text: str | None) -> int | None:
    return int(text) if text else None
