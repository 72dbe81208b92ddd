"""Read EndNote's tagged format (.enw, "Refer"), as EndNote, Google Scholar and CNKI write it.

Its tags are a percent sign and one character. They have the same meaning as tags of RIS, so they are
translated to those. Sources: the export filter "EndNote Export" of EndNote 20; refer(1) of groff.
"""

import re
from dataclasses import replace

from publications.bibtex import Entry, Problem

from .ris_fields import draft_of
from .tagged import Field, Syntax, TaggedRecord, scan

START = re.compile(r"^%0 [A-Z]", re.MULTILINE)
#: Records without a type, as library catalogues write them ("Refer").
UNTYPED_START = re.compile(r"^%[ABDIJT] [^\n]+\n%[A-Z@] \S", re.MULTILINE)
_FIELD = re.compile(r"(?P<tag>%[!-~])(?: (?P<text>.*)|$)")
_RIS_TAGS = {
    "%A": "AU",
    "%B": "T2",
    "%C": "CY",
    "%D": "PY",
    "%E": "ED",
    "%F": "LB",
    "%G": "LA",
    "%I": "PB",
    "%J": "JF",
    "%K": "KW",
    "%L": "CN",
    "%M": "AN",
    "%N": "IS",
    "%P": "SP",
    "%Q": "TT",
    "%R": "DO",
    "%S": "T3",
    "%T": "TI",
    "%U": "UR",
    "%V": "VL",
    "%W": "DP",
    "%X": "AB",
    "%Y": "A3",
    "%Z": "N1",
    "%6": "NV",
    "%7": "ET",
    "%8": "DA",
    "%9": "M3",
    "%?": "A4",
    "%@": "SN",
    "%!": "ST",
    "%~": "DB",
    "%<": "RN",
    "%>": "L1",
    "%+": "AD",
    "%1": "U1",
    "%2": "C2",
    "%3": "U3",
    "%4": "U4",
    "%#": "U5",
    "%$": "U5",
    "%(": "OP",
    "%)": "RP",
    "%*": "RI",
    "%^": "CA",
    "%&": "SE",
    "%[": "Y2",
    "%]": "Y2",
    "%H": "TA",
    "%O": "NO",
    "%=": "AD",
}
#: Types of RIS for the names of EndNote's reference types; "Generic" where there is none.
RIS_TYPES = {
    "ancient text": "ANCIENT",
    "aggregated database": "AGGR",
    "book": "BOOK",
    "book section": "CHAP",
    "classical work": "CLSWK",
    "computer program": "COMP",
    "conference paper": "CPAPER",
    "conference proceedings": "CONF",
    "dataset": "DATA",
    "dictionary": "DICT",
    "edited book": "EDBOOK",
    "electronic article": "EJOUR",
    "electronic book": "EBOOK",
    "electronic book section": "ECHAP",
    "encyclopedia": "ENCYC",
    "government document": "GOVDOC",
    "journal article": "JOUR",
    "magazine article": "MGZN",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "newspaper article": "NEWS",
    "online database": "DBASE",
    "pamphlet": "PAMP",
    "patent": "PAT",
    "report": "RPRT",
    "serial": "SER",
    "standard": "STAND",
    "thesis": "THES",
    "unpublished work": "UNPB",
}
#: Reference types of EndNote that say nothing about the kind of publication.
_OTHER_TYPES = frozenset(
    "artwork|audiovisual material|bill|blog|case|catalog|chart or table|equation|figure|film or broadcast"
    "|generic|grant|hearing|interview|legal rule or regulation|multimedia application|music"
    "|online multimedia|personal communication|podcast|press release|social media|statute"
    "|television episode|web page".split("|")
)


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of an EndNote file, and append what could not be read to `problems`."""
    syntax = Syntax(_FIELD, start="%0", has_empty_lines=not START.search(text))
    records = scan(text, syntax, problems)
    return [draft_of(_with_ris_tags(record), problems).entry(problems) for record in records]


def ris_type(name: str) -> str:
    """Return the RIS type for the name of a reference type of EndNote; the name itself if it is unknown."""
    plain = " ".join(name.lower().split())
    return RIS_TYPES.get(plain) or ("GEN" if plain in _OTHER_TYPES else name)


def _with_ris_tags(record: TaggedRecord) -> TaggedRecord:
    fields = [
        replace(field, tag=_RIS_TAGS.get(field.tag, field.tag), text=_separated(field))
        for field in record.fields
    ]
    type_names = [field.text for field in fields if field.tag == "%0"]
    type_field = Field("TY", ris_type(next(iter(type_names), "Generic")), record.line)
    if record.texts("%Y"):  # the editor of the series if there is another editor
        fields = [replace(field, tag="A2") if field.tag == "ED" else field for field in fields]
    return TaggedRecord(record.line, [type_field, *(field for field in fields if field.tag != "%0")])


def _separated(field: Field) -> str:
    """Return the text of a field; CNKI may write all authors in one line, "%A 张三%A 李四"."""
    return field.text.replace("%A ", ";") if field.tag == "%A" else field.text
