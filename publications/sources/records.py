"""From what sources write to the values of an entry: plain text, dates no more precise than they are."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard, TypeVar

from publications.bibtex import Entry
from publications.bibtex.dates import Date, parse_date
from publications.citing import cleaning
from publications.citing.entry_types import kind_of_entry

Item = TypeVar("Item")

_ORCID = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\w)")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_PLAIN_DOI = re.compile(r"10\.\d{4,9}/[^\s,|]+")
_VERSION = re.compile(r"v\d+$")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
# What stands beside the formula in another notation, and the word "Abstract" above an abstract.
_UNREAD = re.compile(
    r"<(?:\w+:)?(?:tex-math|annotation|label)\b[^<>]*>.*?</(?:\w+:)?(?:tex-math|annotation|label)>"
    r"|<(?:\w+:)?title\b[^<>]*>\s*(?:Abstract|Summary|摘要)\s*:?\s*</(?:\w+:)?title>",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:\w+:)?(?:p|title|sec|list|list-item|disp-formula|div|br)\b[^<>]*>", re.IGNORECASE)


def record(bibtex_type: str, *, date: Date = (None, None, None), **values: Any) -> Entry:
    """Returns an entry; its kind follows from its type and venue as in BibTeX, other values are its fields.

    Of titles, names of venues and the like, the text may have tags and entities in it.
    """
    for name, value in values.items():
        if isinstance(value, str) and name != "abstract":
            values[name] = text(value)
    doi, arxiv_id = values.get("doi", ""), values.get("arxiv_id", "")
    values["doi"] = cleaning.bare_doi(doi).lower()
    values["arxiv_id"] = _VERSION.sub("", cleaning.bare_arxiv_id(arxiv_id)) or arxiv_of_doi(values["doi"])
    values["pages"] = cleaning.format_pages(values.get("pages", ""))
    values["abstract"] = paragraphs(values.get("abstract", ""))
    for name in ("url", "pdf"):
        values[name] = cleaning.http_url(values.get(name, ""))
    venue = values.get("venue", "")
    if values.get("venue_short") == venue:
        values["venue_short"] = ""
    kind = kind_of_entry(bibtex_type, venue, bool(values["arxiv_id"]), values["doi"])
    year, month, day = date
    return Entry(kind=kind, year=year, month=month, day=day, **values)


def text(value: Any) -> str:
    """Returns plain text on one line, without tags and entities; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    if "<" in value or "&" in value:
        value = html.unescape(html.unescape(_TAG.sub("", _UNREAD.sub("", value))))
    return cleaning.one_line(value)


def paragraphs(value: Any) -> str:
    """Returns text with an empty line between its paragraphs, without tags (JATS, MathML, HTML)."""
    if not isinstance(value, str):
        return ""
    if "<" in value:
        value = _BLOCK.sub("\n\n", _UNREAD.sub("", value))
    return "\n\n".join(filter(None, map(text, re.split(r"\n\s*\n", value))))


def date_of(*parts: Any) -> Date:
    """Returns year, month and day of numbers or digits, as far as they are given and possible."""
    known = []
    for part in parts[:3]:
        if isinstance(part, bool) or not re.fullmatch(r"\d{1,4}", str(part)):
            break
        known.append(f"{int(part):02}")
    return parse_date({"date": "-".join(known)})[0]


def orcid_of(value: Any) -> str:
    """Returns the bare iD of an iD or an address; "" where there is none."""
    found = _ORCID.search(value) if isinstance(value, str) else None
    return "-".join(found.groups()).upper() if found else ""


def arxiv_of_doi(doi: str) -> str:
    """Returns the arXiv identifier that arXiv's own DOIs hold, without version."""
    found = _ARXIV_DOI.fullmatch(doi)
    return _VERSION.sub("", found[1]) if found else ""


def askable(dois: Iterable[str]) -> list[str]:
    """Returns those DOIs that can stand in a list: what people have typed may be anything.

    Commas and bars part the conditions of a question.
    """
    return [doi for doi in dois if _PLAIN_DOI.fullmatch(doi)]


def mapping(value: Any) -> dict[str, Any]:
    """Returns an object of JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """Returns a list of JSON; an empty one for anything else."""
    return value if isinstance(value, list) else []


def is_count(value: Any) -> TypeGuard[int]:
    """Whether it is a number that a column for counts holds."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cuts into lists of at most this size."""
    rest = list(items)
    for start in range(0, len(rest), size):
        yield rest[start : start + size]
