"""DataCite, where repositories such as Zenodo, Figshare and Dagstuhl register DOIs: https://api.datacite.org

Answers have the form of the "DataCite REST API" (support.datacite.org/docs/api, version 2) with the
properties of the DataCite Metadata Schema 4.6 (2024). Records registered under older versions lack some.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from publications.bibtex import Author, Entry
from publications.bibtex.dates import Date, parse_date
from publications.bibtex.identifiers import DOI
from publications.bibtex.languages import language_tag
from publications.bibtex.titles import with_subtitle
from publications.citing import cleaning
from publications.citing.registry import Funding, merged_funding
from publications.readers.values import read_serial_numbers
from publications.sources.batching import Answers, fetch_all
from publications.sources.client import Client, source_error
from publications.sources.records import (
    as_dict,
    as_list,
    build_entry,
    extract_orcid,
    filterable_dois,
    plain_text,
)

#: DOIs per request; more would make the URL too long.
BATCH = 20

#: BibTeX's entry types by ``resourceTypeGeneral``, without spaces and in lower case.
_TYPES = {
    "journalarticle": "article",
    "datapaper": "article",
    "conferencepaper": "inproceedings",
    "conferenceproceeding": "proceedings",
    "preprint": "preprint",
    "book": "book",
    "bookchapter": "incollection",
    "dissertation": "thesis",
    "report": "report",
    "outputmanagementplan": "report",
    "standard": "report",
    "software": "software",
    "computationalnotebook": "software",
    "workflow": "software",
    "dataset": "dataset",
    "collection": "dataset",
    "model": "dataset",
    "image": "dataset",
    "audiovisual": "misc",
}
#: Words in the free text ``resourceType`` that tell the kind of a "Text", in the order in which they count.
_WORDS = (
    ("thesis|dissertation", "thesis"),
    ("proceedings|conference|inproceedings|workshop", "inproceedings"),
    ("preprint|working ?paper|e-?print", "preprint"),
    ("chapter|book ?section|incollection", "incollection"),
    ("article|journal|paper", "article"),
    ("report", "report"),
    ("book|monograph", "book"),
    ("software|code", "software"),
    ("data", "dataset"),
)
_CITEPROC = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "report": "report",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "software": "software",
}
#: Placeholders for unknown values: ":unav", ":null", "(:tba)".
_UNKNOWN = re.compile(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?.*", re.IGNORECASE)
#: The series in a text such as "LIPIcs, Vol. 283, 34th Symposium on Looms (LOOM 2023), pages 6:1-6:18".
_SERIES = re.compile(
    r"(?P<series>[^,;]+), vol(?:\.|ume)? (?P<volume>\w+), (?P<venue>.+?), "
    r"(?:pages|pp\.) (?P<pages>[\w:.–-]+)",
    re.IGNORECASE,
)
#: Titles of containers: "LIPIcs, Volume 283, LOOM 2023", "Journal of Looms; 15(1-2):Doc10".
_VOLUME = re.compile(r"(?P<venue>.+?), vol(?:\.|ume)? (?P<volume>\w+)(?:, (?P<event>.+))?", re.IGNORECASE)
_ISSUE = re.compile(r"(?P<venue>.+?)[;,] (?P<volume>\d+) ?\((?P<number>[\w/–-]+)\)(?:[:,] ?(?P<pages>\S+))?")
_PAGE = re.compile(r"[A-Za-z]{0,4}\d[\w.:]*")
_VERSION_RELATIONS = frozenset(("IsVersionOf", "IsIdenticalTo", "IsVariantFormOf", "IsNewVersionOf"))
#: Codes of library classifications that stand among the keywords: "gnd/4054289-0", "004 Computer science".
_CLASSIFICATION = re.compile(r"https?://.*|gnd/.*|\d{3}(?:[.-]\d+)* .*")


def fetch_work(doi: str, client: Client) -> Entry:
    """Return the record of a DOI. Raises SourceError."""
    answer = as_dict(client.fetch_json("datacite", f"/dois/{quote(doi, safe='')}", doi))
    entry = entry_from_attributes(as_dict(as_dict(answer.get("data")).get("attributes")))
    if not entry.title:
        raise source_error("bad response", "datacite")
    return entry


def fetch_works(dois: Iterable[str], client: Client) -> Answers[Entry]:
    """Return the records that DataCite has, by DOI in lower case."""

    def fetch(batch: list[str]) -> dict[str, Entry]:
        names = " OR ".join(f'"{doi}"' for doi in batch)
        params = {"query": f"doi:({names})", "page[size]": len(batch)}
        items = as_dict(client.fetch_json("datacite", "/dois", params=params)).get("data")
        if not isinstance(items, list):
            raise source_error("bad response", "datacite")
        entries = (entry_from_attributes(as_dict(as_dict(item).get("attributes"))) for item in items)
        return {entry.doi: entry for entry in entries if entry.title}

    # In a query, these characters would end the text or escape the next one.
    return fetch_all([doi for doi in filterable_dois(dois) if not set('"\\') & set(doi)], BATCH, fetch)


def entry_from_attributes(attributes: dict[str, Any]) -> Entry:
    """Return the entry of a work in DataCite's JSON format."""
    bibtex_type = _bibtex_type(as_dict(attributes.get("types")))
    container = _container(attributes)
    publisher = _text(attributes.get("publisher"))
    title, translated_title = _titles(attributes)
    contributors = [as_dict(item) for item in as_list(attributes.get("contributors"))]
    editors = [item for item in contributors if item.get("contributorType") == "Editor"]
    editors += container.editors  # often the same again
    venue, extra = container.venue, dict(container.extra)
    if bibtex_type == "thesis":
        venue, publisher = _university(contributors) or publisher, ""
        extra["type"] = _thesis_type(as_dict(attributes.get("types")))
    elif bibtex_type == "report" or (bibtex_type == "preprint" and not venue):
        venue, publisher = publisher, ""
    elif bibtex_type in {"software", "dataset", "misc"}:
        venue = ""
    extra["version"] = _text(attributes.get("version")) if bibtex_type in {"software", "dataset"} else ""
    serials = read_serial_numbers(container.identifiers)
    return build_entry(
        bibtex_type,
        title=title,
        translated_title=translated_title,
        authors=_people(as_list(attributes.get("creators"))),
        editors=tuple({person.name: person for person in reversed(_people(editors))}.values())[::-1],
        date=_date(attributes),
        venue=venue,
        volume=container.volume,
        number=container.number,
        pages=container.pages,
        article_number="" if container.pages else container.article_number,
        publisher=publisher,
        doi=_text(attributes.get("doi")),
        arxiv_id=_arxiv_id(attributes),
        isbn=next(iter(serials.isbns), ""),
        issn=next(iter(serials.issns), ""),
        url=_text(attributes.get("url")),
        abstract=_description(attributes, "Abstract") or _description(attributes, "Other"),
        keywords=_keywords(attributes),
        language=language_tag(_text(attributes.get("language"))),
        funding=_funding(attributes),
        extra={name: value for name, value in extra.items() if value},
    )


class _Container:
    """The journal, series or book that a work stands in.

    ``relatedItems`` describes it best, but few records have any. ``container`` is derived by DataCite from
    ``relatedIdentifiers`` and a description.
    """

    def __init__(self) -> None:
        self.venue = self.volume = self.number = self.pages = self.article_number = ""
        self.editors: list[dict[str, Any]] = []
        self.identifiers: list[str] = []
        self.extra: dict[str, str] = {}


def _container(attributes: dict[str, Any]) -> _Container:
    result = _Container()
    for item in map(as_dict, as_list(attributes.get("relatedItems"))):
        if item.get("relationType") == "IsPublishedIn":
            if not result.venue:
                _read_related_item(result, item)
            identifier = as_dict(item.get("relatedItemIdentifier"))
            result.identifiers.append(_text(identifier.get("relatedItemIdentifier")))
    for item in map(as_dict, as_list(attributes.get("relatedIdentifiers"))):
        if item.get("relatedIdentifierType") in {"ISBN", "ISSN"} and item.get("relationType") == "IsPartOf":
            result.identifiers.append(_text(item.get("relatedIdentifier")))
    series = _description(attributes, "SeriesInformation")
    container = as_dict(attributes.get("container"))
    if not result.venue and (match := _SERIES.fullmatch(series)):
        result.venue, result.volume = match["venue"], match["volume"]
        result.pages, result.extra["series"] = match["pages"], match["series"]
    if not result.venue and container.get("type") != "DataRepository":
        _read_title(result, _text(container.get("title")))
    result.volume = result.volume or _text(container.get("volume"))
    result.number = result.number or _text(container.get("issue"))
    result.pages = result.pages or _pages(container)
    result.identifiers.append(_text(container.get("identifier")))
    if not re.search(r"\d|^[IVXLC]+$", result.volume):  # some records have the title of the series there
        result.extra.setdefault("series", result.volume)
        result.volume = ""
    return result


def _read_related_item(result: _Container, item: dict[str, Any]) -> None:
    """Set everything from a related item. Dagstuhl has the name of a conference in the subtitle."""
    titles = item.get("titles")
    all_titles = [as_dict(title) for title in ([titles] if isinstance(titles, dict) else as_list(titles))]
    _read_title(result, _first_title(all_titles))
    subtitles = [_text(title.get("title")) for title in all_titles if title.get("titleType") == "Subtitle"]
    if result.extra.get("series") and subtitles:
        result.venue = subtitles[0]
    result.volume = _text(item.get("volume")) or result.volume
    result.number = _text(item.get("issue")) or result.number
    result.pages = _pages(item) or result.pages
    if item.get("numberType") in {None, "Article"}:
        result.article_number = _text(item.get("number"))
    result.editors = [
        contributor
        for contributor in map(as_dict, as_list(item.get("contributors")))
        if contributor.get("contributorType") == "Editor"
    ]


def _read_title(result: _Container, title: str) -> None:
    """Set the venue from the title of a container, which may contain volume, issue and pages."""
    if match := _ISSUE.fullmatch(title):
        result.venue, result.volume, result.number = match["venue"], match["volume"], match["number"]
        result.pages = match["pages"] or ""
    elif (match := _VOLUME.fullmatch(title)) and match["event"]:
        result.venue, result.volume, result.extra["series"] = match["event"], match["volume"], match["venue"]
    elif match:
        result.venue, result.volume = match["venue"], match["volume"]
    elif not title.startswith("http"):
        result.venue = title


def _pages(item: dict[str, Any]) -> str:
    """Return the pages; many journals have their name or the issue in these properties."""
    first, last = _text(item.get("firstPage")), _text(item.get("lastPage"))
    if not all(_PAGE.fullmatch(page) for page in (first, last) if page):
        return ""
    return first if first == last else "–".join(filter(None, (first, last)))


def _bibtex_type(types: dict[str, Any]) -> str:
    general = re.sub(r"\W", "", _text(types.get("resourceTypeGeneral")).lower())
    if general in _TYPES:
        return _TYPES[general]
    text = _text(types.get("resourceType")).lower()
    # "ConferencePaper" and "Journal article" stand beside the general type "Text" in older records.
    for words, bibtex_type in _WORDS:
        if re.search(words, text):
            return bibtex_type
    return _CITEPROC.get(_text(types.get("citeproc")), "misc") if general != "text" else "misc"


def _thesis_type(types: dict[str, Any]) -> str:
    text = _text(types.get("resourceType"))
    return text if re.search(r"master|bachelor|doctor|ph\.? ?d", text, re.IGNORECASE) else ""


def _titles(attributes: dict[str, Any]) -> tuple[str, str]:
    """Return the title with its subtitle, and the title in another language."""
    titles = [as_dict(item) for item in as_list(attributes.get("titles"))]
    title = _first_title(titles)
    by_type = {_text(item.get("titleType")).lower(): _text(item.get("title")) for item in reversed(titles)}
    if title:
        title = with_subtitle(title, by_type.get("subtitle", ""))
    others = [_text(item.get("title")) for item in titles if not item.get("titleType")][1:]
    translated = by_type.get("translatedtitle", "") or next(iter(others), "")
    return title, "" if translated == title else translated


def _first_title(titles: list[Any]) -> str:
    texts = [(_text(as_dict(item).get("title")), as_dict(item).get("titleType")) for item in titles]
    plain = [text for text, title_type in texts if text and not title_type]
    return next(iter([*plain, *(text for text, _type in texts if text)]), "")


def _people(values: list[Any]) -> tuple[Author, ...]:
    return tuple(person for person in map(_person, map(as_dict, values)) if person.name)


def _person(value: dict[str, Any]) -> Author:
    family, given, name = (_text(value.get(key)) for key in ("familyName", "givenName", "name"))
    identifiers = map(as_dict, as_list(value.get("nameIdentifiers")))
    orcid = next(filter(None, (extract_orcid(item.get("nameIdentifier")) for item in identifiers)), "")
    if value.get("nameType") == "Organizational":
        return Author.corporate(name)
    if family:
        return Author.from_parts(family, given, orcid=orcid)
    if "," in name and value.get("nameType") == "Personal":
        last, _, first = name.partition(",")
        return Author.from_parts(last.strip(), first.strip(), orcid=orcid)
    return Author.from_printed_name(name, orcid) if name else Author("")


def _date(attributes: dict[str, Any]) -> Date:
    """Return the date of issue; another date is used only if it is of the year of publication."""
    year = _text(attributes.get("publicationYear"))
    dates = [as_dict(item) for item in as_list(attributes.get("dates"))]
    by_type = {_text(item.get("dateType")): _text(item.get("date")) for item in reversed(dates)}
    best: Date = parse_date({"date": year})[0]
    for name in ("Issued", "Available", "Created"):
        date = parse_date({"date": by_type.get(name, "")})[0]
        if date[0] is not None and (best[0] is None or (date[0] == best[0] and best[1] is None)):
            best = date
    return best


def _arxiv_id(attributes: dict[str, Any]) -> str:
    """Return the arXiv ID among the identifiers of other versions of the work."""
    for item in map(as_dict, as_list(attributes.get("relatedIdentifiers"))):
        if item.get("relatedIdentifierType") == "arXiv" and item.get("relationType") in _VERSION_RELATIONS:
            return cleaning.bare_arxiv_id(_text(item.get("relatedIdentifier")))
    return ""


def _funding(attributes: dict[str, Any]) -> tuple[Funding, ...]:
    """Return the funders, with their DOIs in the Funder Registry, and the numbers of their grants."""
    funding = []
    for item in map(as_dict, as_list(attributes.get("fundingReferences"))):
        identifier = DOI.search(_text(item.get("funderIdentifier")).lower())
        funder_doi = identifier[0] if identifier and identifier[0].startswith("10.13039/") else ""
        funding.append(Funding(_text(item.get("funderName")), funder_doi, (_text(item.get("awardNumber")),)))
    return merged_funding(funding)


def _keywords(attributes: dict[str, Any]) -> tuple[str, ...]:
    """Return the keywords, without codes and terms of library classifications."""
    subjects = [as_dict(item) for item in as_list(attributes.get("subjects"))]
    texts = (_text(item.get("subject")) for item in subjects if not item.get("subjectScheme"))
    words = (word.strip() for text in texts for word in text.split(";"))
    return tuple(dict.fromkeys(word for word in words if word and not _CLASSIFICATION.fullmatch(word)))


def _description(attributes: dict[str, Any], description_type: str) -> str:
    for item in map(as_dict, as_list(attributes.get("descriptions"))):
        if item.get("descriptionType") == description_type and isinstance(item.get("description"), str):
            text = str(item["description"])
            return text if description_type != "SeriesInformation" else plain_text(text)
    return ""


def _university(contributors: list[dict[str, Any]]) -> str:
    hosts = (item for item in contributors if item.get("contributorType") == "HostingInstitution")
    return next(filter(None, (_text(item.get("name")) for item in hosts)), "")


def _text(value: Any) -> str:
    """Return text, a number as text, or the name of an object; "" for a placeholder."""
    if isinstance(value, dict):
        value = value.get("name")
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else plain_text(value)
    return "" if _UNKNOWN.fullmatch(text) else text
