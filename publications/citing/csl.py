"""CSL-JSON for Zotero, pandoc and citeproc (schema of CSL 1.0.2).

Which variable holds a value depends on the type of the item, as in the appendix "Variables" of the
specification and in the mapping of Zotero.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from . import cleaning
from .citation_keys import unique_keys
from .cleaning import one_line
from .maths import readable_text, readable_title
from .names import NameParts
from .phrases import (
    CONTAINED_KINDS,
    PUBLISHED_BY_VENUE,
    edition_number,
    holder_names,
    people_in_field,
    without_placeholders,
)
from .reference import Reference
from .registry import notice_texts
from .work_types import work_type

CSL_JSON_CONTENT_TYPE = "application/vnd.citationstyles.csl+json"

_TYPES = {
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "journal": "article-journal",
    "preprint": "article",
    "thesis": "thesis",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
}
# CSL variables for BibTeX fields of `Reference.extra`.
_EXTRA_VARIABLES = {
    "series": "collection-title",
    "address": "publisher-place",
    "location": "publisher-place",
    "venue": "event-place",
    "eventtitle": "event-title",
    "shorttitle": "title-short",
    "version": "version",
    "chapter": "chapter-number",
    "pagetotal": "number-of-pages",
}
#: Variables for the people in BibTeX fields.
PEOPLE_VARIABLES = {
    "translator": "translator",
    "bookauthor": "container-author",
    "serieseditor": "collection-editor",
}
#: Fields that `_item` itself puts into variables.
_WRITTEN_FIELDS = frozenset((*_EXTRA_VARIABLES, "translator", "type", "edition"))


def csl_json(references: Iterable[Reference]) -> str:
    """Return a CSL-JSON array with one item per reference, in the order given."""
    listed = [without_placeholders(reference) for reference in references]
    items = [_item(reference, key) for reference, key in zip(listed, unique_keys(listed), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference, key: str) -> dict[str, object]:
    kind = reference.kind
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    pages = list(filter(None, cleaning.split_page_range(reference.pages)))
    item: dict[str, object] = {
        "id": key,
        "type": _type(reference),
        "title": readable_title(one_line(reference.title)),
        "author": [_name(parts) for _, parts in reference.named_authors],
        "editor": [_name(parts) for _, parts in reference.named_editors],
        **{
            variable: [_name(parts) for parts in people_in_field(reference, field)]
            for field, variable in PEOPLE_VARIABLES.items()
        },
        # A year alone stays a year; it is not padded to 1 January.
        "issued": _date(reference),
        "status": "in press" if reference.is_in_press else "",
        **_container(reference),
        "volume": one_line(reference.volume),
        **_numbers(reference),
        # Many styles, and Zotero, expect an article number as the page.
        "page": ("–" if "-" in "".join(pages) else "-").join(pages) or one_line(reference.article_number),
        "edition": edition_number(reference),
        "genre": _genre(reference),
        "DOI": cleaning.bare_doi(reference.doi),
        "ISBN": one_line(reference.isbn),
        "ISSN": one_line(reference.issn),
        "URL": cleaning.percent_encode(reference.url),
        "language": one_line(reference.language),
        "abstract": one_line(readable_text(reference.abstract)),
        "keyword": ", ".join(reference.clean_keywords),
        "note": _note(reference, "" if kind == "preprint" else arxiv_id),
    }
    for name, variable in _EXTRA_VARIABLES.items():
        item[variable] = item.get(variable) or one_line(reference.extra.get(name, ""))
    item["custom"] = _custom(reference)
    return {name: value for name, value in item.items() if value}


def _type(reference: Reference) -> str:
    if reference.is_standard:
        return "standard"
    if reference.is_newspaper_article:
        return "article-newspaper"
    return "map" if reference.is_map else _TYPES.get(reference.kind, "document")


def _genre(reference: Reference) -> str:
    """Return the type of the work, unless the type of the item says the same."""
    if reference.kind == "preprint":
        return "Preprint"
    genre = work_type(reference)
    return "" if genre.casefold() in {"newspaper article", "map"} else genre


def _date(reference: Reference) -> dict[str, object] | None:
    """Return the date; a year that is not a number is text, which styles print as it is ("c. 350 BC")."""
    if reference.date_parts:
        date: dict[str, object] = {"date-parts": [list(reference.date_parts)]}
        if reference.season:
            date["season"] = reference.season
        return date | {"circa": True} if reference.is_date_approximate else date
    return {"literal": reference.year_text} if reference.year_text else None


def _container(reference: Reference) -> dict[str, str]:
    """Return the variables for venue and publisher."""
    kind, venue, publisher = reference.kind, one_line(reference.venue), one_line(reference.publisher)
    short = one_line(reference.venue_short)
    if kind == "book":
        return {"collection-title": venue, "publisher": publisher}
    if kind in {"thesis", "report"}:
        return {"publisher": reference.institution}
    if kind in PUBLISHED_BY_VENUE:
        owner = holder_names(reference) if kind == "patent" else ""
        server = "arXiv" if kind == "preprint" and reference.arxiv_id else ""
        first = owner or publisher or venue or server
        return {"publisher": first, "container-title": "" if venue == first else venue}
    return {
        "container-title": venue,
        "container-title-short": short,
        # The name of the same variable in Zotero.
        "journalAbbreviation": short if kind == "journal" else "",
        "publisher": publisher,
    }


def _numbers(reference: Reference) -> dict[str, str]:
    """Return the variables for the number: of an issue, in a series, or of the work itself."""
    kind, number = reference.kind, one_line(reference.number)
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    if kind == "journal":
        return {"issue": number, "number": one_line(reference.article_number)}
    if kind == "book" or (kind in CONTAINED_KINDS and one_line(reference.extra.get("series", ""))):
        return {"collection-number": number}
    if kind in CONTAINED_KINDS:
        return {"issue": number}
    return {"number": f"arXiv:{arxiv_id}" if kind == "preprint" and arxiv_id else number}


def _note(reference: Reference, arxiv_id: str) -> str:
    """Return award, note and arXiv ID, a line each.

    Zotero shows the note as "Extra", where it keeps an arXiv ID itself. The variables `archive` and
    `archive_location` would be wrong for a published work: styles print them as the place to find it.
    """
    notices = ". ".join(notice_texts(reference.notices))
    lines = (reference.award, reference.note, notices, f"arXiv:{arxiv_id}" if arxiv_id else "")
    return "\n".join(filter(None, map(one_line, lines)))


def _name(parts: NameParts) -> dict[str, str]:
    if parts.literal:
        return {"literal": parts.literal}
    # Zotero drops the variables for particle and suffix. citeproc-js and pandoc split them off themselves.
    given = ", ".join(filter(None, (parts.given, parts.suffix)))
    name = {"family": parts.full_family, "given": given}
    return {part: value for part, value in name.items() if value}


def _custom(reference: Reference) -> dict[str, object]:
    """Return the values that no CSL variable holds, for the schema's `custom` object.

    Authors are given by their position, counted from 1. A name "others" would be printed as a person.
    `original-title` is not for translated titles: styles print "originally published as".
    """
    authors = [author for author, _ in reference.named_authors]
    links = [(kind, cleaning.http_url(url)) for kind, url in reference.links]
    custom: dict[str, object] = {
        "equal_contribution": [
            position for position, author in enumerate(authors, 1) if author.equal_contribution
        ],
        "corresponding": [position for position, author in enumerate(authors, 1) if author.corresponding],
        "has_more_authors": reference.has_more_authors,
        "has_more_editors": reference.has_more_editors,
        "translated_title": readable_title(one_line(reference.translated_title)),
        "article_number": "" if reference.kind == "journal" else one_line(reference.article_number),
        "award": one_line(reference.award),
        "is_selected": reference.is_selected,
        "pdf_url": cleaning.percent_encode(reference.pdf_url),
        "links": [{"kind": kind, "url": url} for kind, url in links if url],
        "funding": [
            {name: value for name, value in asdict(item).items() if value} for item in reference.funding
        ],
        "extra": {
            key: value
            for name in sorted(reference.extra)
            if name not in _WRITTEN_FIELDS
            and (key := one_line(name))
            and (value := one_line(reference.extra[name]))
        },
    }
    return {name: value for name, value in custom.items() if value}
