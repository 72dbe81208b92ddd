"""Convert a work in Crossref's JSON format (https://api.crossref.org, "Works") into an entry."""

import re
from typing import Any

from publications.bibtex import Author, Entry
from publications.bibtex.dates import Date
from publications.bibtex.titles import with_subtitle
from publications.citing import NOTICE_KINDS, Funding, Notice, cleaning
from publications.citing.registry import merged_funding
from publications.sources.containers import Container, container_of
from publications.sources.records import (
    arxiv_id_from_doi,
    as_dict,
    as_list,
    build_entry,
    extract_orcid,
    partial_date,
    plain_text,
)

_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "posted-content": "preprint",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "book-chapter": "incollection",
    "book-section": "incollection",
    "book-part": "incollection",
    "reference-entry": "incollection",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "standard": "report",
    "dataset": "dataset",
    "software": "software",
}
_TYPES_OF_POSTED_CONTENT = {
    "blog": "misc",
    "other": "misc",
    "review": "misc",
    "dissertation": "thesis",
    "report": "report",
    "working_paper": "report",
}
#: Types whose editor is the one who has handled the submission, and not the editor of a book.
_TYPES_WITHOUT_EDITORS = ("journal-article", "posted-content", "peer-review", "dataset")
# The date of the printed issue takes precedence over the date of first online publication.
_DATES = ("published-print", "published", "issued", "published-online", "posted", "published-other")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: The kinds of notice by Crossref's types of update; new versions and editions are no notices.
_NOTICE_KINDS = {
    "retraction": "retraction",
    "removal": "withdrawal",
    "withdrawal": "withdrawal",
    "expression_of_concern": "concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "partial_retraction": "correction",
    "addendum": "other",
    "clarification": "other",
}
_NOTICE_IN_TITLE = re.compile(
    r"\[?(?P<kind>RETRACTED|Retracted|WITHDRAWN|Withdrawn)(?:\s+(?:ARTICLE|Article|PAPER|Paper|CHAPTER|Chapter))?"
    r"\]?\s*[:：—–-]\s*(?P<title>\S.*)"
)
_DOI_OF_FUNDER = re.compile(r"10\.13039/\w+")


def entry_from_work(message: dict[str, Any]) -> Entry:
    """Return the entry of a work."""
    container = container_of(message)
    title, notices = _without_notice(_title(message), _notices(message))
    preprints = map(arxiv_id_from_doi, related_dois(message, "has-preprint"))
    pages, article_number = _pages(message)
    return build_entry(
        _bibtex_type(message, container),
        title=title,
        authors=_people(message.get("author")),
        editors=() if message.get("type") in _TYPES_WITHOUT_EDITORS else _people(message.get("editor")),
        date=_date(message, container),
        venue=container.venue,
        venue_short=container.venue_short,
        volume=plain_text(message.get("volume")),
        number=plain_text(message.get("issue")) or _report_number(message),
        pages=pages,
        article_number=article_number,
        publisher=container.publisher,
        doi=plain_text(message.get("DOI")),
        arxiv_id=next(filter(None, preprints), ""),
        isbn=_first(message.get("ISBN")).rpartition("/")[2],
        issn=_first(message.get("ISSN")),
        abstract=message.get("abstract", ""),
        language=plain_text(message.get("language")),
        translated_title=_translated_title(message, title),
        note=_note(message),
        notices=notices,
        funding=_funding(message),
        extra=_extra(message, container),
    )


def notices_and_funding(message: dict[str, Any]) -> tuple[tuple[Notice, ...], tuple[Funding, ...]]:
    """Return only the editorial notices and the funding of a work."""
    return _without_notice(_title(message), _notices(message))[1], _funding(message)


def related_dois(message: dict[str, Any], relation: str) -> list[str]:
    """Return the DOIs with this relation to a work, in lower case."""
    others = map(as_dict, as_list(as_dict(message.get("relation")).get(relation)))
    return [plain_text(other.get("id")).lower() for other in others if other.get("id-type") == "doi"]


def _bibtex_type(message: dict[str, Any], container: Container) -> str:
    kind = plain_text(message.get("type"))
    if kind == "posted-content":
        return _TYPES_OF_POSTED_CONTENT.get(plain_text(message.get("subtype")), "preprint")
    if container.is_proceedings and kind in {"book-chapter", "book-section", "book-part"}:
        return "inproceedings"
    if kind == "dataset" and container.venue.startswith("CRAN:"):  # packages of R are registered as datasets
        return "software"
    return _TYPES.get(kind, "misc")


def _title(message: dict[str, Any]) -> str:
    title = _first_title(message.get("title")) or _first_title(message.get("original-title"))
    return with_subtitle(title, _first_title(message.get("subtitle"))) if title else ""


def _translated_title(message: dict[str, Any], title: str) -> str:
    """Return the title in the original language where it is another one."""
    original = _first_title(message.get("original-title"))
    return original if cleaning.one_line(original).casefold() not in {"", title.casefold()} else ""


def _people(values: Any) -> tuple[Author, ...]:
    """Return the persons and organizations of a list; some have no name at all."""
    return tuple(filter(None, map(_author, as_list(values))))


def _author(value: Any) -> Author | None:
    author = as_dict(value)
    family, given = plain_text(author.get("family")), plain_text(author.get("given"))
    if family or given:
        return Author.from_parts(
            family or given,
            given if family else "",
            plain_text(author.get("suffix")),
            extract_orcid(author.get("ORCID")),
        )
    name = plain_text(author.get("name"))
    return Author.corporate(name) if name else None


def _date(message: dict[str, Any], container: Container) -> Date:
    names = (*_DATES, "approved") if message.get("type") == "dissertation" else _DATES
    for name in names:
        parts = as_list(as_dict(message.get(name)).get("date-parts"))
        date = partial_date(*as_list(parts[0])) if parts else (None, None, None)
        if date[0] is not None:
            return date
    if message.get("type") == "proceedings-article":  # old proceedings of IEEE have no other date
        years = set(_YEAR_IN_NAME.findall(f"{container.venue} {container.event}"))
        return (int(years.pop()), None, None) if len(years) == 1 else (None, None, None)
    return None, None, None


def _pages(message: dict[str, Any]) -> tuple[str, str]:
    """Return the pages and the article number. "1-1" of a paper without issue stands for no pages yet."""
    pages, number = plain_text(message.get("page")), plain_text(message.get("article-number"))
    first, last = cleaning.split_page_range(pages)
    if first == last:
        pages = first
        if first == "1" and not (message.get("volume") and message.get("issue")):
            pages = ""
    return "" if pages == number else pages, number[:40]


def _report_number(message: dict[str, Any]) -> str:
    standard = as_dict(message.get("standard"))
    return plain_text(message.get("report-number")) or plain_text(standard.get("number"))


def _note(message: dict[str, Any]) -> str:
    """Return what the work is a notice about: "Retraction of https://doi.org/10.…"."""
    doi = plain_text(message.get("DOI")).lower()
    notes = []
    for update in map(as_dict, as_list(message.get("update-to"))):
        other, kind = plain_text(update.get("DOI")).lower(), plain_text(update.get("type"))
        if other and other != doi and kind in _NOTICE_KINDS:
            label = plain_text(update.get("label")) or kind.replace("_", " ").capitalize()
            notes.append(f"{label} of https://doi.org/{other}")
    return "; ".join(dict.fromkeys(notes))


def _notices(message: dict[str, Any]) -> list[Notice]:
    """Return the notices about a work, registered by its publisher or by Retraction Watch."""
    notices: dict[tuple[str, str], Notice] = {}
    own_doi = plain_text(message.get("DOI")).lower()
    for update in map(as_dict, as_list(message.get("updated-by"))):
        kind = _NOTICE_KINDS.get(plain_text(update.get("type")).lower().replace("-", "_").replace(" ", "_"))
        doi = plain_text(update.get("DOI")).lower()[:200]
        if kind is None or (doi == own_doi and kind not in {"retraction", "withdrawal"}):
            continue
        parts = as_list(as_dict(update.get("updated")).get("date-parts"))
        year, month, day = partial_date(*as_list(parts[0])) if parts else (None, None, None)
        date = f"{year:04}-{month:02}-{day:02}" if year and month and day else ""
        notices.setdefault((kind, doi), Notice(kind, doi, date))
    return sorted(notices.values(), key=lambda notice: (NOTICE_KINDS.index(notice.kind), notice.date))


def _without_notice(title: str, notices: list[Notice]) -> tuple[str, tuple[Notice, ...]]:
    """Return the title without "RETRACTED:" in front, and the notices with the one that this word is."""
    match = _NOTICE_IN_TITLE.fullmatch(title)
    if match is None:
        return title, tuple(notices)
    kind = "retraction" if match["kind"].upper() == "RETRACTED" else "withdrawal"
    if not any(notice.kind in {"retraction", "withdrawal"} for notice in notices):
        notices = [Notice(kind), *notices]
    return match["title"], tuple(notices)


def _funding(message: dict[str, Any]) -> tuple[Funding, ...]:
    """Return the funders with the numbers of their grants."""
    funding = []
    for value in map(as_dict, as_list(message.get("funder"))):
        doi = _DOI_OF_FUNDER.search(plain_text(value.get("DOI")).lower())
        awards = tuple(map(plain_text, as_list(value.get("award"))))
        funding.append(Funding(plain_text(value.get("name")), doi[0] if doi else "", awards))
    return merged_funding(funding)


def _extra(message: dict[str, Any], container: Container) -> dict[str, str]:
    """Return what has no field of its own, by BibTeX field name."""
    is_thesis = message.get("type") == "dissertation"
    extra = {
        "series": container.series,
        "type": _first(message.get("degree")) if is_thesis else "",
        "edition": plain_text(message.get("edition-number")),
        "address": plain_text(message.get("publisher-location")),
    }
    return {name: text for name, text in extra.items() if text}


def _first(value: Any) -> str:
    return next(filter(None, map(plain_text, as_list(value))), "")


def _first_title(value: Any) -> str:
    titles = (plain_text(title, formulas=True) for title in as_list(value))
    return next(filter(None, titles), "")
