"""Read the volume, pages and article number of an entry."""

import re
from typing import NamedTuple

from publications.citing import cleaning

#: Fields with the number of an article, as biblatex, ACM, Elsevier and Scopus name them.
ARTICLE_NUMBER_FIELDS = (
    "eid",
    "articleno",
    "article-number",
    "articlenumber",
    "article_number",
    "art_number",
)
#: What programs write where they know no volume or pages.
_UNKNOWN = re.compile(r"(?:n/?a|none|null|nan)(?:–(?:n/?a|none|null|nan))?", re.IGNORECASE)
#: Article numbers with the year after them, as those of the American Society for Microbiology: "e01676-23".
_NUMBER_WITH_YEAR = re.compile(r"(e\d{5})–(\d\d)", re.IGNORECASE)
_ARXIV = re.compile(r"arxiv\W", re.IGNORECASE)
#: Labels that people type before the value.
_LABEL_OF_PAGES = re.compile(r"\s*(?:pp?\.|pp|pages?\s)\s*(?=[A-Za-z]?\d)", re.IGNORECASE)
_LABEL_OF_VOLUME = re.compile(r"vol(?:ume|\.)?\s*(?=\d)|第(?=\d+卷$)|(?<=\d)卷$", re.IGNORECASE)
_LABEL_OF_NUMBER = re.compile(r"(?:[Nn]o\.|[Nn]r\.|[Nn]umber|[Ii]ssue)\s*(?=\d)|第(?=\d+期$)|(?<=\d)期$")
_SERIES_OF_VOLUME = re.compile(r"(?<=\d) (?:LN[A-Z]{1,5}|CCIS)$")


class Position(NamedTuple):
    """Where in a journal or book a work stands."""

    volume: str
    number: str
    pages: str
    article_number: str


def read_position(volume: str, number: str, pages: str, article_number: str) -> Position:
    """Return the position without placeholders and repetitions.

    IEEE gives papers in early access the pages "1-1", and some the volume "PP" and the number "99". ADS gives
    article numbers in `pages` too, and arXiv IDs as both. Scopus repeats the series after the volume ("13234
    LNCS"), and Web of Science marks special issues ("2, SI").
    """
    pages = cleaning.format_pages(_LABEL_OF_PAGES.sub("", pages, count=1))
    volume, number = _LABEL_OF_VOLUME.sub("", volume), _LABEL_OF_NUMBER.sub("", number)
    volume, number = _SERIES_OF_VOLUME.sub("", volume), number.removesuffix(", SI")
    volume, number = ("" if _UNKNOWN.fullmatch(text) else text for text in (volume, number))
    if match := _NUMBER_WITH_YEAR.fullmatch(pages):
        pages = f"{match[1]}-{match[2]}"
        article_number = article_number or pages
    if _UNKNOWN.fullmatch(pages):
        pages = ""
    if not number or number == "99":
        if volume.upper() == "PP":
            volume = number = ""
        if not volume and pages == "1–1":
            number = pages = ""
    pages = cleaning.complete_pages(pages)
    first, last = cleaning.split_page_range(pages)
    if first == last:
        pages = first
    if _ARXIV.match(number):
        number = ""
    if _ARXIV.match(article_number):
        article_number = ""
    if _ARXIV.match(pages) or pages == article_number:
        pages = ""
    return Position(volume, number, pages, article_number)
