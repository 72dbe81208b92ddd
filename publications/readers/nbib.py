"""Read NBIB files, the format of PubMed ("MEDLINE").

Source: "MEDLINE/PubMed Data Element (Field) Descriptions" of the US National Library of Medicine (2024).
"""

import re
from dataclasses import replace

from publications.bibtex import Author, Entry, Problem
from publications.bibtex.identifiers import DOI
from publications.citing.cleaning import one_line
from publications.citing.registry import Funding, Notice

from .drafts import Draft
from .names import read_name
from .tagged import Syntax, TaggedRecord, scan

START = re.compile(r"^PMID ?- *\d|^OWN *- *ERIC\b", re.MULTILINE)
_SYNTAX = Syntax(
    re.compile(r"(?=[A-Z ]{4}-|[A-Z]{2,4}-)(?P<tag>[A-Z]{2,4}) *- ?(?P<text>.*)"),
    start="PMID",
    has_empty_lines=True,
)
#: BibTeX's entry types for types of publication; the first that is found counts. All others are articles.
_BIBTEX_TYPES = (
    ("preprint", "preprint"),
    ("book chapter", "incollection"),
    ("book", "book"),
    ("books", "book"),
    ("technical report", "report"),
    ("dataset", "dataset"),
)
_IDENTIFIER = re.compile(r"(.+) \[(doi|pii)\]")
_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])(?!\d)")
#: Publishers' identifiers that are article numbers: "e0209899", "1042". Longer ones are of their databases.
_ARTICLE_NUMBER = re.compile(r"[A-Za-z]{1,4}\d{2,7}|\d{1,5}")
_NOTICE_TAGS = {"RIN": "retraction", "ECI": "concern", "EIN": "correction", "CRI": "correction"}
_INITIAL = re.compile(r"\b([^\W\d_])(?=\s|$)(?!\.)")
_SUFFIX = re.compile(r"(?<=\S) (Jr\.?|Sr\.?|2nd|3rd|4th|II|III|IV)$")


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of an NBIB file, and append what could not be read to `problems`."""
    return [_draft(record).entry(problems) for record in scan(text, _SYNTAX, problems)]


def _draft(record: TaggedRecord) -> Draft:
    first, texts = record.first, record.texts
    types = {one_line(text).lower() for text in texts("PT")}
    bibtex_type = next((bibtex for name, bibtex in _BIBTEX_TYPES if name in types), "article")
    if any("dissertation" in text for text in types):  # ERIC: "Dissertations/Theses - Doctoral Dissertations"
        bibtex_type = "thesis"
    if bibtex_type == "article" and first("BTI") and not first("JT"):
        bibtex_type = "incollection" if first("CTI", "TI") and first("TI") != first("BTI") else "book"
    identifiers = [
        match.groups() for text in texts("AID", "LID") if (match := _IDENTIFIER.fullmatch(one_line(text)))
    ]
    draft = Draft(line=record.line, key=one_line(first("PMID")), type="nbib", bibtex_type=bibtex_type)
    _set_titles(draft, record)
    draft.authors = _people(record, "FAU", "AU", "CN")
    draft.editors = _people(record, "FED", "ED", "")
    draft.dates = texts("DP") or texts("DEP")
    if draft.dates and (match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?: .*)?", one_line(draft.dates[0]))):
        draft.dates = ["-".join(match.groups())]
    draft.volume, draft.number = first("VI"), first("IP")
    draft.publisher = first("PB")
    draft.dois = [text for text, name in identifiers if name == "doi"]
    draft.serial_numbers = [*texts("IS"), *texts("ISBN", "ISSN")]
    _set_pages(draft, one_line(first("PG")), [text for text, name in identifiers if name == "pii"])
    draft.abstract = first("AB", "OAB").replace("\n", " ")
    draft.keywords = [keyword.lstrip("*") for keyword in map(one_line, texts("OT", "KW"))]
    draft.language = next((text for text in texts("LA") if text != "und"), "")
    draft.notices = _notices(record, types)
    draft.funding = [_funding(one_line(text)) for text in texts("GR")]
    draft.extra = {
        "pmid": first("PMID"),
        "pmcid": first("PMC"),
        "edition": first("EN"),
        "address": first("PL") if bibtex_type in {"book", "incollection", "thesis", "report"} else "",
    }
    return draft


def _set_titles(draft: Draft, record: TaggedRecord) -> None:
    """Set title and venue.

    The title of a work in another language than English stands in the field TT, and its translation in
    brackets. Works in English and another language have one title in each.
    """
    title, original = _sentence(record.first("TI")), _sentence(record.first("TT"))
    book = _sentence(record.first("BTI"))
    is_translation = title.startswith("[") and title.endswith("]")
    if is_translation:
        title = _sentence(title[1:-1])
    if original and (is_translation or "eng" not in record.texts("LA")):
        title, original = original, title
    draft.title_parts = [title or original or book]
    draft.translated_title = original if original != title else ""
    draft.venue = record.first("JT", "TA") if draft.bibtex_type != "incollection" else book
    draft.venue_short = record.first("TA") if draft.venue != record.first("TA") else ""
    if draft.bibtex_type in {"book", "incollection"}:
        draft.venue_short = ""
        draft.extra["series"] = _sentence(record.first("CTI"))
    if draft.bibtex_type == "book":
        draft.venue = ""


def _sentence(text: str) -> str:
    """Return a title without the full stop that PubMed ends every title with."""
    title = one_line(text)
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _people(record: TaggedRecord, full: str, short: str, group: str) -> list[Author]:
    """Return the people with these tags: full names, or short ones ("Example AB") in old records; groups too.

    The field AUID after a name has that author's ORCID iD.
    """
    tag = full if record.texts(full) else short
    people: list[Author] = []
    for field in record.fields:
        text = one_line(field.text)
        if field.tag == tag and text:
            people.append(_person(text))
        elif field.tag == group and text:
            people.append(Author.corporate(text))
        elif field.tag == "AUID" and full == "FAU" and people and (match := _ORCID.search(text)):
            people[-1] = replace(people[-1], orcid="-".join(match.groups()))
    return people


def _person(name: str) -> Author:
    """Return the person with this name: "King, Ada B Jr", or "King AB Jr" in old records."""
    match = _SUFFIX.search(name)
    suffix = match[1] if match else ""
    name = name[: match.start()] if match else name
    family, comma, given = name.partition(",")
    if not comma:
        family, _, initials = name.rpartition(" ")
        given = " ".join(initials) if family and re.fullmatch("[A-Z]{1,4}", initials) else initials
    if not family:
        return read_name(name)
    return Author.from_parts(family.strip(), _INITIAL.sub(r"\1.", given.strip()), suffix)


def _notices(record: TaggedRecord, types: set[str]) -> list[Notice]:
    """Return the retraction, concerns and corrections; their fields name the notice and often its DOI."""
    notices = []
    for tag, kind in _NOTICE_TAGS.items():
        for text in record.texts(tag):
            match = DOI.search(text)
            notices.append(Notice(kind, match[0].rstrip(".,;").lower() if match else ""))
    if "retracted publication" in types and not any(notice.kind == "retraction" for notice in notices):
        notices.insert(0, Notice("retraction"))
    return notices


def _funding(text: str) -> Funding:
    """Return the funder and number of a grant: "R01 GM000001/GM/NIGMS NIH HHS/United States"."""
    number, *others = text.split("/")
    agency = others[-2] if len(others) > 1 else others[0] if others else ""
    return Funding(agency.strip(), "", (number.strip(),)) if agency else Funding(number.strip())


def _set_pages(draft: Draft, pages: str, publisher_ids: list[str]) -> None:
    """Set pages or article number."""
    if not pages:
        draft.article_number = next((text for text in publisher_ids if _ARTICLE_NUMBER.fullmatch(text)), "")
        return
    draft.pages = pages
