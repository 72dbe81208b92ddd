"""ORCID, through its public API 3.0: the public works on a person's record."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from core.search.normalization import fold
from publications import bibtex
from publications.bibtex import Author, Entry
from publications.bibtex.languages import language_tag
from publications.bibtex.titles import with_subtitle
from publications.sources.batching import fetch_all
from publications.sources.client import Client, SourceError, source_error
from publications.sources.records import (
    as_dict,
    as_list,
    build_entry,
    extract_orcid,
    partial_date,
    plain_text,
)

_VERSION = re.compile(r"\.v\d+$")
#: "Submitted to: Journal of Looms", which INSPIRE has as the journal.
_UNPUBLISHED = re.compile("submitted|under review|in preparation", re.IGNORECASE)
#: Works per request, the maximum that ORCID allows.
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
#: BibTeX fields for identifiers that no attribute of an entry holds.
_EXTRA_FIELDS = {"pmid": "pmid", "pmc": "pmcid"}
#: Types of works that are no publications.
_IGNORED_TYPES = {
    "peer-review",
    "review-editor",
    "lecture-speech",
    "conference-poster",
    "conference-presentation",
}
_NON_AUTHOR_ROLES = {"editor", "chair-or-translator", "support-staff", "other-inventor"}


def fetch_works(orcid: str, client: Client) -> list[Entry]:
    """Return the works on a person's record, in its order. Raises SourceError where the list itself fails.

    Authors are often missing on ORCID. A work whose full record cannot be fetched now is incomplete.
    """
    answer = client.fetch_json("orcid", f"/v3.0/{orcid}/works", orcid, headers=_JSON)
    groups = as_dict(answer).get("group")
    if not isinstance(groups, list):
        raise source_error("bad response", "orcid")
    summaries = [summary for summary in map(_preferred, groups) if summary]
    answers = fetch_all(
        filter(None, map(_code, summaries)), BATCH, partial(_fetch_full_works, orcid, client=client)
    )
    entries = [
        replace(
            _entry(answers.values.get(_code(summary), summary)),
            is_incomplete=_code(summary) in answers.unanswered,
            source_record=f"{orcid}/{_code(summary)}" if _code(summary) in answers.unanswered else "",
        )
        for summary in summaries
    ]
    return _without_versions([entry for entry in entries if entry.title])


def complete_works(
    entries: Iterable[Entry], client: Client, errors: list[SourceError] | None = None
) -> list[Entry]:
    """Return the entries, the incomplete ones with their full record where ORCID answers now.

    The reasons why others stay incomplete are added to ``errors``.
    """
    entries = list(entries)
    codes: dict[str, list[str]] = {}
    for entry in entries:
        if entry.is_incomplete and entry.source_record:
            orcid, _, code = entry.source_record.partition("/")
            codes.setdefault(orcid, []).append(code)
    completed: dict[str, Entry] = {}
    for orcid, own_codes in codes.items():
        answers = fetch_all(own_codes, BATCH, partial(_fetch_full_works, orcid, client=client))
        completed |= {f"{orcid}/{code}": _entry(work) for code, work in answers.values.items()}
        if errors is not None:
            errors += answers.errors
    return [completed.get(entry.source_record, entry) for entry in entries]


def _without_versions(entries: list[Entry]) -> list[Entry]:
    """Return the entries with only one of those whose DOIs differ by a version at the end: "….v2".

    Figshare registers a DOI for an item and for each of its versions. That of the item is preferred.
    """
    best: dict[str, Entry] = {}
    for entry in entries:
        key = _VERSION.sub("", entry.doi)
        if key and (key not in best or entry.doi == key):
            best[key] = entry
    return [entry for entry in entries if not entry.doi or best[_VERSION.sub("", entry.doi)] is entry]


def _preferred(group: Any) -> dict[str, Any]:
    """Return the record owner's preferred summary among those that several systems have added of a work."""
    summaries = [as_dict(summary) for summary in as_list(as_dict(group).get("work-summary"))]
    summaries = [summary for summary in summaries if _type(summary) not in _IGNORED_TYPES]
    return max(summaries, key=_rank, default={})


def _rank(summary: dict[str, Any]) -> int:
    rank = str(summary.get("display-index", ""))
    return int(rank) if rank.isascii() and rank.isdecimal() else 0


def _code(work: dict[str, Any]) -> str:
    code = str(work.get("put-code", ""))
    return code if code.isascii() and code.isdecimal() else ""


def _fetch_full_works(orcid: str, codes: list[str], client: Client) -> dict[str, dict[str, Any]]:
    """Return the full records of works by their code."""
    answer = client.fetch_json("orcid", f"/v3.0/{orcid}/works/{','.join(codes)}", orcid, headers=_JSON)
    works = (as_dict(as_dict(item).get("work")) for item in as_list(as_dict(answer).get("bulk")))
    return {_code(work): work for work in works if work}


def _entry(work: dict[str, Any]) -> Entry:
    """Return the record of a work, completed from the BibTeX entry that some systems attach."""
    titles = as_dict(work.get("title"))
    title = with_subtitle(_value(titles.get("title")), _value(titles.get("subtitle")))
    ids, cited = _identifiers(work), _cited(as_dict(work.get("citation")), title)
    date = as_dict(work.get("publication-date"))
    bibtex_type = _TYPES.get(_type(work), "misc")
    if bibtex_type == "report" and "arxiv" in ids and "working" in _type(work):
        bibtex_type = "preprint"
    authors = _authors(work, cited)
    return build_entry(
        bibtex_type,
        title=title,
        translated_title=_value(titles.get("translated-title")),
        language=language_tag(plain_text(work.get("language-code"))),
        authors=authors,
        has_others=cited.has_others and len(authors) <= len(cited.authors),
        editors=_editors(work),
        volume=cited.volume,
        number=cited.number,
        pages=cited.pages,
        article_number=cited.article_number,
        publisher=cited.publisher,
        isbn=ids.get("isbn", "") or cited.isbn,
        issn=_container_identifiers(work).get("issn", "") or cited.issn,
        extra={
            name: ids[id_type] for name, id_type in (("pmid", "pmid"), ("pmcid", "pmc")) if id_type in ids
        },
        date=partial_date(*(_value(date.get(name)) for name in ("year", "month", "day"))),
        venue=_value(work.get("journal-title")) or ("" if _UNPUBLISHED.match(cited.venue) else cited.venue),
        doi=ids.get("doi", ""),
        arxiv_id=ids.get("arxiv", ""),
        url=_value(work.get("url")),
        abstract=work.get("short-description") or "",
    )


def _type(work: dict[str, Any]) -> str:
    """Return the type of a work; older versions of the API write it as JOURNAL_ARTICLE."""
    return plain_text(work.get("type")).lower().replace("_", "-")


def _identifiers(work: dict[str, Any]) -> dict[str, str]:
    """Return the work's own identifiers by type, without those of the book that contains it."""
    return _identifiers_with(work, {"self", ""})


def _container_identifiers(work: dict[str, Any]) -> dict[str, str]:
    """Return the identifiers of the journal or book that contains a work, by type."""
    return _identifiers_with(work, {"part-of", "part_of"})


def _identifiers_with(work: dict[str, Any], relationships: set[str]) -> dict[str, str]:
    identifiers: dict[str, str] = {}
    for item in map(as_dict, as_list(as_dict(work.get("external-ids")).get("external-id"))):
        if plain_text(item.get("external-id-relationship")).lower() in relationships:
            value = _value(item.get("external-id-normalized")) or plain_text(item.get("external-id-value"))
            identifiers.setdefault(plain_text(item.get("external-id-type")).lower(), value)
    return identifiers


def _authors(work: dict[str, Any], cited: Entry) -> tuple[Author, ...]:
    """Return the authors; those of the attached entry if there are more, since many records name one only."""
    authors = _people(work, lambda role: role not in _NON_AUTHOR_ROLES)
    if len(authors) >= len(cited.authors):
        return authors
    orcids = {author.name.casefold(): author.orcid for author in authors}
    return tuple(replace(author, orcid=orcids.get(author.name.casefold(), "")) for author in cited.authors)


def _editors(work: dict[str, Any]) -> tuple[Author, ...]:
    """Return the editors of a book or proceedings; those of a journal handle its articles."""
    is_in_book = _TYPES.get(_type(work)) in {"book", "incollection", "inproceedings"}
    return _people(work, lambda role: role == "editor") if is_in_book else ()


def _people(work: dict[str, Any], has_role: Callable[[str], bool]) -> tuple[Author, ...]:
    """Return the contributors in these roles; ORCID lists a person once for each role."""
    people: dict[tuple[str, str], Author] = {}
    for contributor in map(as_dict, as_list(as_dict(work.get("contributors")).get("contributor"))):
        role = plain_text(as_dict(contributor.get("contributor-attributes")).get("contributor-role")).lower()
        name = _value(contributor.get("credit-name"))
        orcid = extract_orcid(as_dict(contributor.get("contributor-orcid")).get("path"))
        if name and has_role(role):
            people.setdefault((name, orcid), Author.from_printed_name(name, orcid))
    return tuple(people.values())


def _cited(citation: dict[str, Any], title: str) -> Entry:
    """Return the BibTeX entry that some systems attach to a work; an empty one if it is of another work."""
    is_bibtex = plain_text(citation.get("citation-type")).lower() == "bibtex"
    text = citation.get("citation-value") if is_bibtex else ""
    entries = bibtex.parse(text).entries if isinstance(text, str) else ()
    if len(entries) != 1 or fold(entries[0].title) != fold(title):
        return Entry(kind="other")
    return entries[0]


def _value(field: Any) -> str:
    """Return the text of a field, which ORCID wraps as {"value": "…"}."""
    return plain_text(as_dict(field).get("value"))
