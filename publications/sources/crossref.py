"""Crossref, where publishers register DOIs: https://api.crossref.org"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from publications.bibtex import Author, Entry
from publications.bibtex.dates import Date
from publications.sources.batching import Answers, fetch_all
from publications.sources.client import Client, source_error
from publications.sources.records import (
    arxiv_id_from_doi,
    as_dict,
    as_list,
    build_entry,
    extract_orcid,
    filterable_dois,
    partial_date,
    plain_text,
)

#: DOIs per request; more would make the URL too long.
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
# The date of the printed issue takes precedence over the date of first online publication.
_DATES = ("published-print", "published", "issued", "published-online", "posted")
_YEAR = re.compile(r"\s*[’'‘]?\b(?:(?:19|20)\d\d|(?<=[’'‘])\d\d)\b")


def fetch_work(doi: str, client: Client) -> Entry:
    """Return the record of a DOI. Raises SourceError."""
    answer = as_dict(client.fetch_json("crossref", f"/works/{quote(doi, safe='')}", doi))
    return _entry_with_title(answer.get("message"))


def fetch_works(dois: Iterable[str], client: Client) -> Answers[Entry]:
    """Return the records that Crossref has, by DOI in lower case."""

    def fetch(batch: list[str]) -> dict[str, Entry]:
        entries = map(entry_from_work, _search(batch, client))
        return {entry.doi: entry for entry in entries if entry.title}

    return fetch_all(filterable_dois(dois), BATCH, fetch)


def published_dois(dois: Iterable[str], client: Client) -> Answers[str]:
    """Return the DOIs of the published versions, by DOI of their preprint."""

    def fetch(batch: list[str]) -> dict[str, str]:
        return {
            plain_text(message.get("DOI")).lower(): doi
            for message in _search(batch, client)
            for doi in _related(message, "is-preprint-of")
        }

    return fetch_all(filterable_dois(dois), BATCH, fetch)


def _search(dois: list[str], client: Client) -> list[dict[str, Any]]:
    params = {"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": len(dois)}
    answer = as_dict(client.fetch_json("crossref", "/works", params=params))
    items = as_dict(answer.get("message")).get("items")
    if not isinstance(items, list):
        raise source_error("bad response", "crossref")
    return [item for item in items if isinstance(item, dict)]


def _entry_with_title(message: Any) -> Entry:
    entry = entry_from_work(as_dict(message))
    if not entry.title:
        raise source_error("bad response", "crossref")
    return entry


def entry_from_work(message: dict[str, Any]) -> Entry:
    """Return the entry of a work in Crossref's JSON format."""
    kind = plain_text(message.get("type"))
    venue, short = _venue(message, kind)
    preprints = map(arxiv_id_from_doi, _related(message, "has-preprint"))
    return build_entry(
        _TYPES.get(kind, "misc"),
        title=_title(message),
        authors=tuple(filter(None, map(_author, as_list(message.get("author"))))),
        date=_date(message),
        venue=venue,
        venue_short=short,
        volume=plain_text(message.get("volume")),
        number=plain_text(message.get("issue")),
        pages=plain_text(message.get("page")) or plain_text(message.get("article-number")),
        publisher=plain_text(message.get("publisher")),
        doi=plain_text(message.get("DOI")),
        arxiv_id=next(filter(None, preprints), ""),
        isbn=_first(message.get("ISBN")).rpartition("/")[2],
        issn=_first(message.get("ISSN")),
        abstract=message.get("abstract", ""),
        language=plain_text(message.get("language")),
    )


def _title(message: dict[str, Any]) -> str:
    title, subtitle = _first(message.get("title")), _first(message.get("subtitle"))
    if title and subtitle and subtitle.lower() not in title.lower():
        return f"{title}{' ' if title[-1] in '?!:' else ': '}{subtitle}"
    return title


def _author(value: Any) -> Author | None:
    author = as_dict(value)
    family, given = plain_text(author.get("family")), plain_text(author.get("given"))
    if family or given:
        return Author.from_parts(
            family or given,
            given if family else "",
            plain_text(author.get("suffix")),
            extract_orcid(author.get("ORCID")),
        )
    name = plain_text(author.get("name"))
    return Author.corporate(name) if name else None


def _date(message: dict[str, Any]) -> Date:
    for name in _DATES:
        parts = as_list(as_dict(message.get(name)).get("date-parts"))
        date = partial_date(*as_list(parts[0])) if parts else (None, None, None)
        if date[0] is not None:
            return date
    return None, None, None


def _venue(message: dict[str, Any], kind: str) -> tuple[str, str]:
    names = [name for name in map(plain_text, as_list(message.get("container-title"))) if name]
    institutions = map(as_dict, as_list(message.get("institution")))
    institution = next((plain_text(item.get("name")) for item in institutions), "")
    event = as_dict(message.get("event"))
    short = _first(message.get("short-container-title"))
    if kind in {"posted-content", "dissertation", "report"}:
        return names[0] if names else institution, short
    if kind in {"proceedings-article", "book-chapter"}:
        # A series, such as "Lecture Notes in Computer Science", comes before the book.
        acronym = _YEAR.sub("", plain_text(event.get("acronym"))).strip(" -–:,")
        return names[-1] if names else plain_text(event.get("name")), acronym or (
            short if len(names) == 1 else ""
        )
    return names[0] if names else "", short


def _related(message: dict[str, Any], relation: str) -> list[str]:
    """Return the DOIs with this relation to a work, in lower case."""
    others = map(as_dict, as_list(as_dict(message.get("relation")).get(relation)))
    return [plain_text(other.get("id")).lower() for other in others if other.get("id-type") == "doi"]


def _first(value: Any) -> str:
    return next(filter(None, map(plain_text, as_list(value))), "")
