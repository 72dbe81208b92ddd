"""Read the plain text files of Web of Science (.txt, .ciw).

A line starts with a tag of two characters; the lines after it are indented by three blanks. The tags are
translated to those of RIS, which have the same meaning. Source: "Web of Science Core Collection Field Tags"
(Clarivate, 2024).
"""

import re

from publications.bibtex import Entry, Problem
from publications.citing.cleaning import one_line

from .ris_fields import draft_of
from .tagged import Field, Syntax, TaggedRecord, scan

START = re.compile(r"^FN (?:Clarivate|Thomson|ISI)\b|^PT [A-Z]\s*\n(?:AU|AF|TI|CA|BA|BE) ", re.MULTILINE)
RECORD = re.compile(r"^PT [A-Z]\b", re.MULTILINE)
_SYNTAX = Syntax(re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<text>.*)|$)"), start="PT", end="ER")
#: Lines about the file.
_FILE_LINE = re.compile(r"^(?:FN|VR) .*$|^EF\s*$", re.MULTILINE)
_RIS_TAGS = {
    "TI": "TI",
    "SO": "T2",
    "SE": "T3",
    "JI": "JI",
    "J9": "J9",
    "LA": "LA",
    "DE": "KW",
    "AB": "AB",
    "PU": "PB",
    "PI": "CY",
    "SN": "SN",
    "EI": "EI",
    "BN": "SN",
    "PY": "PY",
    "PD": "DA",
    "VL": "VL",
    "IS": "IS",
    "BP": "SP",
    "EP": "EP",
    "AR": "AR",
    "DI": "DO",
    "FU": "FU",
}
#: RIS types for the words of a type of document, and else for the type of publication.
_DOCUMENT_TYPES = (
    ("proceedings paper", "CONF"),
    ("book chapter", "CHAP"),
    ("book", "BOOK"),
    ("patent", "PAT"),
)
_PUBLICATION_TYPES = {"B": "BOOK", "C": "CONF", "P": "PAT"}


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of a Web of Science file, and append what could not be read to `problems`."""
    records = scan(_FILE_LINE.sub("", text), _SYNTAX, problems)
    return [draft_of(_with_ris_tags(record), problems).entry(problems) for record in records]


def _with_ris_tags(record: TaggedRecord) -> TaggedRecord:
    fields = [Field("TY", _ris_type(record), record.line)]
    # Full names ("AF") stand beside short ones ("AU"), one on a line.
    author_tags = ("AF" if record.texts("AF") else "AU", "BF" if record.texts("BF") else "BA")
    for field in record.fields:
        lines = list(filter(None, map(one_line, field.text.split("\n"))))
        if field.tag in author_tags:
            fields += [Field("AU", line, field.line) for line in lines]
        elif field.tag in {"CA", "GP"}:
            fields += [Field("AU", f"{line},", field.line) for line in lines]
        elif field.tag in {"BE", "ED"}:
            fields += [Field("ED", line, field.line) for line in lines]
        elif field.tag == "PM":
            fields.append(Field("AN", f"PMID:{one_line(field.text)}", field.line))
        elif field.tag in _RIS_TAGS:
            text = re.sub(r"^(?:UNSP|ARTN) ", "", one_line(field.text)) if field.tag == "AR" else field.text
            fields.append(Field(_RIS_TAGS[field.tag], one_line(text), field.line))
    return TaggedRecord(record.line, fields)


def _ris_type(record: TaggedRecord) -> str:
    publication_type = one_line(record.first("PT"))[:1]
    words = one_line(record.first("DT")).lower()
    if publication_type == "J" and "article; proceedings paper" in words:
        return "JOUR"  # given at a conference, printed in a journal
    for name, ris_type in _DOCUMENT_TYPES:
        if name in words and "review" not in words:
            return ris_type
    return _PUBLICATION_TYPES.get(publication_type, "JOUR")
