"""Convert the values of API responses into entries: plain text, identifiers, dates as precise as given."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeGuard, TypeVar

from publications.bibtex import Entry
from publications.bibtex.dates import Date, parse_date
from publications.bibtex.names import with_japanese_names
from publications.citing import cleaning
from publications.citing.entry_types import kind_of_entry
from publications.citing.markup import without_markup

Item = TypeVar("Item")

_ORCID = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?!\w)")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_PLAIN_DOI = re.compile(r"10\.\d{4,9}/[^\s,|]+")
_VERSION = re.compile(r"v\d+$")
# Second notations of a formula, and the heading "Abstract" of an abstract.
_IGNORED_ELEMENT = re.compile(
    r"<(?:\w+:)?(?:tex-math|annotation|label)\b[^<>]*>.*?</(?:\w+:)?(?:tex-math|annotation|label)>"
    r"|<(?:\w+:)?title\b[^<>]*>\s*(?:Abstract|Summary|摘要)\s*:?\s*</(?:\w+:)?title>",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"</?(?:\w+:)?(?:p|title|sec|list|list-item|disp-formula|div|br)\b[^<>]*>", re.IGNORECASE
)


def build_entry(bibtex_type: str, *, date: Date = (None, None, None), **values: Any) -> Entry:
    """Return an entry with these fields, cleaned; its kind follows from the BibTeX type and the venue.

    ``date`` is (year, month, day). Text values may contain tags and entities. The arXiv ID is taken from an
    arXiv DOI where it is missing.
    """
    for name, value in values.items():
        if isinstance(value, str) and name != "abstract":
            values[name] = plain_text(value, formulas=name == "title")
    doi, arxiv_id = values.get("doi", ""), values.get("arxiv_id", "")
    values["doi"] = cleaning.bare_doi(doi).lower()
    values["arxiv_id"] = _VERSION.sub("", cleaning.bare_arxiv_id(arxiv_id)) or arxiv_id_from_doi(
        values["doi"]
    )
    values["pages"] = cleaning.format_pages(values.get("pages", ""))
    values["abstract"] = plain_paragraphs(values.get("abstract", ""))
    for name in ("url", "pdf"):
        values[name] = cleaning.http_url(values.get(name, ""))
    for name in ("authors", "editors"):
        people = values.get(name, ())
        values[name] = with_japanese_names(people, values.get("language", ""), values.get("title", ""))
    venue = values.get("venue", "")
    if values.get("venue_short") == venue:
        values["venue_short"] = ""
    kind = kind_of_entry(bibtex_type, venue, bool(values["arxiv_id"]), values["doi"])
    year, month, day = date
    return Entry(kind=kind, year=year, month=month, day=day, **values)


def plain_text(value: Any, *, formulas: bool = False) -> str:
    """Return text on one line, without tags and entities; "" for a value that is no string.

    With ``formulas``, as in titles, subscripts that Unicode lacks become formulas in LaTeX.
    """
    if not isinstance(value, str):
        return ""
    if "<" in value or "&" in value:
        value = without_markup(_IGNORED_ELEMENT.sub("", value), formulas=formulas)
    return cleaning.one_line(value)


def plain_paragraphs(value: Any) -> str:
    """Return text without JATS, MathML and HTML tags, its paragraphs separated by an empty line."""
    if not isinstance(value, str):
        return ""
    if "<" in value:
        value = _BLOCK_TAG.sub("\n\n", _IGNORED_ELEMENT.sub("", value))
    return "\n\n".join(filter(None, map(plain_text, re.split(r"\n\s*\n", value))))


def partial_date(*parts: Any) -> Date:
    """Return (year, month, day) from numbers or digits, as far as they are given and valid."""
    digits = []
    for part in parts[:3]:
        if isinstance(part, bool) or not re.fullmatch(r"\d{1,4}", str(part)):
            break
        digits.append(f"{int(part):02}")
    return parse_date({"date": "-".join(digits)})[0]


def extract_orcid(value: Any) -> str:
    """Return the ORCID iD ("0000-0002-1825-0097") in a text or URL; "" if there is none."""
    match = _ORCID.search(value) if isinstance(value, str) else None
    return "-".join(match.groups()).upper() if match else ""


def arxiv_id_from_doi(doi: str) -> str:
    """Return the arXiv ID, without version, in a DOI of arXiv ("10.48550/arXiv.…"); "" for other DOIs."""
    match = _ARXIV_DOI.fullmatch(doi)
    return _VERSION.sub("", match[1]) if match else ""


def filterable_dois(dois: Iterable[str]) -> list[str]:
    """Return the DOIs that can be used in a filter of the Crossref and OpenAlex APIs.

    People may have typed anything as a DOI, and commas and bars separate the conditions of a filter.
    """
    return [doi for doi in dois if _PLAIN_DOI.fullmatch(doi)]


def as_dict(value: Any) -> dict[str, Any]:
    """Return a JSON object; an empty one for a value of another type."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Return a JSON array; an empty one for a value of another type."""
    return value if isinstance(value, list) else []


def is_count(value: Any) -> TypeGuard[int]:
    """Return whether a value is a count that fits into a PositiveIntegerField."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of at most this size."""
    all_items = list(items)
    for start in range(0, len(all_items), size):
        yield all_items[start : start + size]
