"""ORCID, by its public interface 3.0: what is on somebody's record for everybody to see."""

from collections.abc import Iterator
from typing import Any

from publications import bibtex
from publications.bibtex import Author, Entry
from publications.sources.client import Client, failure
from publications.sources.records import batches, date_of, listed, mapping, orcid_of, record, text

#: Works in one question; ORCID takes no more.
BATCH = 100
_JSON = {"Accept": "application/json"}
_TYPES = {
    "journal-article": "article",
    "magazine-article": "article",
    "review": "article",
    "conference-paper": "inproceedings",
    "conference-proceedings": "inproceedings",
    "preprint": "preprint",
    "working-paper": "report",
    "report": "report",
    "book": "book",
    "edited-book": "book",
    "book-chapter": "incollection",
    "encyclopedia-entry": "incollection",
    "dissertation": "thesis",
    "dissertation-thesis": "thesis",
    "supervised-student-publication": "thesis",
    "patent": "patent",
    "software": "software",
    "data-set": "dataset",
}
#: What stands among the works of a record and is none of the person's publications.
_NO_WORKS = {"peer-review", "review-editor", "lecture-speech", "conference-poster", "conference-presentation"}
_NO_AUTHORS = {"editor", "chair-or-translator", "support-staff", "other-inventor"}


def works(orcid: str, client: Client) -> list[Entry]:
    """Returns the works on the record of an iD, in its order. Raises SourceError.

    Who has written them is often missing on ORCID.
    """
    answer = client.json("orcid", f"/v3.0/{orcid}/works", orcid, headers=_JSON)
    groups = mapping(answer).get("group")
    if not isinstance(groups, list):
        raise failure("rubbish", "orcid")
    summaries = [summary for summary in map(_preferred, groups) if summary]
    full: dict[str, dict[str, Any]] = {}
    for some in batches(filter(None, map(_code, summaries)), BATCH):
        full |= {_code(work): work for work in _bulk(orcid, some, client)}
    entries = [_entry(full.get(_code(summary), summary)) for summary in summaries]
    return [entry for entry in entries if entry.title]


def _preferred(group: Any) -> dict[str, Any]:
    """The description of a work that its owner prefers, among those that several systems have given."""
    summaries = [mapping(one) for one in listed(mapping(group).get("work-summary"))]
    summaries = [one for one in summaries if text(one.get("type")) not in _NO_WORKS]
    return max(summaries, key=_rank, default={})


def _rank(summary: dict[str, Any]) -> int:
    rank = str(summary.get("display-index", ""))
    return int(rank) if rank.isascii() and rank.isdecimal() else 0


def _code(work: dict[str, Any]) -> str:
    code = str(work.get("put-code", ""))
    return code if code.isascii() and code.isdecimal() else ""


def _bulk(orcid: str, codes: list[str], client: Client) -> Iterator[dict[str, Any]]:
    answer = client.json("orcid", f"/v3.0/{orcid}/works/{','.join(codes)}", orcid, headers=_JSON)
    for item in listed(mapping(answer).get("bulk")):
        if work := mapping(mapping(item).get("work")):
            yield work


def _entry(work: dict[str, Any]) -> Entry:
    titles = mapping(work.get("title"))
    title, subtitle = _value(titles.get("title")), _value(titles.get("subtitle"))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    ids = _identifiers(work)
    date = mapping(work.get("publication-date"))
    return record(
        _TYPES.get(text(work.get("type")), "misc"),
        title=title,
        authors=_authors(work),
        date=date_of(*(_value(date.get(name)) for name in ("year", "month", "day"))),
        venue=_value(work.get("journal-title")),
        doi=ids.get("doi", ""),
        arxiv_id=ids.get("arxiv", ""),
        url=_value(work.get("url")),
        abstract=work.get("short-description") or "",
    )


def _identifiers(work: dict[str, Any]) -> dict[str, str]:
    """The identifiers of the work itself by their kind; not those of the book that it is in."""
    found: dict[str, str] = {}
    for one in map(mapping, listed(mapping(work.get("external-ids")).get("external-id"))):
        if text(one.get("external-id-relationship")).lower() in {"self", ""}:
            value = _value(one.get("external-id-normalized")) or text(one.get("external-id-value"))
            found.setdefault(text(one.get("external-id-type")).lower(), value)
    return found


def _authors(work: dict[str, Any]) -> tuple[Author, ...]:
    authors: dict[tuple[str, str], Author] = {}
    for one in map(mapping, listed(mapping(work.get("contributors")).get("contributor"))):
        role = text(mapping(one.get("contributor-attributes")).get("contributor-role")).lower()
        name = _value(one.get("credit-name"))
        orcid = orcid_of(mapping(one.get("contributor-orcid")).get("path"))
        if name and role not in _NO_AUTHORS:  # somebody with several roles is there several times
            authors.setdefault((name, orcid), Author.from_printed_name(name, orcid))
    return tuple(authors.values()) or _cited_authors(mapping(work.get("citation")))


def _cited_authors(citation: dict[str, Any]) -> tuple[Author, ...]:
    """The authors in the BibTeX entry that some systems give along."""
    if text(citation.get("citation-type")) != "bibtex":
        return ()
    written = citation.get("citation-value")
    entries = bibtex.parse(written).entries if isinstance(written, str) else ()
    return entries[0].authors if len(entries) == 1 else ()


def _value(field: Any) -> str:
    """The text of a field, which ORCID wraps: {"value": "…"}."""
    return text(mapping(field).get("value"))
