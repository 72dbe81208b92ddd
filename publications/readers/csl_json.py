"""Read CSL-JSON, as Zotero, pandoc, citeproc and doi.org write it.

Sources: the JSON schema and the specification of CSL 1.0.2 (appendices III and IV), the CSL-JSON of Zotero 7,
and the answers of doi.org, whose items still have types of Crossref.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from publications.bibtex import Author, Entry, Problem
from publications.bibtex.dates import Date
from publications.bibtex.private_fields import is_private_name
from publications.bibtex.problems import excerpt
from publications.bibtex.publication_state import is_in_press
from publications.citing import cleaning
from publications.citing.cleaning import one_line
from publications.citing.csl import PEOPLE_VARIABLES
from publications.citing.names import HAN
from publications.citing.registry import Funding

from .drafts import Draft
from .names import NameList, read_name, read_names
from .values import plain_text, read_date

START = re.compile(r"\s*(?:\[\s*(?:\{|\])|\{\s*[\"}])")
_BIBTEX_TYPES = {
    "article": "article-journal article-magazine article-newspaper review review-book journal-article "
    "magazine-article newspaper-article",
    "preprint": "article preprint posted-content",
    "inproceedings": "paper-conference proceedings-article",
    "book": "book classic collection monograph edited-book reference-book pamphlet",
    "proceedings": "proceedings",
    "incollection": "chapter entry entry-dictionary entry-encyclopedia book-chapter book-section "
    "reference-entry",
    "thesis": "thesis dissertation",
    "report": "report standard regulation report-component",
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
    "misc": "bill broadcast document event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score performance periodical personal_communication post "
    "post-weblog song speech treaty webpage",
}
_BIBTEX_TYPE = {csl_type: bibtex for bibtex, types in _BIBTEX_TYPES.items() for csl_type in types.split()}
#: BibTeX fields for variables that no attribute of an entry holds.
_EXTRA_FIELDS = {
    "collection-title": "series",
    "publisher-place": "address",
    "edition": "edition",
    "version": "version",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "chapter-number": "chapter",
    "number-of-volumes": "volumes",
    "number-of-pages": "pagetotal",
    "title-short": "shorttitle",
    "event-place": "venue",
}
#: Variables with a person's own annotations.
_PRIVATE_VARIABLES = ("annote", "categories")
#: Lines that Zotero and its extensions put into `note`: "ISBN: 1", "3 citations (Crossref) [2024-01-01]".
_MACHINE_LINE = re.compile(
    r"\d+ citations? \(.*|(?:isbn|issn|publisher|number|issue|section|version|citation key|tex\.[\w.]+|_\w+"
    r"|ads bibcode|original[- ]\w+|zbl|mr ?number|page version id|openalex|s2id|journal abbreviation) ?:.*",
    re.IGNORECASE,
)
_LINE_OF = {
    "arxiv": "arxiv",
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "status": "status",
    "original title": "original-title",
}
_SUFFIX_IN_GIVEN = re.compile(r"(.+?),!? *(Jr\.?|Sr\.?|II|III|IV|[2-4](?:nd|rd|th))")
_CHINESE_NAME = re.compile(f"[{HAN}]{{2,4}}")
#: The type of a work where no variable gives it.
_WORK_TYPES = {
    "standard": "Standard",
    "article-newspaper": "Newspaper article",
    "newspaper-article": "Newspaper article",
}
_SEASON = re.compile("2?([1-4])")
_ORDINARY_GENRE = re.compile(r"preprint|journal article", re.IGNORECASE)


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of a CSL-JSON file, and append what could not be read to `problems`."""
    entries = []
    for line, item in _items(text, problems):
        if isinstance(item, dict):
            entries.append(_draft(item, line, problems).entry(problems))
        else:
            problems.append(Problem(line, "not_an_entry", text=excerpt(str(item))))
    return entries


def count_items(text: str, most: int) -> int:
    """Return the number of items, or `most` if there are at least that many."""
    return sum(1 for _ in islice(_items(text, []), most))


def _items(text: str, problems: list[Problem]) -> Iterator[tuple[int, Any]]:
    """Yield the items of an array, or of an object with an array of them, each with the number of its line.

    The items before an error are read; the rest of a broken file is reported.
    """
    decoder, position, line = json.JSONDecoder(), 0, 1
    space = re.compile(r"[\s,]*")
    array = re.compile(r'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?\[').match(text)
    end = array.end() if array else 0
    while True:
        start = space.match(text, end).end()  # type: ignore[union-attr]
        line += text.count("\n", position, start)
        position = start
        if start == len(text) or text[start] == "]":
            if array and start == len(text):
                problems.append(Problem(line, "broken_json"))
            return
        try:
            item, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            problems.append(Problem(line, "broken_json", text=excerpt(text[start : start + 200])))
            return
        if not array:
            yield from ((line, part) for part in _items_in(item))
            return
        yield line, item


def _items_in(item: Any) -> list[Any]:
    """Return the items in an object: itself, those of a list in it, or its values if it has them by id."""
    if not isinstance(item, dict) or "type" in item or "title" in item:
        return [item]
    for name in ("items", "references"):
        if isinstance(item.get(name), list):
            return list(item[name])
    values = list(item.values())
    is_by_id = values and all(isinstance(value, dict) and "type" in value for value in values)
    return values if is_by_id else [item]


def _draft(item: dict[str, Any], line: int, problems: list[Problem]) -> Draft:
    """Return the values of an item."""
    notes = _Notes(_text(item.get("note")))
    value = _Values(notes.variables | item)
    key, csl_type = value("citation-key", "id"), value("type").lower()
    draft = Draft(line=line, key=key, type=csl_type, bibtex_type=_bibtex_type(csl_type, value))
    if csl_type not in _BIBTEX_TYPE:
        problems.append(Problem(line, "unknown_type", key, text=excerpt(csl_type)))
    draft.title_parts = [value("title"), value("subtitle")]
    draft.translated_title = value("original-title")
    draft.authors, draft.has_others = _names(item.get("author"))
    draft.editors, draft.has_more_editors = _names(item.get("editor"))
    draft.date, is_approximate, draft.dates = _date(item.get("issued"))
    draft.is_in_press = is_in_press(value("status"))
    _set_venue(draft, value)
    draft.volume = value("volume")
    _set_number(draft, value)
    draft.pages = value("page", "page-first")
    draft.dois, draft.urls = [value("DOI")] if value("DOI") else [], [value("URL")]
    draft.serial_numbers = [*_texts(item.get("ISBN")), *_texts(item.get("ISSN"))]
    draft.abstract = _text(item.get("abstract"))
    draft.keywords = _keywords(item.get("keyword"))
    draft.language = value("language")
    draft.remarks = notes.remarks
    draft.left_out = [name for name in item if name in _PRIVATE_VARIABLES and item[name]]
    draft.extra = draft.extra | {field: value(name) for name, field in _EXTRA_FIELDS.items() if value(name)}
    if draft.bibtex_type == "book":
        draft.extra["series"] = draft.venue if draft.venue != draft.extra.get("series") else ""
        draft.venue = draft.venue or value("collection-title")
    if is_approximate:
        draft.extra["date"] = f"{draft.date[0]}~"
    _set_types(draft, value)
    for name, variable in PEOPLE_VARIABLES.items():
        draft.extra[name] = " and ".join(person.name for person in _names(item.get(variable)).people)
    _set_custom(draft, item.get("custom"))
    return draft


class _Values:
    """The variables of an item as text on one line."""

    def __init__(self, item: Mapping[str, Any]) -> None:
        self.item = item

    def __call__(self, *names: str) -> str:
        """Return the first of these variables that is not empty."""
        return next(filter(None, (one_line(_text(self.item.get(name))) for name in names)), "")


class _Notes:
    """The variable `note`, which Zotero fills with its field Extra: variables by line, and remarks."""

    def __init__(self, text: str) -> None:
        self.variables: dict[str, Any] = {}
        self.remarks: list[str] = []
        for line in filter(None, map(str.strip, text.split("\n"))):
            name, colon, value = line.partition(":")
            if colon and name.strip().lower() in _LINE_OF:
                self.variables[_LINE_OF[name.strip().lower()]] = value.strip()
            elif not _MACHINE_LINE.fullmatch(line):
                self.remarks.append(line)


def _bibtex_type(csl_type: str, value: _Values) -> str:
    genre = value("genre").lower()
    if csl_type == "article" and value("container-title", "ISSN") and not genre:
        return "article"  # kind_of_entry knows preprint servers
    if csl_type in {"manuscript", "document"} and genre == "preprint":
        return "preprint"
    return _BIBTEX_TYPE.get(csl_type, "misc")


def _set_venue(draft: Draft, value: _Values) -> None:
    draft.venue = value("container-title")
    draft.venue_short = value("container-title-short", "journalAbbreviation")
    draft.publisher = value("publisher")
    event = value("event-title", "event")
    if draft.bibtex_type == "inproceedings" and not draft.venue:
        draft.venue, event = event, ""
    if draft.bibtex_type in {"thesis", "report"} and not draft.venue:
        draft.venue, draft.publisher = draft.publisher, ""
    if draft.bibtex_type == "preprint" and not draft.venue:
        draft.venue = value("archive") or draft.publisher
        draft.publisher = "" if draft.publisher == draft.venue else draft.publisher
    if draft.bibtex_type == "patent":
        draft.extra["holder"], draft.publisher = draft.publisher, ""
    draft.extra["eventtitle"] = event if event != draft.venue else ""


def _set_number(draft: Draft, value: _Values) -> None:
    """Set number, article number and the texts that may hold an arXiv ID."""
    issue, number = value("issue"), value("number")
    draft.arxiv = [f"arXiv:{value('arxiv')}" if value("arxiv") else "", number]
    if "arxiv" in value("archive").lower():
        draft.arxiv.append(f"arXiv:{value('archive_location', 'archive-location')}")
    if "arxiv" in number.lower():
        number = ""
    draft.article_number = value("article-number")
    if number and (draft.bibtex_type == "article" or (issue and draft.bibtex_type == "inproceedings")):
        draft.article_number = draft.article_number or number
        number = ""
    draft.number = issue or number or value("collection-number" if draft.bibtex_type != "article" else "")


def _set_types(draft: Draft, value: _Values) -> None:
    genre = value("genre")
    if draft.type == "map" and not re.search(r"\bmap\b|地图", genre, re.IGNORECASE):
        genre = f"Map ({genre})" if genre else "Map"
    genre = genre or _WORK_TYPES.get(draft.type, "")
    draft.extra["type"] = "" if _ORDINARY_GENRE.fullmatch(genre) else genre


def _set_custom(draft: Draft, custom: Any) -> None:
    """Set what our own export writes under `custom`, such as marks of authors by position."""
    values = custom if isinstance(custom, dict) else {}
    equal, corresponding = _list(values.get("equal_contribution")), _list(values.get("corresponding"))
    draft.authors = [
        replace(author, is_equal=position in equal, is_corresponding=position in corresponding)
        for position, author in enumerate(draft.authors, 1)
    ]
    draft.pdfs = [_text(values.get("pdf_url"))]
    draft.award = _text(values.get("award"))
    draft.is_selected = values.get("is_selected") is True
    draft.links = list(_links(values.get("links")))
    draft.funding = list(_funding(values.get("funding")))
    draft.translated_title = draft.translated_title or _text(values.get("translated_title"))
    draft.article_number = draft.article_number or _text(values.get("article_number"))
    draft.has_others = draft.has_others or values.get("has_more_authors") is True
    draft.has_more_editors = draft.has_more_editors or values.get("has_more_editors") is True
    extra = values.get("extra")
    if isinstance(extra, dict):
        texts = {one_line(str(name)): _text(text) for name, text in extra.items()}
        draft.left_out += [name for name in texts if is_private_name(name)]
        draft.extra |= {name: text for name, text in texts.items() if name and not is_private_name(name)}


def _links(value: Any) -> Iterator[tuple[str, str]]:
    for link in filter(_is_dict, _list(value)):
        if url := cleaning.http_url(_text(link.get("url"))):
            yield _text(link.get("kind")), url


def _funding(value: Any) -> Iterator[Funding]:
    for item in filter(_is_dict, _list(value)):
        awards = tuple(filter(None, map(one_line, _texts(item.get("awards")))))
        yield Funding(one_line(_text(item.get("funder"))), one_line(_text(item.get("funder_doi"))), awards)


# ---- values -----------------------------------------------------------------------------------


def _text(value: Any) -> str:
    """Return text or a number as text; of a list the first."""
    if isinstance(value, list):
        return next(filter(None, map(_text, value[:10])), "") if not any(map(_is_list, value[:10])) else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _is_dict(value: Any) -> bool:
    return isinstance(value, dict)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _texts(value: Any) -> list[str]:
    return [_text(item) for item in value] if isinstance(value, list) else [_text(value)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _keywords(value: Any) -> list[str]:
    if isinstance(value, list):
        return [_text(item) for item in value]
    text = _text(value)
    return re.split("[;；]" if re.search("[;；]", text) else "[,，]", text)


def _names(value: Any) -> NameList:
    """Return the people in a name variable: objects, or text in files written by hand."""
    people, has_others = [], False
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, dict):
            person = _person({part: one_line(_text(text)) for part, text in name.items()})
            if person.name.lower() in {"others", "et al.", "et al", "and others"}:
                has_others = True
            elif person.name:
                people.append(person)
        elif isinstance(name, str):
            more = read_names([name])
            people += more.people
            has_others = has_others or more.has_others
    return NameList(people, has_others)


def _person(parts: dict[str, str]) -> Author:
    family, given, suffix = parts.get("family", ""), parts.get("given", ""), parts.get("suffix", "")
    if literal := plain_text(parts.get("literal", "") or parts.get("name", "")):
        return read_name(literal) if _CHINESE_NAME.fullmatch(literal) else Author.corporate(literal)
    if not family:
        return read_name(given)
    if match := _SUFFIX_IN_GIVEN.fullmatch(given):
        given, suffix = match[1], suffix or match[2]
    # Zotero puts a family name in quotation marks whose particles are not to be split off.
    family = family.strip('"')
    if not given and not suffix:
        return read_name(family) if _CHINESE_NAME.fullmatch(family) else Author.from_parts(family)
    words = (parts.get("dropping-particle", ""), parts.get("non-dropping-particle", ""), family)
    orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", parts.get("ORCID", ""))
    return Author.from_parts(" ".join(filter(None, words)), given, suffix, orcid[0] if orcid else "")


def _date(value: Any) -> tuple[Date, bool, list[str]]:
    """Return the date of a date variable, whether it is approximate, and the texts in which it may be.

    Its forms are parts ([[2025, 6, 21]], as numbers or text), `raw`, `literal`, and EDTF ("2025-06?"). In
    parts, there is no year 0: [[-350]] is 350 BC. Some programs write parts alone, or "year" and "month".
    """
    if isinstance(value, list):
        value = value[0] if value and isinstance(value[0], dict) else {"date-parts": value}
    if not isinstance(value, dict):
        return (None, None, None), False, [_text(value)]
    parts = _list(value.get("date-parts")) or [[value.get(name) for name in ("year", "month", "day")]]
    first = parts[0] if isinstance(parts[0], list) else parts
    texts = [one_line(_text(part)) for part in first][:3]
    texts = texts[: next((index for index, text in enumerate(texts) if not text or text == "0"), len(texts))]
    others = [_text(value.get(name)) for name in ("raw", "literal", "edtf")]
    if texts and re.fullmatch(r"-\d{1,4}", texts[0]):
        texts[0] = f"-{int(texts[0][1:]) - 1:04d}"
    if len(texts) == 1 and (season := _SEASON.fullmatch(_text(value.get("season")))):
        texts.append(f"2{season[1]}")
        return (None, None, None), False, ["-".join(texts)]
    joined = "-".join(text.zfill(2 if index else 4) for index, text in enumerate(texts))
    date = read_date([joined])[0]
    circa = value.get("circa")
    return date, bool(date[0] and circa and circa not in ("0", "false")), [] if date[0] else [joined, *others]
