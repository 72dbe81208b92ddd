"""Read CNKI's own formats: E-Study ("知网研学"), and the list of fields that its users choose ("自定义").

A line starts with the English and the Chinese name of a field, "Title-题名: ". They are translated to RIS
tags. A record of E-Study starts with its type as a number, one of the other format with its database.
Source: exports of CNKI (2018 to 2025), whose Chinese names differ by the type of work.
"""

import re

from publications.bibtex import Entry, Problem
from publications.citing.cleaning import one_line

from .ris_fields import draft_of
from .tagged import Field, Syntax, TaggedRecord, scan

_E_STUDY, _CHOSEN = "DataType", "SrcDatabase-来源库"
#: A record of E-Study has its database in the middle, below another field.
START = re.compile(
    rf"^(?:{_E_STUDY}: ?\d+\r?\n(?:\r?\n)*[A-Z][A-Za-z]+-|(?<![^\r\n]\n)(?<![^\r\n]\r\n){_CHOSEN}: ?\S)",
    re.MULTILINE,
)
#: Nothing but a name stands before the hyphen, so that no line of an abstract is taken for a field.
_FIELD = re.compile(
    rf"(?P<tag>{_E_STUDY}|[A-Z][A-Za-z/]{{1,15}}-(?:[\u4e00-\u9fff]{{1,8}}|DOI))[:：](?P<text>.*)"
)
_RIS_TAGS = {
    "Applicant": "PB",
    "Author": "AU",
    "City": "CY",
    "CLC": "CN",
    "DOI": "DO",
    "Fund": "FU",
    "ISBN": "SN",
    "ISBN/ISSN": "SN",
    "ISSN": "SN",
    "Keyword": "KW",
    "Link": "UR",
    "Meeting": "T2",
    "Organ": "AD",
    "Page": "SP",
    "Period": "IS",
    "PubNo": "SN",
    "PubTime": "DA",
    "Roll": "VL",
    "Source": "JF",
    "SrcDatabase": "DB",
    "Summary": "AB",
    "Title": "TI",
    "URL": "UR",
    "Volume": "VL",
    "Year": "PY",
}
#: The first author once more.
_UNUSED = frozenset((_E_STUDY, "FirstDuty"))
#: RIS types by the name of the database, then by the number.
_DATABASES = {
    "博士": "THES",
    "硕士": "THES",
    "学位": "THES",
    "会议": "CONF",
    "报纸": "NEWS",
    "专利": "PAT",
    "标准": "STAND",
    "年鉴": "CHAP",
    "图书": "BOOK",
    "期刊": "JOUR",
    "辑刊": "JOUR",
}
_NUMBERS = {"1": "JOUR", "2": "THES", "3": "CONF", "6": "CHAP"}
#: What `Source` is for a type, other than a journal.
_SOURCES = {"THES": "PB", "CONF": "C3", "CHAP": "T2", "BOOK": "PB"}


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of a file of CNKI, and append what could not be read to `problems`."""
    start = START.search(text)
    is_e_study = start is not None and start[0].startswith(_E_STUDY)
    syntax = Syntax(_FIELD, start=_E_STUDY if is_e_study else _CHOSEN)
    return [
        draft_of(_with_ris_tags(record), problems).entry(problems) for record in scan(text, syntax, problems)
    ]


def _with_ris_tags(record: TaggedRecord) -> TaggedRecord:
    database = one_line(record.first(_CHOSEN))
    types = (ris_type for word, ris_type in _DATABASES.items() if word in database)
    type_of_work = next(types, "") or _NUMBERS.get(one_line(record.first(_E_STUDY)), "JOUR")
    fields = [Field("TY", type_of_work, record.line)]
    if type_of_work == "THES":
        degree = next((degree for degree in ("博士", "硕士") if degree in database), "")
        fields.append(Field("M3", degree, record.line))
    for field in record.fields:
        name, _hyphen, chinese_name = field.tag.partition("-")
        if name not in _UNUSED and (tag := _ris_tag(name, chinese_name, field.text, type_of_work)):
            fields.append(Field(tag, field.text, field.line))
    return TaggedRecord(record.line, fields)


def _ris_tag(name: str, chinese_name: str, text: str, type_of_work: str) -> str:
    """Return the RIS tag of a field, its own name if it has none, and "" for one that says nothing."""
    if name == "PageCount":  # the pages themselves only where no other field has them
        return "SP" if re.search(r"\d\s*[-–+,]\s*\d", text) else ""
    if name == "Source":
        return _SOURCES.get(type_of_work, "JF")
    if chinese_name == "出版者":
        return "PB"
    return _RIS_TAGS.get(name, name)
