"""Read the text files of NoteExpress, as CNKI, Wanfang and other Chinese databases write them.

A line starts with the name of a field in braces, "{Title}: ". The names are those of EndNote; they are
translated to the tags of RIS. Source: exports of CNKI and Wanfang (2012 to 2025).
"""

import re

from publications.bibtex import Entry, Problem
from publications.citing.cleaning import one_line

from .endnote import ris_type
from .ris_fields import draft_of
from .tagged import Field, Syntax, TaggedRecord, scan

START = re.compile(r"^\{Reference Type\}: ?\S", re.MULTILINE)
_SYNTAX = Syntax(re.compile(r"\{(?P<tag>[^{}]+)\}:(?P<text>.*)"), start="Reference Type")
_RIS_TAGS = {
    "abstract": "AB",
    "accession number": "AN",
    "author": "AU",
    "author address": "AD",
    "book title": "BT",
    "call number": "CN",
    "database": "DB",
    "database provider": "DP",
    "date": "DA",
    "doi": "DO",
    "edition": "ET",
    "isbn": "SN",
    "isbn/issn": "SN",
    "issn": "SN",
    "issue": "IS",
    "journal": "JF",
    "keywords": "KW",
    "label": "LB",
    "language": "LA",
    "notes": "N1",
    "number": "IS",
    "pages": "SP",
    "place published": "CY",
    "publisher": "PB",
    "research notes": "RN",
    "secondary author": "ED",
    "secondary title": "T2",
    "short title": "ST",
    "subsidiary author": "A4",
    "tertiary author": "A3",
    "tertiary title": "T3",
    "title": "TI",
    "translated author": "TA",
    "translated title": "TT",
    "type of work": "M3",
    "url": "UR",
    "volume": "VL",
    "year": "PY",
}
#: Fields that have another meaning for a patent: the applicant and the number.
_RIS_TAGS_OF_PATENTS = {"subsidiary author": "PB", "notes": "SN"}
_UNUSED = frozenset(("reference type", "translated journal"))


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of a NoteExpress file, and append what could not be read to `problems`."""
    return [
        draft_of(_with_ris_tags(record), problems).entry(problems) for record in scan(text, _SYNTAX, problems)
    ]


def _with_ris_tags(record: TaggedRecord) -> TaggedRecord:
    type_of_work = ris_type(one_line(record.first("Reference Type")))
    tags = _RIS_TAGS | (_RIS_TAGS_OF_PATENTS if type_of_work == "PAT" else {})
    fields = [Field("TY", type_of_work, record.line)]
    for field in record.fields:
        name = field.tag.strip(" ,").lower()
        tag = "SN" if name.endswith("isbn") else tags.get(name, field.tag)  # "图书印刷版ISBN"
        if name not in _UNUSED:
            fields.append(Field(tag, field.text, field.line))
    return TaggedRecord(record.line, fields)
