"""Read the dates and periods that people write into texts like "2025", "2025-09" and "2025-09-03".

A date keeps the precision with which it is written.
"""

import re
import unicodedata
from dataclasses import dataclass

from publications.bibtex import chinese_numbers

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

#: Later numbers, such as 2048 and 4096, are rarely years.
_YEAR = r"(?:19[3-9]\d|20[0-3]\d)"
_NAME = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SEASON = r"(?:spring|summer|fall|autumn|winter|wintersemester|sommersemester|wise|sose)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
#: A day and what leads from it to the last one: "3-5", "3rd to 5th", "3.–5."; an event is dated by the first.
_DAYS = rf"(?P<d>{_DAY})(?:st|nd|rd|th|\.)?\s?(?:[-–—&]|to|and)\s?{_DAY}(?:st|nd|rd|th|\.)?"
_CHINESE_YEAR = rf"(?:一九[三四五六七八九]|二[〇○零][〇○零一二三])[{chinese_numbers.DIGITS}](?=\s*年)"
#: Groups: y, m, d, n (name of the month), z, h and k (year, month and day in Chinese numbers), s (two digits
#: of the year), a and b (day and month in unknown order).
_FORMS = [
    rf"(?P<y>{_YEAR})\s?(?P<c>[-./])\s?(?P<m>1[0-2]|0?[1-9])\s?(?P=c)\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
    rf"(?P<y>{_YEAR})\s?[-./]\s?(?P<m>1[0-2]|0?[1-9])(?![\d%])(?![./]\d{{3}})",
    rf"(?P<y>{_YEAR})\s*年(?:\s*(?P<m>1[0-2]|0?[1-9])\s*月(?:份)?(?:\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*[日号])?)?",
    rf"(?:(?P<y>{_YEAR})|(?P<z>{_CHINESE_YEAR}))\s*年(?:\s*(?P<h>十[一二]?|[一二三四五六七八九])\s*月(?:份)?"
    r"(?:\s*(?P<k>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号])?)?",
    rf"(?P<y>{_YEAR})(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?!\d)",
    rf"(?P<y>{_YEAR})(?P<m>1[0-2]|0[1-9])(?!\d)",
    r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+"
    rf"(?P<n>{_NAME})(?![a-z])[.,]?[\s-]*(?P<y>{_YEAR})(?!\d)",
    rf"(?P<n>{_NAME})(?![a-z])[.,]?\s*(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s*[,.]?\s+(?P<y>{_YEAR})(?!\d)",
    rf"(?P<n>{_NAME})(?![a-z])[.,]?\s*{_DAYS}\s*,?\s+(?P<y>{_YEAR})(?!\d)",
    rf"{_DAYS}\s+(?P<n>{_NAME})(?![a-z])[.,]?\s+(?P<y>{_YEAR})(?!\d)",
    rf"(?P<n>{_NAME})(?![a-z])[.,]?\s*[-'’‘,/]?\s*(?P<y>{_YEAR})(?!\d)",
    rf"(?P<n>{_NAME})(?![a-z])[.,]?\s*['’‘]\s?(?P<s>\d\d)(?!\d)",
    rf"(?P<y>{_YEAR})[\s,.'’/-]*(?P<n>{_NAME})(?![a-z])\.?(?:\s+(?P<d>3[01]|[12]\d|0?[1-9])(?![\d:]))?",
    rf"(?P<a>3[01]|[12]\d|0?[1-9])(?P<c>[/.-])(?P<b>3[01]|[12]\d|0?[1-9])(?P=c)(?P<y>{_YEAR})(?!\d)",
    rf"(?P<m>1[0-2]|0?[1-9])\s?[/.-]\s?(?P<y>{_YEAR})(?!\d)",
    rf"{_SEASON},?\s*(?:of\s+)?['’‘]?(?P<y>{_YEAR})(?!\d)",
    rf"(?:ws|hs)\s?(?P<y>{_YEAR})(?=/\d\d(?!\d))",
    rf"(?P<y>{_YEAR})(?![\d%]|\s?[+]|\.\d)(?:\s*{_SEASON}\b|学年)?",
]
# After a volume and a colon stands the number of an article, such as "380:20210205".
_DATES = [re.compile(r"(?<![A-Za-z0-9./])(?<!\d:)" + form, re.IGNORECASE) for form in _FORMS]
_DASH = re.compile(
    r"\s*(?:-+\s*[至到]\s*(?=今)|-+|[–—−~～〜]+|\bto\b|\buntil\b|\bthrough\b|至|到|->|→)\s*", re.IGNORECASE
)
_NOW = re.compile(
    r"(?:now|present|current(?:ly)?|on-?going|today|date|till now|so far|至\s*今|今|现在|目前|迄今)(?![a-z])",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?:since|from|starting(?:\s+from)?|自从?)\s*:?\s*", re.IGNORECASE)
_SINCE_AFTER = re.compile(r"\s*(?:起|以来|onwards?\b)", re.IGNORECASE)
_EXPECTED = re.compile(r"\s*[(（]\s*(?:expected|exp\.?|anticipated|预计|预期|est\.?)\s*[)）]", re.IGNORECASE)
_EXPECTED_WORD = re.compile(r"(?:expected|exp\.)\s*:?\s*", re.IGNORECASE)
#: After a year: those who began then, and those who graduate then.
_COHORT = re.compile(r"\s?级")
_CLASS = re.compile(r"\s?届")
_NEXT = re.compile(r"\s*(?:[,，、;；&/+]|\band\b|&amp;)\s*", re.IGNORECASE)
_MONTH_ALONE = re.compile(
    rf"(?:(?P<d>{_DAY})(?:st|nd|rd|th|\.)?\s+)?(?P<n>{_NAME})(?![a-z])\.?(?:\s*(?P<e>{_DAY})(?:st|nd|rd|th)?(?!\d))?",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(r"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.(?P<m>1[0-2]|0?[1-9])\.?(?=\s*[-–—])")
_SHORT_END = re.compile(
    rf"(?:(?P<m>1[0-2]|0?[1-9])\s?月\s?)?(?P<d>{_DAY})\s?[日号]|(?P<n>1[0-2]|0?[1-9])\s?月|(?P<s>\d\d)(?!\d|[./-]\d)"
)
#: After a year, the next one of an academic year: "2019/20". "2010/11" is rather a month.
_NEXT_YEAR = re.compile(r"/(\d\d)(?!\d|[./-]\d)")
_TWO_YEARS = re.compile(rf"({_YEAR})/(\d\d)(?!\d|[./-]\d)")
_WORD_FOR_YEAR = re.compile(r"\s*(?:学年|(?:academic|school)\s+year)", re.IGNORECASE)
_OPENINGS, _CLOSINGS = "([{（【〔〈<*_", ")]}）】〕〉>*_"


@dataclass(frozen=True)
class Period:
    """A date, or a period with a start and an end. ``more`` has the further dates of a list."""

    start: str = ""
    end: str = ""
    #: True for a period, also one without an end ("since 2019", "2024.05 - now").
    is_period: bool = False
    more: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.start or self.end)

    @property
    def date(self) -> str:
        """The date of an event: the start."""
        return self.start or self.end

    @property
    def dates(self) -> list[str]:
        """All dates of a list such as "2021, 2022"."""
        return [self.start, *self.more] if self.more else [self.date]


def plain(text: str) -> str:
    """Return a text with full-width digits and signs as ASCII, character by character."""
    return "".join(
        unicodedata.normalize("NFKC", char)
        if "\uff01" <= char <= "\uff5e" and char not in "（），；："
        else char
        for char in text.replace("\u00a0", " ").replace("\u2009", " ")
    )


def iso_date(text: object) -> str:
    """Return a field of front matter or data ("2022-4-12", "2024-09-01 10:00:00 +0800") as a date, or ""."""
    value = plain(str(text or "")).strip().strip("\"'[]()*_ ")
    date_and_end = _match(value, 0)
    if not date_and_end:
        return ""
    date, end = date_and_end
    rest = value[end:]
    return date if not rest.strip() or re.match(r"[T\s]+\d{1,2}:\d\d", rest) else ""


def match_period(text: str, at: int = 0) -> tuple[Period, int] | None:
    """Return the period at a position of a plain text, and the position after it."""
    since = _SINCE.match(text, at)
    begin = since.end() if since else at
    if years := _certain_academic_years(text, begin):
        return years
    first = _match(text, begin)
    if not first:
        return _months_of_one_year(text, at) or _days_of_one_year(text, at)
    date, end = first
    if expected := _EXPECTED.match(text, end):
        return Period(end=date, is_period=True), expected.end()
    if after := _SINCE_AFTER.match(text, end):
        return Period(date, is_period=True), after.end()
    if years := _years_of_student(text, date, end):
        return years
    if years := _academic_year(text, date, end):
        return years
    if dash := _DASH.match(text, end):
        if now := _NOW.match(text, dash.end()):
            return Period(date, is_period=True), now.end()
        word = _EXPECTED_WORD.match(text, dash.end())
        if second := _match(text, word.end() if word else dash.end()):
            expected = _EXPECTED.match(text, second[1])
            if second[0] >= date[: len(second[0])]:
                return Period(date, second[0], True), expected.end() if expected else second[1]
        elif (short := _SHORT_END.match(text, dash.end())) and (last := _short_end(date, short)):
            return Period(date, last, True), short.end()
        elif re.match(r"\s*(?:$|[)\]）】,，;；:：*_<])", text[dash.end() :]) and dash[0].strip() in tuple(
            "-–—~～至到"
        ):
            return Period(date, is_period=True), dash.end()
    if since:
        return Period(date, is_period=True), end
    return _list_of_dates(text, date, end)


def take_leading(text: str) -> tuple[Period, str]:
    """Return the date or period with which a text begins, and the text after it without separators."""
    ascii_text = plain(text)
    begin = 0
    while begin < len(ascii_text) and (ascii_text[begin].isspace() or ascii_text[begin] in _OPENINGS):
        begin += 1
    period_and_end = match_period(ascii_text, begin)
    if not period_and_end:
        return Period(), text
    period, end = period_and_end
    rest = text[end:]
    rest = re.sub(rf"^[\s{re.escape(_CLOSINGS)}]*", "", rest)
    return period, re.sub(r"^(?:[\s:：,，;；|｜•·.。]|[-–—](?!\d))+", "", rest).strip()


def take_trailing(text: str) -> tuple[Period, str]:
    """Return the date or period with which a text ends, and the text before it without separators."""
    ascii_text = plain(text)
    trimmed = ascii_text.rstrip(" .。;；,，" + _CLOSINGS)
    for begin in _starts(ascii_text):
        period_and_end = match_period(ascii_text, begin)
        if period_and_end and period_and_end[1] >= len(trimmed):
            return period_and_end[0], text[:begin].rstrip(" \t,，;；:：|｜-–—·" + _OPENINGS).strip()
    return Period(), text


def find_periods(text: str) -> list[tuple[Period, int, int]]:
    """Return all dates and periods in a text, each with its start and end position."""
    ascii_text = plain(text)
    periods = []
    behind = 0
    for begin in _starts(ascii_text):
        if begin >= behind and (period_and_end := match_period(ascii_text, begin)):
            periods.append((period_and_end[0], begin, period_and_end[1]))
            behind = period_and_end[1]
    return periods


_START = re.compile(
    rf"(?<![A-Za-z0-9./])(?:\d|(?={_NAME}|{_SEASON}|[wh]s\s?\d|since\s|from\s)[a-z]|(?={_CHINESE_YEAR})[一二])",
    re.IGNORECASE,
)


def _starts(text: str) -> list[int]:
    return [match.start() for match in _START.finditer(text)]


def _match(text: str, at: int) -> tuple[str, int] | None:
    """Return the date at a position, and the position after it."""
    best: tuple[str, int] | None = None
    for form in _DATES:
        match = form.match(text, at)
        if match and (date := _date_of(match)) and (best is None or match.end() > best[1]):
            best = date, match.end()
    return best


def _date_of(match: re.Match[str]) -> str:
    parts = {name: value for name, value in match.groupdict().items() if value}
    year = parts.get("y") or chinese_numbers.digits(parts.get("z", "")) or f"20{parts['s']}"
    if "n" in parts:
        month = _MONTHS.index(parts["n"][:3].lower()) + 1
    elif "h" in parts:
        month = chinese_numbers.number(parts["h"])
    elif "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        is_day_first = parts["c"] == "."  # as in German
        if first <= 12 and second <= 12 and first != second and not is_day_first:
            return year  # nobody can tell the month from the day
        month, day = (second, first) if first > 12 or is_day_first else (first, second)
        return f"{year}-{month:02}-{day:02}" if month <= 12 else year
    else:
        month = int(parts.get("m", 0))
    day = chinese_numbers.number(parts["k"]) if "k" in parts else int(parts.get("d", 0))
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day and month else "")


def _short_end(start: str, short: re.Match[str]) -> str:
    """Return the end of "2019-21", "2024年9月-12月", "2024年9月3日至5日" or "2024年9月30日至10月2日"."""
    if short["d"]:
        day = f"-{int(short['d']):02}" if len(start) == 10 else ""
        month = short["m"] or (start[5:7] if day else "")
        return f"{start[:4]}-{int(month):02}{day}" if month else ""
    if short["n"]:
        return f"{start[:4]}-{int(short['n']):02}"
    end = start[:2] + short["s"]
    return end if len(start) == 4 and start < end <= f"{int(start) + 20}" else ""


def _certain_academic_years(text: str, at: int) -> tuple[Period, int] | None:
    """Match "2010/11" where it is not a month: before "academic year", and in a range with "2012/13"."""
    first = _TWO_YEARS.match(text, at)
    if not first or not _is_next(first):
        return None
    if word := _WORD_FOR_YEAR.match(text, first.end()):
        return Period(first[1], str(int(first[1]) + 1), True), word.end()
    dash = _DASH.match(text, first.end())
    last = _TWO_YEARS.match(text, dash.end()) if dash else None
    if not last or not _is_next(last) or last[1] <= first[1] or int(last[2]) <= 12:
        return None
    return Period(first[1], str(int(last[1]) + 1), True), last.end()


def _is_next(years: re.Match[str]) -> bool:
    return int(years[2]) == (int(years[1]) + 1) % 100


def _academic_year(text: str, date: str, end: int) -> tuple[Period, int] | None:
    """Match the rest of "2019/20" and "2019/20 - 2021/22"."""
    following = _NEXT_YEAR.match(text, end)
    if not following or len(date) > 4 or int(following[1]) != (int(date) + 1) % 100:
        return None
    if dash := _DASH.match(text, following.end()):
        if now := _NOW.match(text, dash.end()):
            return Period(date, is_period=True), now.end()
        last = match_period(text, dash.end())
        if last and last[0].start > date:
            return Period(date, last[0].end or last[0].start, True), last[1]
    return Period(date, str(int(date) + 1), True), following.end()


def _years_of_student(text: str, date: str, end: int) -> tuple[Period, int] | None:
    """Match the rest of "2019级", "2023届" and "2019级/2023届"."""
    if last := _CLASS.match(text, end):
        return Period(end=date, is_period=True), last.end()
    if not (first := _COHORT.match(text, end)):
        return None
    second = _match(text[first.end() + 1 :], 0) if re.match(r"[/／、,，\s]", text[first.end() :]) else None
    last = _CLASS.match(text, first.end() + 1 + second[1]) if second else None
    return (
        (Period(date, second[0], True), last.end())
        if second and last
        else (Period(date, is_period=True), first.end())
    )


def _months_of_one_year(text: str, at: int) -> tuple[Period, int] | None:
    """Match "Jan - Jun 2024" and "30 June - 2 July 2024", of which only the end has the year."""
    first = _MONTH_ALONE.match(text, at)
    dash = _DASH.match(text, first.end()) if first else None
    second = _match(text, dash.end()) if dash else None
    if not first or not second or len(second[0]) < 7:
        return None
    month = _MONTHS.index(first["n"][:3].lower()) + 1
    day = first["d"] or first["e"] if len(second[0]) == 10 else None
    start = f"{second[0][:4]}-{month:02}" + (f"-{int(day):02}" if day else "")
    return Period(start, second[0], True), second[1]


def _days_of_one_year(text: str, at: int) -> tuple[Period, int] | None:
    """Match "27.02. - 13.03.2025", of which only the end has the year."""
    first = _DAY_ALONE.match(text, at)
    dash = _DASH.match(text, first.end()) if first else None
    second = _match(text, dash.end()) if dash else None
    if not first or not second or len(second[0]) < 10 or text[second[1] - 5] != ".":
        return None
    return Period(f"{second[0][:4]}-{int(first['m']):02}-{int(first['d']):02}", second[0], True), second[1]


def _list_of_dates(text: str, date: str, end: int) -> tuple[Period, int]:
    """Match the rest of "2021, 2022" and "2019&2020&2021"."""
    more = []
    while following := _NEXT.match(text, end):
        # The text is cut, because a date does not begin after a slash elsewhere.
        second = _match(text[following.end() :], 0)
        if not second or len(second[0]) != len(date) or _DASH.match(text, following.end() + second[1]):
            break
        more.append(second[0])
        end = following.end() + second[1]
    return Period(date, more=tuple(more)), end
