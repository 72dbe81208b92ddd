"""arXiv, by its Atom interface: https://info.arxiv.org/help/api/"""

import re
from collections.abc import Iterable
from dataclasses import replace
from xml.etree import ElementTree

from publications.bibtex import Author, Entry
from publications.bibtex.dates import parse_date
from publications.sources.client import Client, failure
from publications.sources.records import batches, record, text

BATCH = 50
#: Seconds between questions, as arXiv asks of everybody.
PAUSE = 3
_ATOM, _OWN = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_IDENTIFIER = re.compile(
    r"(?:\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)
_ID = re.compile(r"/abs/(.+?)(?:v\d+)?$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PROCEEDINGS = re.compile(
    r"\b(?:proc\b|proceedings|conference|symposium|workshop|advances in)", re.IGNORECASE
)


def work(arxiv_id: str, client: Client) -> Entry:
    """Returns the record of an identifier, which may have a version. Raises SourceError."""
    found = works([arxiv_id], client)
    if not found:
        raise failure("not found", "arxiv", arxiv_id)
    return next(iter(found.values()))


def works(arxiv_ids: Iterable[str], client: Client) -> dict[str, Entry]:
    """Returns the records of those identifiers that arXiv knows, by identifier without version.

    Raises SourceError.
    """
    found = {}
    known = [id for id in arxiv_ids if _IDENTIFIER.fullmatch(id)]  # one that is none spoils the question
    for number, some in enumerate(batches(known, BATCH)):
        if number:
            client.sleep(PAUSE)
        params = {"id_list": ",".join(some), "max_results": len(some)}
        feed = _parsed(client.ask("arxiv", "/api/query", ", ".join(some), params=params))
        for element in feed.iter(f"{_ATOM}entry"):
            entry = _entry(element)
            if entry is not None:
                found[entry.arxiv_id] = entry
    return found


class _Builder(ElementTree.TreeBuilder):
    """Refuses a document type, and so all entities that one could define."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ValueError("a document type")


def _parsed(answer: bytes) -> ElementTree.Element:
    try:
        feed = ElementTree.fromstring(answer, ElementTree.XMLParser(target=_Builder()))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise failure("rubbish", "arxiv") from None
    if feed.tag != f"{_ATOM}feed":
        raise failure("rubbish", "arxiv")
    return feed


def _entry(element: ElementTree.Element) -> Entry | None:
    """The record of an entry; None for what is none, such as arXiv's errors."""
    id, title = _ID.search(_text(element, f"{_ATOM}id")), _text(element, f"{_ATOM}title")
    if not id or not title:
        return None
    names = (_text(author, f"{_ATOM}name") for author in element.iter(f"{_ATOM}author"))
    entry = record(
        "preprint",
        title=title,
        authors=tuple(Author.from_printed_name(name) for name in names if name),
        date=parse_date({"date": _text(element, f"{_ATOM}published")})[0],
        venue="arXiv",
        doi=_text(element, f"{_OWN}doi"),
        arxiv_id=id[1],
        abstract=element.findtext(f"{_ATOM}summary", ""),
    )
    reference = _text(element, f"{_OWN}journal_ref")
    return _published(entry, reference) if reference else entry


def _published(entry: Entry, reference: str) -> Entry:
    """The entry as its authors say where it has appeared: "Journal of Examples 12 (2025) 3-14".

    That text has no form; what is sure is taken from it, and all of it is kept.
    """
    venue = re.split(r"[,;(\d]", reference)[0].strip(" .:-")
    years = set(map(int, _YEAR.findall(reference)))
    bibtex_type = "inproceedings" if _PROCEEDINGS.search(reference) else "article"
    published = record(bibtex_type, title=entry.title, venue=venue) if venue else entry
    if len(years) == 1:
        entry = replace(entry, year=years.pop(), month=None, day=None)
    return replace(entry, kind=published.kind, venue=published.venue, extra={"howpublished": reference})


def _text(element: ElementTree.Element, tag: str) -> str:
    return text(element.findtext(tag, ""))
