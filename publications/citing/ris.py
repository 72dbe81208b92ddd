"""RIS for Zotero, EndNote and Mendeley. Lines end in CR LF.

What a tag means depends on the type of the record. Where readers disagree, the tags are those of EndNote,
which Zotero and citation-js follow.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from . import cleaning
from .citation_keys import unique_keys
from .cleaning import one_line
from .maths import readable_text, readable_title
from .names import NameParts
from .phrases import PUBLISHED_BY_VENUE, holder_names, people_in_field, without_placeholders
from .reference import Reference
from .ris_notes import NOTED_FIELDS, note_text
from .work_types import work_type

RIS_CONTENT_TYPE = "application/x-research-info-systems"

_TYPES = {
    "conference": "CONF",
    "workshop": "CONF",
    "journal": "JOUR",
    # Zotero takes UNPB for a journal article, and pandoc gives it a type that no style knows.
    "preprint": "MANSCPT",
    "thesis": "THES",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "software": "COMP",
    "dataset": "DATA",
    "patent": "PAT",
}
#: Tags that readers take more than once.
_LISTS = frozenset(("AU", "A2", "A3", "A4", "ED", "KW"))
_PROCEEDINGS = frozenset(("conference", "workshop"))
_KINDS_WITH_ARTICLE_NUMBER = frozenset((*_PROCEEDINGS, "journal", "preprint"))
_EDITOR_TAGS = {
    "book": "A3",
    "thesis": "ED",
    "report": "ED",
    "preprint": "ED",
    "software": "ED",
    "dataset": "ED",
}
#: Tags for the people in BibTeX fields.
_TAGS_OF_PEOPLE = {
    "journal": {"translator": "A4"},
    "book": {"serieseditor": "A2", "translator": "A4"},
    "chapter": {"serieseditor": "A3", "translator": "A4"},
    "conference": {"serieseditor": "A3"},
    "workshop": {"serieseditor": "A3"},
    "thesis": {"advisor": "A3"},
}
_SERIES_TAGS = {"report": "T2", "book": "T2"}
_NUMBER_TAGS = {
    "book": "M1",  # number in the series, as for a chapter
    "chapter": "SV",
    "report": "SN",
    "patent": "SN",
    "thesis": "M1",
    "preprint": "M1",
    "dataset": "NV",
    "software": "ET",
}
#: The tags that hold a BibTeX field, where the type of the record has one.
_TAGS_OF_FIELDS = {
    "series": ("T2", "T3"),
    "address": ("C1", "CY"),
    "location": ("C1", "CY"),
    "venue": ("CY",),
    "eventtitle": ("T2",),
    "holder": ("PB",),
    "publisher": ("PB",),
    "edition": ("ET",),
    "version": ("ET",),
    "chapter": ("SE",),
    "pagetotal": ("SP",),
    "isbn": ("SN",),
    "issn": ("SN",),
    "volumes": ("NV",),
    "applicationnumber": ("M1",),
    # These are written in other words.
    "type": ("M3",),
    "translator": ("A4",),
    "serieseditor": ("A2", "A3"),
    "advisor": ("A3",),
    "urldate": ("Y2",),
}
_REWORDED_FIELDS = frozenset(("type", "translator", "serieseditor", "advisor", "urldate"))
#: Kinds of which the tag ET is the version, or in EndNote the date of online publication.
_KINDS_WITHOUT_EDITION = frozenset(("journal", "preprint", "software", "dataset"))
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
#: Kinds of which the tag SN is the ISBN. For reports and patents it is the number.
_KINDS_WITH_ISBN = frozenset((*_PROCEEDINGS, "book", "chapter", "thesis"))


def ris(references: Iterable[Reference]) -> str:
    """Return one RIS record per reference, in the order given; "" if there are none."""
    listed = [without_placeholders(reference) for reference in references]
    lines = []
    for reference, key in zip(listed, unique_keys(listed), strict=True):
        lines.append(f"TY  - {_type(reference)}")
        written: dict[str, str] = {}
        for tag, value in _tags(reference, key):
            # Readers drop or misread a second value of a tag that is not a list.
            if (line := one_line(value)) and (tag in _LISTS or tag not in written):
                written[tag] = line
                lines.append(f"{tag}  - {line}")
        if note := note_text(reference, _fields_without_tag(reference, written)):
            lines.append(f"N1  - {note}")
        lines.extend(("ER  - ", ""))
    return "\r\n".join([*lines, ""]) if lines else ""


def _type(reference: Reference) -> str:
    if reference.is_newspaper_article:
        return "NEWS"
    return "MAP" if reference.is_map else _TYPES.get(reference.kind, "GEN")


def _tags(reference: Reference, key: str) -> Iterator[tuple[str, str]]:
    """Yield tags and values in the order of the record; for a tag without a list, the first value."""
    extra, kind = reference.extra, reference.kind
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    year, month, day, *_ = (*(f"{part:02d}" for part in reference.date_parts), "", "", "")

    yield "ID", key
    yield "TI", readable_title(one_line(reference.title))
    yield "ST", extra.get("shorttitle", "")
    yield "TT", readable_title(one_line(reference.translated_title))
    for _, parts in reference.named_authors:
        yield "AU", _name(parts)
    for _, parts in reference.named_editors:
        yield _EDITOR_TAGS.get(kind, "A2"), _name(parts)
    for name, tag in _TAGS_OF_PEOPLE.get(kind, {}).items():
        for parts in people_in_field(reference, name):
            yield tag, _name(parts)
    yield "PY", year and f"{int(year):04d}"
    season = _SEASONS[reference.season - 1] if reference.season else ""
    yield "DA", f"{int(year):04d}/{month}/{day}/{season}" if year else reference.year_text
    yield from _container(reference)
    if kind not in {"software", "patent"}:  # where VL is the edition, or a version
        yield "VL", reference.volume
    if kind in {"software", "dataset"}:
        yield "ET", extra.get("version", "")
    if kind == "book":
        yield "NV", extra.get("volumes", "")
    if kind == "patent":
        yield "M1", extra.get("applicationnumber", "")
    if arxiv_id and kind == "preprint":
        yield "M1", f"arXiv:{arxiv_id}"
    yield _NUMBER_TAGS.get(kind, "IS"), reference.number
    yield from _pages(reference)
    yield "SN", _serial_number(reference)
    yield "DO", cleaning.bare_doi(reference.doi)
    yield "AN", f"arXiv:{arxiv_id}" if arxiv_id else ""
    yield "DB", "arXiv" if arxiv_id else ""
    # Zotero reads the M3 of an article as a DOI, so only kinds that have a type of work get the tag.
    if kind in {"thesis", "report", "patent"}:
        yield "M3", work_type(reference)
    yield "M3", "Preprint" if kind == "preprint" else ""
    if kind not in _KINDS_WITHOUT_EDITION:
        yield "ET", extra.get("edition", "")
    yield "UR", cleaning.percent_encode(reference.url)
    yield "L1", cleaning.percent_encode(reference.pdf_url)
    if kind != "software":  # where LA is the programming language
        yield "LA", reference.language
    yield "AB", readable_text(reference.abstract)
    for keyword in reference.clean_keywords:
        yield "KW", keyword
    has_access_date = kind != "patent" and not reference.is_map  # where Y2 is another date
    if has_access_date and (match := _DATE.fullmatch(extra.get("urldate", ""))):
        yield "Y2", "/".join([*(part or "" for part in match.groups()), ""])


def _fields_without_tag(reference: Reference, written: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that none of the written tags holds, such as the ISSN of a paper in proceedings."""
    numbers = {"publisher": reference.publisher, "isbn": reference.isbn, "issn": reference.issn}
    fields = {
        name: text
        for name, value in sorted({**reference.extra, **numbers}.items())
        if name in NOTED_FIELDS and (text := one_line(value))
    }
    return {name: text for name, text in fields.items() if not _has_tag(name, text, reference, written)}


def _has_tag(name: str, text: str, reference: Reference, written: Mapping[str, str]) -> bool:
    if name in {"date", "year"}:
        is_season = name == "date" and reference.season is not None
        return is_season or (not reference.date_parts and written.get("DA") == reference.year_text)
    if name == "venue" and "C1" not in written:
        return False  # CY alone is the place of the publisher
    if name == "type" and (reference.is_newspaper_article or reference.is_map):
        return True
    tags = [tag for tag in _TAGS_OF_FIELDS.get(name, ()) if tag in written]
    return any(name in _REWORDED_FIELDS or written[tag] == text for tag in tags)


def _container(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield what the publication is part of, its series, publisher and place."""
    extra, kind = reference.extra, reference.kind
    venue, place = reference.venue, extra.get("address", "") or extra.get("location", "")
    if kind in _PROCEEDINGS:
        yield "C3", venue
        yield "T2", extra.get("eventtitle", "") or venue
        yield "C1", place
        yield "CY", extra.get("venue", "") or place
    elif kind in PUBLISHED_BY_VENUE:
        publishers = (holder_names(reference) if kind == "patent" else "", reference.publisher, venue)
        publisher = next(
            filter(one_line, reversed(publishers) if kind in {"thesis", "report"} else publishers), ""
        )
        yield "PB", publisher
        yield "T2", venue if kind in {"software", "dataset"} and venue != publisher else ""
    else:
        yield "T2", venue
    if kind == "journal":
        yield "JF", venue
        # Of other kinds, Zotero would take the abbreviation for the title of the book.
        yield "J2", "" if reference.venue_short == venue else reference.venue_short
    yield _SERIES_TAGS.get(kind, "T3"), extra.get("series", "")
    yield "PB", reference.publisher
    yield "CY", place


def _pages(reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the pages. Readers without a tag for article numbers, such as Zotero, expect them as the page."""
    if reference.kind in _KINDS_WITH_ARTICLE_NUMBER:
        yield "C7", reference.article_number
    if reference.kind == "chapter":
        yield "SE", reference.extra.get("chapter", "")
    if reference.kind in {"book", "thesis"}:  # where SP is the number of pages
        yield "SP", reference.extra.get("pagetotal", "") or reference.pages
        return
    first, last = cleaning.split_page_range(reference.pages)
    if "-" in first:  # Zotero drops the last page then
        first, last = reference.pages, ""
    yield "SP", first or reference.article_number
    yield "EP", last


def _serial_number(reference: Reference) -> str:
    """Return what SN holds: the ISBN or the ISSN, as the kind has it."""
    if reference.kind in _KINDS_WITH_ISBN:
        return reference.isbn
    if reference.kind == "journal":
        return reference.issn
    return (reference.issn or reference.isbn) if reference.kind not in _TYPES else ""


def _name(parts: NameParts) -> str:
    if parts.is_chinese or (parts.literal and " " not in parts.literal):
        return parts.inverted
    if parts.literal:  # the comma keeps EndNote and pandoc from splitting it into given and family name
        return f"{parts.literal.replace(',', '')},"
    return ", ".join(filter(None, (parts.full_family, parts.given, parts.suffix)))
