"""OpenReview, through its API: https://docs.openreview.net/reference/api-v2/entities/note

A paper is a note. In API 2, used since 2023, each field of its content is an object with the key ``value``;
papers of earlier years are only in API 1, where the fields are plain. The forms are those of openreview-py as
of July 2026, whose functions ``generate_bibtex`` and ``Journal.get_bibtex`` write the field ``_bibtex``.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from publications import bibtex
from publications.bibtex import Author, Entry
from publications.sources.client import Client, SourceError, source_error
from publications.sources.records import as_dict, as_list, build_entry, partial_date, plain_text

_PUBLIC_ADDRESS = "https://openreview.net"
#: Identifiers of the venue of papers that are not, or not yet, published there.
_UNPUBLISHED = re.compile(
    r"submission|submitted|withdrawn|reject|under[_ ]review|decision_pending|retracted", re.IGNORECASE
)
#: The ends of a venue's name: "LoomConf 2024 poster", "LoomConf 2024 Oral", "LoomConf 2024 Conference".
_PRESENTATION = re.compile(
    r"\s*[-–:(]?\s*\b(?:poster|oral|spotlight|notable[ -]top[ -]?\d+%|highlight|talk|conference|accepted"
    r"|accept)(?!\w)\)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def fetch_work(note_id: str, client: Client) -> Entry:
    """Return the record of a paper's ID. Raises SourceError."""
    note = _fetch_note("openreview", note_id, client) or _fetch_note("openreview_v1", note_id, client)
    entry = entry_from_note(note) if note else None
    if entry is None:
        raise source_error("not found", "openreview", note_id)
    return entry


def _fetch_note(source: str, note_id: str, client: Client) -> dict[str, Any]:
    """Return the note with this ID, {} if this API has none that everybody may read."""
    try:
        answer = client.fetch_json(source, "/notes", note_id, params={"id": note_id})
    except SourceError as error:
        if error.reason in {"not found", "forbidden", "bad request"}:
            return {}
        raise
    notes = as_dict(answer).get("notes")
    if not isinstance(notes, list):
        raise source_error("bad response", source)
    return next((note for note in map(as_dict, notes) if note.get("id") == note_id), {})


def entry_from_note(note: dict[str, Any]) -> Entry | None:
    """Return the entry of a note; None for a note that is not a paper, such as a review."""
    content = {name: _unwrapped(value) for name, value in as_dict(note.get("content")).items()}
    title, forum = (
        plain_text(content.get("title")),
        plain_text(note.get("forum")) or plain_text(note.get("id")),
    )
    if not title or (note.get("replyto") and note.get("id") != forum):
        return None
    venue, venue_id = plain_text(content.get("venue")), plain_text(content.get("venueid"))
    is_published = bool(venue) and not _UNPUBLISHED.search(f"{venue_id} {venue}")
    cited = _cited(content.get("_bibtex"))
    pdf = plain_text(content.get("pdf"))
    entry = build_entry(
        "preprint",
        title=title,
        authors=_authors(content.get("authors")),
        date=_date(note, venue),
        venue="OpenReview",
        url=f"{_PUBLIC_ADDRESS}/forum?id={forum}",
        pdf=f"{_PUBLIC_ADDRESS}{pdf}" if pdf.startswith("/") else pdf,
        abstract=content.get("abstract") or "",
        keywords=tuple(filter(None, map(plain_text, as_list(content.get("keywords"))))),
    )
    if not is_published:
        return entry
    if cited is None or not cited.venue:
        published = build_entry("inproceedings", venue=_PRESENTATION.sub("", venue))
        return replace(entry, kind=published.kind, venue=published.venue)
    return replace(
        entry,
        kind=cited.kind,
        venue=cited.venue,
        venue_short=_YEAR.sub("", _PRESENTATION.sub("", venue)).strip() if cited.kind != "journal" else "",
        year=cited.year or entry.year,
        month=entry.month if entry.year == cited.year else None,
        day=entry.day if entry.year == cited.year else None,
        editors=cited.editors,
        issn=cited.issn,
        note=cited.note,
        award=cited.award,
    )


def _unwrapped(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) else value


def _cited(value: Any) -> Entry | None:
    """Return the BibTeX entry that OpenReview writes for a paper; None without one."""
    entries = bibtex.parse(value).entries if isinstance(value, str) else ()
    return entries[0] if len(entries) == 1 else None


def _authors(value: Any) -> tuple[Author, ...]:
    """Return the authors: names, or objects with a name; none while they are anonymous."""
    names = (plain_text(item.get("fullname") if isinstance(item, dict) else item) for item in as_list(value))
    return tuple(Author.from_printed_name(name) for name in names if name and name != "Anonymous")


def _date(note: dict[str, Any], venue: str) -> tuple[int | None, int | None, int | None]:
    """Return the date of publication, given in milliseconds since 1970, else the year in the venue's name."""
    for name in ("pdate", "odate", "tcdate", "cdate"):
        moment = note.get(name)
        if isinstance(moment, int | float) and not isinstance(moment, bool) and 0 < moment < 4e12:
            day = datetime.fromtimestamp(moment / 1000, UTC)
            return partial_date(day.year, day.month, day.day)
    year = _YEAR.search(venue)
    return partial_date(year[0]) if year else (None, None, None)
