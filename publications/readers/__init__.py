"""Read bibliographies in every format that people have, such as BibTeX, RIS, CSL-JSON, NBIB and EndNote's.

`detect` tells the format by the content of a file, since names and endings are often wrong. `parse` returns
entries and problems as `publications.bibtex.parse` does. Nothing here uses Django or the database, raises an
error on any input, or takes more than linear time.

- `ris`, `nbib`, `endnote`, `endnote_xml`, `wos`, `refworks`, `noteexpress`, `cnki`, `csl_json`: a format each
- `tagged`: the syntax that RIS, NBIB, EndNote's tagged format and others share
- `ris_fields`: the meaning of RIS tags, to which the others are translated
- `drafts`: the values of a record, cleaned and turned into an entry
- `names`, `values`: single values
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from publications import bibtex
from publications.bibtex import Entry, ParseResult, Problem
from publications.bibtex.encodings import printable_lines
from publications.bibtex.problems import report_unreadable_characters

from . import cnki, csl_json, endnote, endnote_xml, nbib, noteexpress, refworks, ris, wos

__all__ = ["FORMATS", "count_entries", "detect", "is_bibliography", "parse"]


class _Format(NamedTuple):
    name: str
    start: re.Pattern[str]
    parse: Callable[[str, list[Problem]], list[Entry]]


#: Formats of which one is recognised at the start of the file.
_DOCUMENTS = {
    "csl-json": _Format("CSL-JSON", csl_json.START, csl_json.parse_records),
    "endnote-xml": _Format("EndNote XML", endnote_xml.START, endnote_xml.parse_records),
}
#: Formats with lines that start a record, which other text may precede.
_RECORDS = {
    "ris": _Format("RIS", ris.START, ris.parse_records),
    "nbib": _Format("NBIB", nbib.START, nbib.parse_records),
    "wos": _Format("Web of Science", wos.START, wos.parse_records),
    "endnote": _Format("EndNote", endnote.START, endnote.parse_records),
    "refworks": _Format("RefWorks", refworks.START, refworks.parse_records),
    "noteexpress": _Format("NoteExpress", noteexpress.START, noteexpress.parse_records),
    "cnki": _Format("CNKI", cnki.START, cnki.parse_records),
}
_ALL = _DOCUMENTS | _RECORDS
_BIBTEX_START = re.compile(r"^[ \t]*@[a-zA-Z]+\s*[{(]", re.MULTILINE)
#: Items of a JSON list that are counted; more are too many in any case.
_MAX_ITEMS = 100_000
#: The names of the formats by their codes.
FORMATS = {"bibtex": "BibTeX", **{code: item.name for code, item in _ALL.items()}}


def detect(text: str) -> str:
    """Return the code of the format of a file (see `FORMATS`), "bibtex" if no other is recognised."""
    text = text.removeprefix("\ufeff")
    for code, document in _DOCUMENTS.items():
        if document.start.match(text):
            return code
    starts = {"bibtex": _BIBTEX_START, **{code: item.start for code, item in _RECORDS.items()}}
    positions = {code: match.start() for code, start in starts.items() if (match := start.search(text))}
    if positions:
        return min(positions, key=lambda code: positions[code])
    return "endnote" if endnote.UNTYPED_START.search(text) else "bibtex"


def is_bibliography(text: str) -> bool:
    """Return whether a text has the beginning of an entry in any of the formats."""
    return detect(text) != "bibtex" or bool(_BIBTEX_START.search(text))


def count_entries(text: str, code: str) -> int:
    """Return about how many entries a file of this format has, in less time than reading them takes."""
    if code == "bibtex":
        return bibtex.count_blocks(text)
    if code == "csl-json":
        return csl_json.count_items(text, _MAX_ITEMS)
    if code == "endnote-xml":
        return text.count("<record") - text.count("<records")
    start = _ALL[code].start
    if code == "endnote" and not start.search(text):
        start = endnote.UNTYPED_START
    elif code == "wos":
        start = wos.RECORD
    return sum(1 for _ in start.finditer(text))


def parse(text: str, code: str = "") -> ParseResult:
    """Return the entries of a file and the problems with it. Without its code, the format is detected."""
    code = code or detect(text)
    if code == "bibtex":
        return bibtex.parse(text)
    text = printable_lines(text)
    problems: list[Problem] = []
    entries = _ALL[code].parse(text, problems)
    report_unreadable_characters(text, problems)
    problems.sort(key=lambda problem: problem.line)
    return ParseResult(tuple(entries), tuple(problems))
