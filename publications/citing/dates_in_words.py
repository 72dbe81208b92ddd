"""Write dates that are not plain years in words: years before our era, approximate years, decades, seasons.

The source has them in the notation of biblatex's `date` (ISO 8601-2, level 1), where the year 0 exists: -0349
is 350 BC. Or they are words already, which are translated if they say no more than a year.
"""

import calendar
import re

from .cleaning import one_line

_YEAR = r"(?P<sign>[-−])?(?P<year>\d{4}|\d{3}X|\d{2}XX)"
_NOTATION = re.compile(
    rf"{_YEAR}(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?:T[\d:.+-]+Z?)?\s*(?P<mark>[?~%])?"
)
_SEASONS = {
    21: ("Spring", "春季"),
    22: ("Summer", "夏季"),
    23: ("Autumn", "秋季"),
    24: ("Winter", "冬季"),
}
_ENGLISH_WORDS = re.compile(
    r"(?P<about>(?:c|ca|circa|about|around|approx(?:imately)?)\b\.?\s*)?(?P<year>\d{1,4})"
    r"(?P<mark>\?)?\s*(?P<era>B\.?\s?C\.?(?:\s?E\.?)?)?",
    re.IGNORECASE,
)
_CHINESE_WORDS = re.compile(r"(?P<about>约\s*)?(?P<era>公元前\s*)?(?P<year>\d{1,4})\s*年?(?P<mark>[?？])?")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def date_in_words(text: str, *, is_chinese: bool) -> str:
    """Return a date in English or Chinese: "c. 350 BC" or "约公元前 350 年" for "-0349~".

    Words are returned as entered if they are in this language or not understood. "" for a date in figures
    that says no more than a plain one ("2020-02", also if there is no such day), and for "0000", which
    programs write for an unknown year.
    """
    text = one_line(text)
    parts = [part for part in text.split("/") if part not in {"", ".."}]
    matches = [_NOTATION.fullmatch(part) for part in parts]
    if matches and all(matches):
        if all(_is_plain(match) for match in matches if match):
            return ""
        return "–".join(_of_notation(match, is_chinese=is_chinese) for match in matches if match)
    if is_chinese == bool(_HAN.search(text)):
        return text
    match = (_ENGLISH_WORDS if is_chinese else _CHINESE_WORDS).fullmatch(text)
    if not match:
        return text
    year = _year(int(match["year"]), bool(match["era"]), is_chinese=is_chinese)
    return _qualified(year, bool(match["about"]), bool(match["mark"]), is_chinese=is_chinese)


def is_approximate(text: str) -> bool:
    """Return whether a date, in the notation of biblatex or in words, says "circa"."""
    return date_in_words(text, is_chinese=False).startswith(("c.", "ca.", "circa", "about", "约"))


def _is_plain(match: re.Match[str]) -> bool:
    """Return whether a date is an exact one of our era from the year 1000 on, which has fields of its own."""
    if match["year"] == "0000" and not match["sign"]:
        return True
    is_season = (match["month"] or "").isdigit() and int(match["month"]) in _SEASONS
    return not (
        match["sign"] or match["mark"] or "X" in match["year"] or match["year"][0] == "0" or is_season
    )


def _of_notation(match: re.Match[str], *, is_chinese: bool) -> str:
    years = match["year"]
    if "X" in years:
        date = _period(years, is_chinese=is_chinese)
    else:
        number = int(years)
        before_christ = bool(match["sign"]) or number == 0
        date = _year(number + 1 if before_christ else number, before_christ, is_chinese=is_chinese)
        month, day = (int(part) if (part or "").isdigit() else 0 for part in (match["month"], match["day"]))
        date = _with_month(date, month, day, is_chinese=is_chinese)
    mark = match["mark"] or ""
    return _qualified(date, mark in {"~", "%"}, mark in {"?", "%"}, is_chinese=is_chinese)


def _year(number: int, before_christ: bool, *, is_chinese: bool) -> str:
    if is_chinese:
        return f"公元前 {number} 年" if before_christ else f"{number} 年"
    return f"{number} BC" if before_christ else str(number)


def _period(years: str, *, is_chinese: bool) -> str:
    """Return a decade ("199X") or a century ("19XX")."""
    if years.endswith("XX"):
        period = f"{years[:2]}00–{years[:2]}99"
        return f"{period} 年" if is_chinese else period
    return f"{years[:3]}0 年代" if is_chinese else f"{years[:3]}0s"


def _with_month(year: str, month: int, day: int, *, is_chinese: bool) -> str:
    if month in _SEASONS:
        english, chinese = _SEASONS[month]
        return f"{year}{chinese}" if is_chinese else f"{english} {year}"
    if not 1 <= month <= 12:
        return year
    if is_chinese:
        return f"{year} {month} 月" + (f" {day} 日" if day else "")
    return " ".join(filter(None, (str(day or ""), calendar.month_abbr[month], year)))


def _qualified(date: str, is_approximate: bool, is_uncertain: bool, *, is_chinese: bool) -> str:
    if is_chinese:
        about = ("约" if date.startswith("公元") else "约 ") if is_approximate else ""
        return f"{about}{date}{'？' if is_uncertain else ''}"
    return f"{'c. ' if is_approximate else ''}{date}{'?' if is_uncertain else ''}"
