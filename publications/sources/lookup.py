"""Find the entries for a DOI, an arXiv ID, an ORCID iD or a DBLP URL that somebody has typed."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from django.conf import settings
from django.utils.translation import gettext as _

from publications.bibtex import Entry
from publications.citing import cleaning
from publications.sources import arxiv, crossref, dblp, orcid
from publications.sources.client import Client, SourceError
from publications.sources.records import arxiv_id_from_doi, extract_orcid

_DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:\s*)?"
    r"(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
_ORCID = re.compile(
    r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:?\s*)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dX])/?(?:[?#].*)?",
    re.IGNORECASE,
)
_DBLP = re.compile(
    r"(?:https?://)?dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/"
    r"(pid/[\w-]+/[\w-]+|rec/[\w./-]+?)(?:\.(?:html|bib|xml|rdf|nt))?/?(?:[?#].*)?",
    re.IGNORECASE,
)
_PID = re.compile(r"(?:dblp:?\s*)?(?:pid/)?((?:[a-z]|\d{1,3})/[a-z0-9-]+)", re.IGNORECASE)


class Identifier(NamedTuple):
    """An identifier and its source: "crossref", "arxiv", "orcid" or "dblp"."""

    source: str
    id: str


def parse_identifier(text: str) -> Identifier:
    """Return the identifier in a text. Raises SourceError("unrecognised")."""
    text = cleaning.one_line(text).strip("<>\"' ")
    if match := _DOI.fullmatch(text):
        doi = unquote(match[1]) if "doi.org/" in text.lower() else match[1]
        doi = doi.rstrip(".,;").lower()
        return (
            Identifier("arxiv", arxiv_id_from_doi(doi))
            if arxiv_id_from_doi(doi)
            else Identifier("crossref", doi)
        )
    if match := _ORCID.fullmatch(text):
        id = extract_orcid(match[1])
        if not _has_valid_checksum(id):
            raise SourceError("unrecognised", _("The ORCID iD %(id)s contains a typo.") % {"id": id})
        return Identifier("orcid", id)
    if match := _ARXIV.fullmatch(text):
        return Identifier("arxiv", match[1])
    if match := _DBLP.fullmatch(text):
        return Identifier("dblp", match[1])
    if match := _PID.fullmatch(text):
        return Identifier("dblp", f"pid/{match[1]}")
    raise SourceError(
        "unrecognised",
        _("“%(text)s” is not a DOI, arXiv ID, ORCID iD or DBLP URL.")
        % {"text": text if len(text) <= 80 else f"{text[:80]}…"},
    )


def look_up(text: str, client: Client | None = None) -> list[Entry]:
    """Return the entries for a typed identifier: one work, or all works of a person. Raises SourceError.

    The default client limits the total time to what somebody waits for a page.
    """
    client = client or Client(total_timeout=2 * settings.SOURCES_TIMEOUT)
    identifier = parse_identifier(text)
    if identifier.source == "dblp":
        return dblp.fetch_works(identifier.id, client)
    if identifier.source == "orcid":
        return enrich(orcid.fetch_works(identifier.id, client), client)
    if identifier.source == "crossref":
        return [crossref.fetch_work(identifier.id, client)]
    return enrich([arxiv.fetch_work(identifier.id, client)], client)


def enrich(entries: Iterable[Entry], client: Client) -> list[Entry]:
    """Replace entries by the records of Crossref and arXiv, where these services have them and respond.

    Publishers give venue, pages and all authors; ORCID records often do not.
    """
    entries = list(entries)
    dois = [entry.doi for entry in entries if entry.doi and not arxiv_id_from_doi(entry.doi)]
    without_authors = [entry.arxiv_id for entry in entries if entry.arxiv_id and not entry.authors]
    published = _fetch_or_nothing(crossref.fetch_works, dois, client)
    preprints = _fetch_or_nothing(arxiv.fetch_works, without_authors, client)
    return [
        _merged(entry, published.get(entry.doi) or preprints.get(entry.arxiv_id) or entry)
        for entry in entries
    ]


def _fetch_or_nothing(
    fetch: Callable[[Iterable[str], Client], dict[str, Entry]], ids: list[str], client: Client
) -> dict[str, Entry]:
    try:
        return fetch(ids, client) if ids else {}
    except SourceError:
        return {}


def _merged(entry: Entry, better: Entry) -> Entry:
    """Return the better entry, with the values that only the other one has."""
    return replace(
        better,
        authors=better.authors or entry.authors,
        abstract=better.abstract or entry.abstract,
        arxiv_id=better.arxiv_id or entry.arxiv_id,
        url=better.url or entry.url,
    )


def _has_valid_checksum(orcid_id: str) -> bool:
    """Return whether the last digit of an ORCID iD is its checksum (ISO 7064 MOD 11-2)."""
    total = 0
    for digit in orcid_id.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check_digit = (12 - total % 11) % 11
    return orcid_id[-1] == ("X" if check_digit == 10 else str(check_digit))
