"""Crossref, where publishers register DOIs: https://api.crossref.org"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from publications.bibtex import Author, Entry
from publications.bibtex.dates import Date
from publications.sources.client import Client, failure
from publications.sources.records import (
    arxiv_of_doi,
    askable,
    batches,
    date_of,
    listed,
    mapping,
    orcid_of,
    record,
    text,
)

#: DOIs in one question; more would make too long an address.
BATCH = 20
_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "posted-content": "preprint",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "book-chapter": "incollection",
    "book-section": "incollection",
    "book-part": "incollection",
    "reference-entry": "incollection",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "standard": "report",
    "dataset": "dataset",
    "software": "software",
}
# Of a journal the date of the issue counts before the day when the paper was first online.
_DATES = ("published-print", "published", "issued", "published-online", "posted")
_YEAR = re.compile(r"\s*[’'‘]?\b(?:(?:19|20)\d\d|(?<=[’'‘])\d\d)\b")


def work(doi: str, client: Client) -> Entry:
    """Returns the record of a DOI. Raises SourceError."""
    answer = mapping(client.json("crossref", f"/works/{quote(doi, safe='')}", doi))
    return _checked(answer.get("message"))


def works(dois: Iterable[str], client: Client) -> dict[str, Entry]:
    """Returns the records of those DOIs that Crossref knows, by DOI in lower case. Raises SourceError."""
    return {
        entry.doi: entry
        for some in batches(askable(dois), BATCH)
        for entry in map(entry_of, _search(some, client))
        if entry.title
    }


def published_as(dois: Iterable[str], client: Client) -> dict[str, str]:
    """Returns, by DOI of a preprint, the DOI of what has become of it. Raises SourceError."""
    found = {}
    for some in batches(askable(dois), BATCH):
        for message in _search(some, client):
            for doi in _related(message, "is-preprint-of"):
                found[text(message.get("DOI")).lower()] = doi
    return found


def _search(dois: list[str], client: Client) -> list[dict[str, Any]]:
    params = {"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": len(dois)}
    answer = mapping(client.json("crossref", "/works", params=params))
    items = mapping(answer.get("message")).get("items")
    if not isinstance(items, list):
        raise failure("rubbish", "crossref")
    return [item for item in items if isinstance(item, dict)]


def _checked(message: Any) -> Entry:
    entry = entry_of(mapping(message))
    if not entry.title:
        raise failure("rubbish", "crossref")
    return entry


def entry_of(message: dict[str, Any]) -> Entry:
    """Returns the entry of a work as Crossref describes it."""
    kind = text(message.get("type"))
    venue, short = _venue(message, kind)
    preprints = map(arxiv_of_doi, _related(message, "has-preprint"))
    return record(
        _TYPES.get(kind, "misc"),
        title=_title(message),
        authors=tuple(filter(None, map(_author, listed(message.get("author"))))),
        date=_date(message),
        venue=venue,
        venue_short=short,
        volume=text(message.get("volume")),
        number=text(message.get("issue")),
        pages=text(message.get("page")) or text(message.get("article-number")),
        publisher=text(message.get("publisher")),
        doi=text(message.get("DOI")),
        arxiv_id=next(filter(None, preprints), ""),
        isbn=_first(message.get("ISBN")).rpartition("/")[2],
        issn=_first(message.get("ISSN")),
        abstract=message.get("abstract", ""),
        language=text(message.get("language")),
    )


def _title(message: dict[str, Any]) -> str:
    title, subtitle = _first(message.get("title")), _first(message.get("subtitle"))
    if title and subtitle and subtitle.lower() not in title.lower():
        return f"{title}{' ' if title[-1] in '?!:' else ': '}{subtitle}"
    return title


def _author(value: Any) -> Author | None:
    author = mapping(value)
    family, given = text(author.get("family")), text(author.get("given"))
    if family or given:
        return Author.from_parts(
            family or given,
            given if family else "",
            text(author.get("suffix")),
            orcid_of(author.get("ORCID")),
        )
    name = text(author.get("name"))
    return Author.corporate(name) if name else None


def _date(message: dict[str, Any]) -> Date:
    for name in _DATES:
        parts = listed(mapping(message.get(name)).get("date-parts"))
        date = date_of(*listed(parts[0])) if parts else (None, None, None)
        if date[0] is not None:
            return date
    return None, None, None


def _venue(message: dict[str, Any], kind: str) -> tuple[str, str]:
    names = [name for name in map(text, listed(message.get("container-title"))) if name]
    institution = next((text(mapping(one).get("name")) for one in listed(message.get("institution"))), "")
    event = mapping(message.get("event"))
    short = _first(message.get("short-container-title"))
    if kind in {"posted-content", "dissertation", "report"}:
        return names[0] if names else institution, short
    if kind in {"proceedings-article", "book-chapter"}:
        # The series comes first: "Lecture Notes in Computer Science", then the book.
        acronym = _YEAR.sub("", text(event.get("acronym"))).strip(" -–:,")
        return names[-1] if names else text(event.get("name")), acronym or (short if len(names) == 1 else "")
    return names[0] if names else "", short


def _related(message: dict[str, Any], relation: str) -> list[str]:
    """The DOIs that a work is related to in this way, in lower case."""
    others = map(mapping, listed(mapping(message.get("relation")).get(relation)))
    return [text(other.get("id")).lower() for other in others if other.get("id-type") == "doi"]


def _first(value: Any) -> str:
    return next((text(one) for one in listed(value) if text(one)), "")
