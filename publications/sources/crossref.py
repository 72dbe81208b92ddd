"""Crossref, where publishers register DOIs: https://api.crossref.org"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from core.search.normalization import fold
from publications.bibtex import Entry
from publications.citing import Funding, Notice
from publications.sources.batching import Answers, fetch_all
from publications.sources.client import Client, source_error
from publications.sources.crossref_works import entry_from_work, notices_and_funding, related_dois
from publications.sources.records import as_dict, as_list, filterable_dois, plain_text

#: DOIs per request; more would make the URL too long.
BATCH = 20
#: Works that a search for a title returns, and their fields that a list of them shows.
MAX_MATCHES = 5
#: Characters of a title that are looked for; more would make the URL too long.
MAX_TITLE = 500
_COLUMNS_OF_MATCHES = "DOI,type,title,subtitle,author,container-title,issued,published"
RegisteredFacts = tuple[tuple[Notice, ...], tuple[Funding, ...]]


def fetch_work(doi: str, client: Client) -> Entry:
    """Return the record of a DOI. Raises SourceError."""
    answer = as_dict(client.fetch_json("crossref", f"/works/{quote(doi, safe='')}", doi))
    return _entry_with_title(answer.get("message"))


def fetch_work_by_pii(pii: str, client: Client) -> Entry:
    """Return the record of Elsevier's number of an article ("S0004370224001234"). Raises SourceError."""
    items = _filtered(f"alternative-id:{pii}", 2, client)
    named = [item for item in items if pii in map(plain_text, as_list(item.get("alternative-id")))]
    if not named:
        raise source_error("not found", "crossref", pii)
    return _entry_with_title(named[0])


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
            for doi in related_dois(message, "is-preprint-of")
        }

    return fetch_all(filterable_dois(dois), BATCH, fetch)


def fetch_facts(dois: Iterable[str], client: Client) -> dict[str, RegisteredFacts]:
    """Return notices and funding of up to ``BATCH`` works, by DOI in lower case. Raises SourceError."""
    if not (filterable := filterable_dois(dois)):
        return {}
    works = _search(filterable, client)
    return {plain_text(work.get("DOI")).lower(): notices_and_funding(work) for work in works}


def find_by_title(title: str, client: Client) -> list[Entry]:
    """Return the works whose title is like this one, the best match first. Raises SourceError."""
    words = {"query.bibliographic": title[:MAX_TITLE]}
    entries = map(entry_from_work, _works(words, MAX_MATCHES, client, select=_COLUMNS_OF_MATCHES))
    return [entry for entry in entries if entry.doi and _is_alike(title, entry.title)]


def _is_alike(typed: str, title: str) -> bool:
    """Return whether most of the typed words are in a title: Crossref also returns distant matches."""
    words = set(fold(typed).split())
    return 2 * len(words & set(fold(title).split())) > len(words)


def _search(dois: list[str], client: Client) -> list[dict[str, Any]]:
    return _filtered(",".join(f"doi:{doi}" for doi in dois), len(dois), client)


def _filtered(conditions: str, rows: int, client: Client) -> list[dict[str, Any]]:
    return _works({"filter": conditions}, rows, client)


def _works(query: dict[str, str], rows: int, client: Client, **params: str) -> list[dict[str, Any]]:
    """Return the works that match a query. Raises SourceError."""
    params = {**query, "rows": str(rows), **params}
    answer = as_dict(client.fetch_json("crossref", "/works", params=params))
    items = as_dict(answer.get("message")).get("items")
    if not isinstance(items, list):
        raise source_error("bad response", "crossref")
    return [item for item in items if isinstance(item, dict)]


def _entry_with_title(message: Any) -> Entry:
    entry = entry_from_work(as_dict(message))
    if not entry.title:
        # Figures, issues and journals have DOIs as well, but no title, and are no publications.
        if as_dict(message).get("DOI"):
            raise source_error("not found", "crossref", entry.doi)
        raise source_error("bad response", "crossref")
    return entry
