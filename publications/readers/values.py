"""Read single values as reference managers write them: dates, ISBNs and ISSNs, marked-up text."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from publications.bibtex.dates import Date, parse_month
from publications.bibtex.dates import parse_date as parse_bibtex_date
from publications.citing.cleaning import one_line
from publications.citing.markup import without_markup

#: RIS dates: "2024/05/03/", "2024/05//", "2024///Spring".
_SLASHED = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/.*)?")
#: The same with the name of the month: "2024/september", "2024/Sep/03".
_SLASHED_WITH_NAME = re.compile(r"(\d{4})/([^\W\d_]+\.?)(?:/(\d{0,2}))?/*")
_ISBN_13 = re.compile(r"(?<!\d)97[89](?:[-‐–  ]?\d){10}(?!\d)")
_ISBN_10 = re.compile(r"(?<![\d-])\d(?:[-‐–  ]?\d){8}[-‐–  ]?[\dXx](?![\w-])")
_ISSN = re.compile(r"(?<![\w-])\d{4}[-‐–]?\d{3}[\dXx](?![\w-])")
_LABEL = re.compile(r"\b(?:[EeLl]-?)?IS[BS]N(?:-1[03])?(?: ?\(\w+\))?[-: ]+")
_ELECTRONIC = re.compile(r"\((?:electronic|online|web)\b|\be-?ISSN\b", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h\d)\b[^<>]{0,200}>", re.IGNORECASE)


class SerialNumbers(NamedTuple):
    """The ISBNs and ISSNs in a text, and the rest of the text."""

    isbns: list[str]
    issns: list[str]
    rest: str


def plain_text(value: str, *, formulas: bool = False) -> str:
    """Return text on one line without HTML. With `formulas`, scripts that Unicode lacks become LaTeX."""
    line = one_line(value)
    return one_line(without_markup(line, formulas=formulas)) if "<" in line or "&" in line else line


def plain_paragraphs(value: str) -> str:
    """Return text without HTML, its paragraphs separated by an empty line."""
    if "<" in value:
        value = _BLOCK.sub("\n\n", value)
    return "\n\n".join(filter(None, map(plain_text, re.split(r"\n\s*\n", value))))


def read_date(texts: Iterable[str]) -> tuple[Date, list[str]]:
    """Return the date that these texts give together, and those that contain no date.

    The first year counts; month and day may come from another text of the same year or without year.
    """
    date: Date = (None, None, None)
    unread = []
    for text in filter(None, map(one_line, texts)):
        year, month, day = _date(text)
        if year is None and month is None:
            unread.append(text)
        elif date[0] is None or (date[1] is None and year in {None, date[0]}):
            date = (date[0] or year, month, day)
    return (date if date[0] else (None, None, None)), unread


def _date(text: str) -> Date:
    if match := _SLASHED.fullmatch(text):
        text = "-".join(part for part in match.groups() if part)
    elif match := _SLASHED_WITH_NAME.fullmatch(text):
        return int(match[1]), *parse_month(f"{match[2]} {match[3] or ''}")
    date = parse_bibtex_date({"date": text})[0]
    if date[0] is None and not re.search(r"\d{3}", text):
        return None, *parse_month(text)
    return date


def read_serial_numbers(texts: Iterable[str]) -> SerialNumbers:
    """Return the ISBNs (of 13 digits first) and ISSNs in these texts, as they are written there.

    Texts that say "(Electronic)" or "eISSN" come last, since the first ISSN is that of the printed journal.
    """
    ordered = sorted(texts, key=lambda text: bool(_ELECTRONIC.search(text)))
    text = _LABEL.sub("", " ; ".join(ordered))
    long_isbns = _ISBN_13.findall(text)
    text = _ISBN_13.sub(" ", text)
    short_isbns = [match for match in _ISBN_10.findall(text) if _has_checksum(match)]
    for isbn in short_isbns:
        text = text.replace(isbn, " ")
    issns = [issn if len(issn) == 9 else f"{issn[:4]}-{issn[4:]}" for issn in _ISSN.findall(text)]
    rest = one_line(_ISSN.sub(" ", text)).strip(" ;,")
    isbns = [one_line(isbn) for isbn in (*long_isbns, *short_isbns)]
    return SerialNumbers(list(dict.fromkeys(isbns)), list(dict.fromkeys(map(str.upper, issns))), rest)


def _has_checksum(isbn: str) -> bool:
    """Return whether the last character of an ISBN of ten digits is its check digit."""
    digits = [10 if digit in "Xx" else int(digit) for digit in isbn if digit.isdigit() or digit in "Xx"]
    return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
