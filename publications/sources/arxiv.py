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
from publications.sources.journal_references import read_journal_reference
from publications.sources.records import build_entry, plain_text

BATCH = 50
#: Seconds between requests, as the terms of the API require.
PAUSE = 3
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_IDENTIFIER = re.compile(
    r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)
#: What the authors' comment says of the size of the paper: "12 pages, 3 figures".
_SIZE = re.compile(
    r"\(?\b(?:\d+|one|two|three|four|five|six)\s*(?:\+\s*\d+\s*)?(?:pages?|pp|figures?|figs?|tables?|references|appendices)\b"
    r"\)?(?:\s*(?:and|[,.;&+])\s*)*",
    re.IGNORECASE,
)
_APPEARANCE = re.compile(
    r"\baccepted\b|\bto appear\b|\bin proceedings\b|\bpublished (?:in|at|by)\b|\bforthcoming in\b|\baward\b",
    re.IGNORECASE,
)
_ADMINS_NOTE = re.compile(r"\(?arXiv admin note:.*", re.IGNORECASE)
_NOT_ACCEPTED = re.compile(r"\bsubmitted\b|\bunder review\b|\bnot accepted\b", re.IGNORECASE)
_ID = re.compile(r"/abs/(.+?)(?:v\d+)?$")


def fetch_work(arxiv_id: str, client: Client) -> Entry:
    """Return the record of an arXiv ID, with or without version. Raises SourceError."""
    answers = fetch_works([arxiv_id], client)
    for entry in answers.values.values():
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
    if reference:
        return _with_journal_reference(entry, reference)
    return replace(entry, note=_remark(_text(element, f"{_ARXIV}comment")))


def _remark(comment: str) -> str:
    """Return what a comment of the authors says about where the work will appear; "" without it."""
    if not _APPEARANCE.search(comment) or _NOT_ACCEPTED.search(comment):
        return ""
    return _SIZE.sub("", _ADMINS_NOTE.sub("", comment)).strip(" ,;.&+")


def _with_journal_reference(entry: Entry, text: str) -> Entry:
    """Add the venue and so on from the authors' reference; one that is not understood becomes a note."""
    reference = read_journal_reference(text)
    if reference is None:
        return replace(entry, note=text)
    published = build_entry(
        reference.bibtex_type,
        title=entry.title,
        venue=reference.venue,
        volume=reference.volume,
        number=reference.number,
        pages=reference.pages,
        article_number=reference.article_number,
        is_in_press=reference.is_in_press,
        date=(reference.year, None, None) if reference.year else (entry.year, entry.month, entry.day),
    )
    names = ("kind", "year", "month", "day", "venue", "volume", "number", "pages", "article_number")
    return replace(entry, **{name: getattr(published, name) for name in (*names, "is_in_press")})


def _text(element: ElementTree.Element, tag: str) -> str:
    return plain_text(element.findtext(tag, ""))
