"""The venue of a BibTeX entry, and what depends on it: the kind of publication and the publisher."""

import re
from typing import NamedTuple

from publications.citing import KINDS
from publications.citing.entry_types import is_preprint_server, is_thesis_type, kind_of_entry

from .entry_fields import JOURNAL_FIELDS, EntryFields
from .journal_macros import journal_of_macro
from .pages import Position
from .titles import with_subtitle

_BOOK_FIELDS = ("booktitle", "eventtitle", "conference")
_INSTITUTION_FIELDS = ("school", "institution", "university")
_VENUE_FIELDS = {
    "journal": (*JOURNAL_FIELDS, *_BOOK_FIELDS),
    "conference": (*_BOOK_FIELDS, *JOURNAL_FIELDS, "series"),
    "chapter": (*_BOOK_FIELDS, "maintitle", "series"),
    "thesis": (*_INSTITUTION_FIELDS, "publisher"),
    "report": (*_INSTITUTION_FIELDS, "organization", *JOURNAL_FIELDS, "series", "publisher"),
    "book": ("series",),
}
_ANY_VENUE_FIELDS = (*JOURNAL_FIELDS, *_BOOK_FIELDS, "howpublished", *_INSTITUTION_FIELDS)
_URL_START = re.compile(r"https?://\w", re.IGNORECASE)
ARXIV_MENTION = re.compile(r"(?<![a-z])arxiv|\bcorr\b|^abs/", re.IGNORECASE)


class VenueValues(NamedTuple):
    """Values of an entry that depend on its venue."""

    kind: str
    venue: str
    venue_short: str
    publisher: str


def read_venue(entry: EntryFields, url: str, arxiv_id: str, doi: str, position: Position) -> VenueValues:
    """Return the venue with what depends on it: the kind of publication and the publisher."""
    journal = journal_of_macro(entry.raw.get("journal") or entry.raw.get("journaltitle"))
    short = entry.first_of("shortjournal", "shortbooktitle", "journalabbr")
    abbreviation = entry.first_of("abbr")
    own_venue, publisher = _venue(entry, url), entry.first_of("publisher", "organization")
    kind, venue = _kind(entry, own_venue, publisher, arxiv_id, doi, position), own_venue or abbreviation
    if kind == "preprint" and not venue and is_preprint_server(publisher):
        venue, publisher = publisher, ""
    if kind == "preprint" and (ARXIV_MENTION.search(venue) or (arxiv_id and not venue)):
        venue = "arXiv"
    short = short or (journal.short if journal else abbreviation)
    return VenueValues(kind, venue, "" if short == venue else short, publisher)


def _venue(entry: EntryFields, url: str) -> str:
    names = _VENUE_FIELDS.get(kind_of_entry(entry.raw.type), _ANY_VENUE_FIELDS)
    for name in names:
        text = entry.fields.get(name, "")
        # A `howpublished` such as "\url{…}" or "Available at https://…" is not a venue.
        if text and not (name == "howpublished" and (_URL_START.search(text) or text == url)):
            entry.used_fields.add(name)
            if name == "booktitle" and entry.fields.get("booksubtitle"):
                entry.used_fields.add("booksubtitle")
                return with_subtitle(text, entry.fields["booksubtitle"])
            return text
    return ""


def _kind(entry: EntryFields, venue: str, publisher: str, arxiv_id: str, doi: str, position: Position) -> str:
    subtype = entry.fields.get("entrysubtype", "").lower()
    if subtype in KINDS:
        entry.used_fields.add("entrysubtype")
        return subtype
    has_institution = any(entry.fields.get(name) for name in _INSTITUTION_FIELDS)
    if has_institution and is_thesis_type(entry.raw.type, entry.fields.get("type", "")):
        return "thesis"
    has_journal = any(entry.fields.get(name) for name in JOURNAL_FIELDS)
    is_in_journal = has_journal and bool(position.volume or position.pages)
    return kind_of_entry(
        entry.raw.type, venue, bool(arxiv_id), doi, publisher=publisher, is_in_journal=is_in_journal
    )
