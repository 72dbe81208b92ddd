"""RIS for Zotero, EndNote and Mendeley. Lines end in CR LF."""

from collections.abc import Iterable, Iterator

from . import cleaning
from .citation_keys import unique_keys
from .cleaning import one_line
from .names import NameParts
from .reference import Reference

RIS_CONTENT_TYPE = "application/x-research-info-systems"

_TYPES = {
    "conference": "CONF",
    "workshop": "CONF",
    "journal": "JOUR",
    "preprint": "UNPB",
    "thesis": "THES",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "software": "COMP",
    "dataset": "DATA",
    "patent": "PAT",
}
# RIS tags for BibTeX fields of `Reference.extra`.
_EXTRA_TAGS = {"series": "T3", "address": "CY", "edition": "ET"}


def ris(references: Iterable[Reference]) -> str:
    """Return one RIS record per reference, in the order given; "" if there are none."""
    listed = list(references)
    lines = []
    for reference, key in zip(listed, unique_keys(listed), strict=True):
        lines.append(f"TY  - {_TYPES.get(reference.kind, 'GEN')}")
        lines.extend(f"{tag}  - {line}" for tag, value in _tags(reference, key) if (line := one_line(value)))
        lines.extend(("ER  - ", ""))
    return "\r\n".join([*lines, ""]) if lines else ""


def _tags(reference: Reference, key: str) -> Iterator[tuple[str, str]]:
    has_institution = reference.kind in {"thesis", "report"}
    venue = "" if has_institution else reference.venue
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    year, month, day, *_ = (*(f"{part:02d}" for part in reference.date_parts), "", "", "")
    first, last = cleaning.split_page_range(reference.pages)

    yield "ID", key
    yield "TI", reference.title
    for _, parts in reference.named_authors:
        yield "AU", _name(parts)
    for _, parts in reference.named_editors:
        yield "ED", _name(parts)
    yield "PY", year and f"{int(year):04d}"
    yield "DA", year and f"{int(year):04d}/{month}/{day}/"
    yield "T2", venue
    yield "JO", venue if reference.kind == "journal" else ""
    yield "J2", "" if reference.venue_short == venue else reference.venue_short
    yield "VL", reference.volume
    yield "IS", reference.number
    yield "SP", first
    yield "EP", last
    yield "PB", reference.institution if has_institution else reference.publisher
    yield "SN", reference.isbn
    yield "SN", reference.issn
    yield "DO", cleaning.bare_doi(reference.doi)
    yield "AN", f"arXiv:{arxiv_id}" if arxiv_id else ""
    yield "DB", "arXiv" if arxiv_id else ""
    # Zotero reads the M3 of an article as a DOI, so only kinds that have a type of work get the tag.
    yield "M3", _work_type(reference)
    for name, tag in _EXTRA_TAGS.items():
        yield tag, reference.extra.get(name, "")
    yield "UR", cleaning.percent_encode(reference.url)
    yield "L1", cleaning.percent_encode(reference.pdf_url)
    yield "LA", reference.language
    yield "AB", reference.abstract
    for keyword in reference.clean_keywords:
        yield "KW", keyword
    yield "N1", reference.award
    yield "N1", reference.note


def _name(parts: NameParts) -> str:
    if parts.literal or parts.is_chinese:
        return parts.inverted
    return ", ".join(filter(None, (parts.full_family, parts.given, parts.suffix)))


def _work_type(reference: Reference) -> str:
    if reference.kind == "preprint":
        return "Preprint"
    return reference.extra.get("type", "") if reference.kind in {"thesis", "report"} else ""
