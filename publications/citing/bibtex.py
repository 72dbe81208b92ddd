"""BibTeX that `bibtex`, `biber` and the common parsers read, and that Labsite imports to the same record.

What classic BibTeX has no field for is written so that its styles ignore it and nothing is lost:

- `author+an`, biblatex's data annotation, says by position who contributed equally and who is corresponding
  author (`1=equal; 2=equal,corresponding`). The names themselves stay clean.
- `entrysubtype`, a biblatex field, says what the entry type does not tell (a workshop paper, a dataset).
- `shortjournal` and `shortbooktitle` hold the short name of the venue.
"""

import re
from collections.abc import Iterable, Iterator

from . import cleaning
from .citation_keys import unique_keys
from .cleaning import one_line
from .entry_types import kind_of_entry
from .latex import escape, escape_title
from .names import NameParts
from .reference import KINDS, Reference

BIBTEX_CONTENT_TYPE = "application/x-bibtex; charset=utf-8"

_TYPES = {
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "journal": "article",
    "thesis": "phdthesis",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
}
_VENUE_FIELDS = {
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "article": "journal",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "book": "series",
    "misc": "howpublished",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES = {
    "zh": "chinese",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "ja": "japanese",
    "ru": "russian",
}
# Read as they stand by biblatex, and used in \url: an escape would become part of the address.
VERBATIM = frozenset(("doi", "eprint", "file", "pdf", "url"))
# They point to other entries, which the file may not hold.
_POINTERS = frozenset(("crossref", "entryset", "xdata", "xref"))
_WIDTH = len("shortbooktitle")


def bibtex(references: Iterable[Reference]) -> str:
    """One BibTeX entry per reference, in the order given, with a blank line between; "" for none."""
    listed = list(references)
    entries = [_entry(reference, key) for reference, key in zip(listed, unique_keys(listed), strict=True)]
    return "\n".join(entries)


def _entry(reference: Reference, key: str) -> str:
    fields = {name: written for name, written in _fields(reference) if written}
    for name, written in _extra(reference):
        if fields.get(name) != written:
            while name in fields:
                name = f"x-{name}"
            fields[name] = written
    lines = "".join(f",\n  {name:<{_WIDTH}} = {written}" for name, written in fields.items())
    return (
        f"@{_entry_type(reference)}{{{key}{lines or ','}\n}}\n"  # biber wants a comma even behind a lone key
    )


def _extra(reference: Reference) -> list[tuple[str, str]]:
    """The extra fields as written, in alphabetical order."""
    extra = ((_field_name(name), one_line(value)) for name, value in reference.extra.items())
    return sorted(
        (name, _braced(_verbatim(value) if name in VERBATIM else escape(value)))
        for name, value in extra
        if value
    )


def _entry_type(reference: Reference) -> str:
    if reference.kind == "thesis":
        return "mastersthesis" if reference.is_masters_thesis else "phdthesis"
    return _TYPES.get(reference.kind, "misc")


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Names and values as written, "" where there is nothing, in the order of the entry."""
    entry_type = _entry_type(reference)
    institutional = entry_type in {"phdthesis", "mastersthesis", "techreport"}
    venue = reference.institution if institutional else one_line(reference.venue)
    publisher = one_line(reference.publisher)
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    year, month, day, *_ = (*reference.date_parts, 0, 0, 0)

    yield "author", _braced(" and ".join(_name(parts) for _, parts in reference.named_authors))
    yield "author+an", _braced(_annotations(reference))
    yield "title", _braced(escape_title(one_line(reference.title)))
    yield _VENUE_FIELDS[entry_type], _text(venue)
    if reference.venue_short != reference.venue:
        yield "shortjournal" if entry_type == "article" else "shortbooktitle", _text(reference.venue_short)
    yield "year", _braced(str(year or ""))
    yield "month", MONTHS[month - 1] if month else ""
    yield "day", _braced(str(day or ""))
    yield "volume", _text(reference.volume)
    yield "number", _text(reference.number)
    yield "pages", _braced(", ".join(map(_range, re.split("[,;]", reference.pages))))
    yield "publisher", "" if institutional and publisher == venue else _text(publisher)
    yield "doi", _braced(_verbatim(cleaning.bare_doi(reference.doi)))
    yield "eprint", _braced(_verbatim(arxiv_id))
    yield "archiveprefix", _braced("arXiv" if arxiv_id else "")
    yield "isbn", _text(reference.isbn)
    yield "issn", _text(reference.issn)
    yield "url", _braced(cleaning.percent_encode(reference.url))
    yield "pdf", _braced(cleaning.percent_encode(reference.pdf_url))
    yield "langid", _braced(LANGUAGES.get(reference.language.split("-")[0].lower(), ""))
    yield "keywords", _braced(", ".join(_list_item(keyword) for keyword in reference.clean_keywords))
    yield "abstract", _text(reference.abstract)
    yield "note", _text(reference.note)
    yield "entrysubtype", _braced(_subtype(reference))


def _subtype(reference: Reference) -> str:
    """The kind, where a reader could not tell it by type, venue and eprint; for a workshop always."""
    told = kind_of_entry(
        _entry_type(reference),
        one_line(reference.venue),
        bool(cleaning.bare_arxiv_id(reference.arxiv_id)),
        cleaning.bare_doi(reference.doi),
    )
    is_told = reference.kind == told != "workshop"
    return reference.kind if reference.kind in KINDS and not is_told else ""


def _name(parts: NameParts) -> str:
    """A name as BibTeX takes it apart again: "von Last, Jr, First", or in braces what must stay whole."""
    divided = (parts.full_family, parts.given)
    # Biber counts commas even in braces, and BibTeX takes a part without a letter for nothing.
    if (
        parts.literal
        or parts.chinese
        or not all(any(map(str.isalnum, part)) and "," not in part for part in divided)
    ):
        return f"{{{escape(parts.inverted)}}}"
    # A small word inside the family name ("Ortega y Gasset") would be taken for a particle.
    family = _name_part(parts.family, whole=any(word[0].islower() for word in parts.family.split()[:-1]))
    last = f"{_name_part(parts.particle)} {family}".strip()
    return ", ".join(filter(None, (last, parts.suffix, _name_part(parts.given))))


def _name_part(text: str, whole: bool = False) -> str:
    """Part of a name, in braces where it must stay whole or holds the word that parts authors."""
    return f"{{{escape(text)}}}" if whole or "and" in text.lower().split() else escape(text)


def _annotations(reference: Reference) -> str:
    marked = []
    for position, (author, _) in enumerate(reference.named_authors, start=1):
        marks = ["equal"] * author.equal_contribution + ["corresponding"] * author.corresponding
        if marks:
            marked.append(f"{position}={','.join(marks)}")
    return "; ".join(marked)


def _list_item(text: str) -> str:
    return f"{{{escape(text)}}}" if re.search("[,;，；]", text) else escape(text)


def _text(value: str) -> str:
    return _braced(escape(one_line(value)))


def _braced(written: str) -> str:
    return f"{{{written}}}" if written else ""


def _range(pages: str) -> str:
    return "--".join(escape(page) for page in cleaning.split_page_range(pages) if page)


def _verbatim(value: str) -> str:
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):02X}", value)


def _field_name(name: str) -> str:
    """The name of an extra field, made one that every parser takes."""
    written = "".join(
        c if c.isascii() and (c.isalnum() or c in "+-_:.") else "-" for c in one_line(name).lower()
    )
    return f"x-{written}" if not written[:1].isalpha() or written in _POINTERS else written
