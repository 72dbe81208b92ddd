"""From what somebody types, a DOI, an arXiv identifier, an ORCID iD or a DBLP address, to entries."""

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
from publications.sources.records import arxiv_of_doi, orcid_of

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


class Asked(NamedTuple):
    """What is asked of which source: "crossref", "arxiv", "orcid" or "dblp"."""

    source: str
    id: str


def recognise(text: str) -> Asked:
    """Says what somebody has typed. Raises SourceError."""
    text = cleaning.one_line(text).strip("<>\"' ")
    if found := _DOI.fullmatch(text):
        doi = unquote(found[1]) if "doi.org/" in text.lower() else found[1]
        doi = doi.rstrip(".,;").lower()
        return Asked("arxiv", arxiv_of_doi(doi)) if arxiv_of_doi(doi) else Asked("crossref", doi)
    if found := _ORCID.fullmatch(text):
        id = orcid_of(found[1])
        if not _adds_up(id):
            raise SourceError("unclear", _("The ORCID iD %(id)s has a typing error.") % {"id": id})
        return Asked("orcid", id)
    if found := _ARXIV.fullmatch(text):
        return Asked("arxiv", found[1])
    if found := _DBLP.fullmatch(text):
        return Asked("dblp", found[1])
    if found := _PID.fullmatch(text):
        return Asked("dblp", f"pid/{found[1]}")
    raise SourceError(
        "unclear",
        _("“%(text)s” is no DOI, arXiv identifier, ORCID iD or DBLP address.")
        % {"text": text if len(text) <= 80 else f"{text[:80]}…"},
    )


def find(text: str, client: Client | None = None) -> list[Entry]:
    """Returns the entries that what somebody has typed leads to, one or many. Raises SourceError.

    Without a client of one's own it takes no longer than a person waits for a page.
    """
    client = client or Client(total=2 * settings.SOURCES_TIMEOUT)
    asked = recognise(text)
    if asked.source == "dblp":
        return dblp.works(asked.id, client)
    if asked.source == "orcid":
        return complete(orcid.works(asked.id, client), client)
    if asked.source == "crossref":
        return [crossref.work(asked.id, client)]
    return complete([arxiv.work(asked.id, client)], client)


def complete(entries: Iterable[Entry], client: Client) -> list[Entry]:
    """Returns the entries as Crossref and arXiv describe them, where they know them and answer.

    Publishers know venue, pages and all authors; people's own lists often do not.
    """
    entries = list(entries)
    dois = [entry.doi for entry in entries if entry.doi and not arxiv_of_doi(entry.doi)]
    bare = [entry.arxiv_id for entry in entries if entry.arxiv_id and not entry.authors]
    published = _if_any(crossref.works, dois, client)
    preprints = _if_any(arxiv.works, bare, client)
    return [
        _together(entry, published.get(entry.doi) or preprints.get(entry.arxiv_id) or entry)
        for entry in entries
    ]


def _if_any(
    ask: Callable[[Iterable[str], Client], dict[str, Entry]], ids: list[str], client: Client
) -> dict[str, Entry]:
    try:
        return ask(ids, client) if ids else {}
    except SourceError:
        return {}


def _together(entry: Entry, better: Entry) -> Entry:
    """The better entry, with what only the other one knows."""
    return replace(
        better,
        authors=better.authors or entry.authors,
        abstract=better.abstract or entry.abstract,
        arxiv_id=better.arxiv_id or entry.arxiv_id,
        url=better.url or entry.url,
    )


def _adds_up(orcid_id: str) -> bool:
    """Whether the last digit of an iD is what the others make it (ISO 7064 mod 11-2)."""
    total = 0
    for digit in orcid_id.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return orcid_id[-1] == ("X" if rest == 10 else str(rest))
