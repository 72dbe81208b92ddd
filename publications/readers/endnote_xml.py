"""Read EndNote's XML, as EndNote, Zotero, Mendeley and Scopus write it.

Its elements have the meaning of tags of RIS, so they are translated to those. Document types, and with them
custom entities, are refused, so that a small file cannot expand to a large one. Source: the document type
definition "RSXML" (2008) of EndNote, and the export of Zotero 7.
"""

import re
from collections.abc import Iterator
from typing import cast
from xml.etree import ElementTree

from publications.bibtex import Entry, Problem
from publications.bibtex.problems import excerpt

from .endnote import ris_type
from .ris_fields import draft_of
from .tagged import Field, TaggedRecord

START = re.compile(r"\s*<(?:\?xml|!DOCTYPE|xml|records)\b")
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]*\?>")
_FORBIDDEN = re.compile(r"<!(?:DOCTYPE|ENTITY)")
_CHUNK = 64 * 1024
_SCRIPTS = {"superscript": "sup", "subscript": "sub"}
#: Tags of RIS for the paths of elements below `record`.
_RIS_TAGS = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "TA",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "titles/short-title": "ST",
    "titles/translated-title": "TT",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "JA",
    "alt-periodical/full-title": "J2",
    "pages": "SP",
    "volume": "VL",
    "number": "IS",
    "issue": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "section": "SE",
    "keywords/keyword": "KW",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "isbn": "SN",
    "report-id": "M1",
    "accession-num": "AN",
    "call-num": "CN",
    "electronic-resource-num": "DO",
    "abstract": "AB",
    "label": "LB",
    "notes": "N1",
    "research-notes": "RN",
    "work-type": "M3",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "language": "LA",
    "urls/web-urls/url": "UR",
    "urls/related-urls/url": "UR",
    "urls/text-urls/url": "L2",
    "urls/pdf-urls/url": "L1",
    "custom1": "C1",
    "custom2": "C2",
    "custom3": "C3",
    "custom7": "C7",
}


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of an EndNote XML file, and append what could not be read to `problems`."""
    if match := _FORBIDDEN.search(text):
        problems.append(Problem(text.count("\n", 0, match.start()) + 1, "broken_xml", text=match[0]))
        return []
    entries: list[Entry] = []
    # The text is decoded already, so the encoding that it names no longer holds.
    body = _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)
    parser: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(("start", "end"))
    line = 1
    starts: list[int] = []
    try:
        for part in _lines(body):
            parser.feed(part)
            for event, element in cast("Iterator[tuple[str, ElementTree.Element]]", parser.read_events()):
                if element.tag != "record":
                    continue
                if event == "start":
                    starts.append(line)
                else:
                    start = starts.pop() if starts else line
                    entries.append(draft_of(_record(element, start), problems).entry(problems))
                    element.clear()
            line += part.count("\n")
        parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        problems.append(Problem(line, "broken_xml", text=excerpt(str(error))))
    return entries


def _lines(text: str) -> list[str]:
    """Return the text in lines, and very long lines in parts."""
    return [
        line[start : start + _CHUNK]
        for line in text.splitlines(keepends=True)
        for start in range(0, len(line), _CHUNK)
    ]


def _record(element: ElementTree.Element, line: int) -> TaggedRecord:
    record = TaggedRecord(line, [Field("TY", _type(element), line)])
    for path, tag in _RIS_TAGS.items():
        for item in element.iterfind(path):
            record.fields.append(Field(tag, _text(item).replace("\r", "\n").strip(), line))
    return record


def _type(element: ElementTree.Element) -> str:
    item = element.find("ref-type")
    return ris_type(item.get("name", "") or "Generic") if item is not None else "GEN"


def _text(element: ElementTree.Element) -> str:
    """Return the text, which is inside <style> elements, one for each change of the font; scripts as HTML."""
    parts = [element.text or ""]
    for child in element:
        text = "".join(child.itertext())
        name = _SCRIPTS.get(child.get("face", ""), "")
        parts += [f"<{name}>{text}</{name}>" if name and text.strip() else text, child.tail or ""]
    return "".join(parts)
