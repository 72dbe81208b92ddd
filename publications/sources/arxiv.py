"""arXiv, through its Atom API: https://info.arxiv.org/help/api/"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, repeat
from xml.etree import ElementTree

from publications.bibtex import Author, Entry
from publications.bibtex.dates import parse_date
from publications.sources.batching import Answers, fetch_all
from publications.sources.client import Client, source_error
from publications.sources.records import build_entry, plain_text

BATCH = 50
#: Seconds between requests, as the terms of the API require.
PAUSE = 3
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_IDENTIFIER = re.compile(
    r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)
_ID = re.compile(r"/abs/(.+?)(?:v\d+)?$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PROCEEDINGS = re.compile(
    r"\b(?:proc\b|proceedings|conference|symposium|workshop|advances in)", re.IGNORECASE
)


def fetch_work(arxiv_id: str, client: Client) -> Entry:
    """Return the record of an arXiv ID, with or without version. Raises SourceError."""
    answers = fetch_works([arxiv_id], client)
    for entry in answers.found.values():
        return entry
    raise answers.errors[0] if answers.errors else source_error("not found", "arxiv", arxiv_id)


def fetch_works(arxiv_ids: Iterable[str], client: Client) -> Answers[Entry]:
    """Return the records that arXiv has, by arXiv ID without version."""
    pauses = chain([0], repeat(PAUSE))

    def fetch(batch: list[str]) -> dict[str, Entry]:
        if pause := next(pauses):
            client.sleep(pause)
        params = {"id_list": ",".join(batch), "max_results": len(batch)}
        feed = _parse_feed(client.fetch("arxiv", "/api/query", ", ".join(batch), params=params))
        entries = map(_entry, feed.iter(f"{_ATOM}entry"))
        return {entry.arxiv_id: entry for entry in entries if entry is not None}

    valid_ids = [id for id in arxiv_ids if _IDENTIFIER.fullmatch(id)]  # an invalid ID fails the whole request
    return fetch_all(valid_ids, BATCH, fetch)


class _SafeTreeBuilder(ElementTree.TreeBuilder):
    """A tree builder that rejects document types, and with them custom entities."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ValueError("document type not allowed")


def _parse_feed(body: bytes) -> ElementTree.Element:
    try:
        feed = ElementTree.fromstring(body, ElementTree.XMLParser(target=_SafeTreeBuilder()))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise source_error("bad response", "arxiv") from None
    if feed.tag != f"{_ATOM}feed":
        raise source_error("bad response", "arxiv")
    return feed


def _entry(element: ElementTree.Element) -> Entry | None:
    """Return the record in an Atom entry; None for an error message, which has the form of an entry."""
    id, title = _ID.search(_text(element, f"{_ATOM}id")), _text(element, f"{_ATOM}title")
    if not id or not title:
        return None
    names = (_text(author, f"{_ATOM}name") for author in element.iter(f"{_ATOM}author"))
    entry = build_entry(
        "preprint",
        title=title,
        authors=tuple(Author.from_printed_name(name) for name in names if name),
        date=parse_date({"date": _text(element, f"{_ATOM}published")})[0],
        venue="arXiv",
        doi=_text(element, f"{_ARXIV}doi"),
        arxiv_id=id[1],
        abstract=element.findtext(f"{_ATOM}summary", ""),
    )
    reference = _text(element, f"{_ARXIV}journal_ref")
    return _with_journal_reference(entry, reference) if reference else entry


def _with_journal_reference(entry: Entry, reference: str) -> Entry:
    """Add the venue and year from the authors' free-text reference: "Journal of Examples 12 (2025) 3-14".

    The text has no fixed format, so only unambiguous parts are used; all of it is kept as ``howpublished``.
    """
    venue = re.split(r"[,;(\d]", reference)[0].strip(" .:-")
    years = set(map(int, _YEAR.findall(reference)))
    bibtex_type = "inproceedings" if _PROCEEDINGS.search(reference) else "article"
    published = build_entry(bibtex_type, title=entry.title, venue=venue) if venue else entry
    if len(years) == 1:
        entry = replace(entry, year=years.pop(), month=None, day=None)
    return replace(entry, kind=published.kind, venue=published.venue, extra={"howpublished": reference})


def _text(element: ElementTree.Element, tag: str) -> str:
    return plain_text(element.findtext(tag, ""))
