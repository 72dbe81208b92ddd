"""Read RefWorks' tagged format, as RefWorks, Google Scholar, library catalogues and CNKI write it.

A line starts with a tag of two characters. The tags are translated to those of RIS, which mostly have the
same meaning. Sources: "RefWorks Tagged Format" (RefWorks); the translators "RefWorks Tagged" and "CNKI" of
Zotero.
"""

import re

from publications.bibtex import Entry, Problem
from publications.citing.cleaning import one_line
from publications.citing.names import HAN

from .endnote import ris_type
from .ris_fields import draft_of
from .tagged import Field, Syntax, TaggedRecord, scan

START = re.compile(r"^RT [A-Z][A-Za-z/, ]*\r?\n(?:A1|[A-Z][A-Z0-9] )", re.MULTILINE)
#: Other words of two capitals may begin a line of an abstract ("AI is"). CNKI also writes "A1张三", and "vo".
_TAGS = (
    "RT|A[1-6U]|AB|AD|AN|AV|CL|CN|DB|DO|DS|ED|FD|ID|IS|JF|JO|K1|KW|LA|LK|NO|OL|OP|PB|PN|PP|PY|RD|SF|SN|SP|SR|ST"
    "|T[1-3I]|U[1-9LR]|VO|vo|WP|WT|WV|YR"
)
_FIELD = re.compile(rf"(?P<tag>A1(?=[{HAN}])|(?:{_TAGS})(?=\s|$))(?P<text>.*)")
_SYNTAX = Syntax(_FIELD, start="RT")
_RIS_TAGS = {
    "A1": "AU",
    "CL": "M3",
    "DS": "DP",
    "ED": "ET",
    "FD": "DA",
    "JO": "J2",
    "K1": "KW",
    "NO": "N1",
    "OP": "EP",
    "PP": "CY",
    "RD": "Y2",
    "T1": "TI",
    "UL": "UR",
    "VO": "VL",
    "YR": "PY",
}
#: The number and source of the record, the language of the output, and parts of databases.
_UNUSED = frozenset("RT SR ID OL SF WV".split())
#: Names of RefWorks's types that EndNote does not have.
_TYPES = {
    "abstract": "JOUR",
    "book, edited": "EDBOOK",
    "book, section": "CHAP",
    "book, whole": "BOOK",
    "conference proceeding": "CONF",
    "dissertation": "THES",
    "dissertation/thesis": "THES",
    "dissertation/thesis, unpublished": "THES",
    "journal, electronic": "EJOUR",
    "monograph": "BOOK",
    "thesis, unpublished": "THES",
    "unpublished material": "UNPB",
}


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of a RefWorks file, and append what could not be read to `problems`."""
    return [
        draft_of(_with_ris_tags(record), problems).entry(problems) for record in scan(text, _SYNTAX, problems)
    ]


def _with_ris_tags(record: TaggedRecord) -> TaggedRecord:
    name = one_line(record.first("RT"))
    type_of_work = _TYPES.get(name.lower()) or ris_type(name)
    fields = [Field("TY", type_of_work, record.line)]
    for field in record.fields:
        tag = field.tag.upper()
        if tag in _UNUSED or (tag == "IS" and type_of_work == "THES"):  # where CNKI has a month
            continue
        if tag == "PN":
            fields.append(Field("AN", f"PMID:{field.text}", field.line))
        else:
            fields.append(Field(_RIS_TAGS.get(tag, tag), field.text, field.line))
    return TaggedRecord(record.line, fields)
