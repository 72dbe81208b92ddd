"""CSL-JSON for Zotero, pandoc and citeproc (schema of CSL 1.0.2)."""

import json
from collections.abc import Iterable

from . import cleaning
from .citation_keys import unique_keys
from .cleaning import one_line
from .names import NameParts
from .reference import Reference

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
    "type": "genre",
    "series": "collection-title",
    "address": "publisher-place",
    "edition": "edition",
}


def csl_json(references: Iterable[Reference]) -> str:
    """Return a CSL-JSON array with one item per reference, in the order given."""
    listed = list(references)
    items = [_item(reference, key) for reference, key in zip(listed, unique_keys(listed), strict=True)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference, key: str) -> dict[str, object]:
    has_institution = reference.kind in {"thesis", "report"}
    venue = "" if has_institution else one_line(reference.venue)
    arxiv_id = cleaning.bare_arxiv_id(reference.arxiv_id)
    item: dict[str, object] = {
        "id": key,
        "type": _TYPES.get(reference.kind, "document"),
        "title": one_line(reference.title),
        "author": [_name(parts) for _, parts in reference.named_authors],
        "editor": [_name(parts) for _, parts in reference.named_editors],
        # A year alone stays a year; it is not padded to 1 January.
        "issued": {"date-parts": [list(reference.date_parts)]} if reference.date_parts else None,
        "container-title": venue,
        "container-title-short": "" if has_institution else one_line(reference.venue_short),
        "volume": one_line(reference.volume),
        "issue" if reference.kind == "journal" else "number": one_line(reference.number),
        "page": "-".join(filter(None, cleaning.split_page_range(reference.pages))),
        "publisher": reference.institution if has_institution else one_line(reference.publisher),
        "genre": "Preprint" if reference.kind == "preprint" else "",
        "DOI": cleaning.bare_doi(reference.doi),
        "ISBN": one_line(reference.isbn),
        "ISSN": one_line(reference.issn),
        "archive": "arXiv" if arxiv_id else "",
        "archive_location": arxiv_id,
        "URL": cleaning.percent_encode(reference.url),
        "language": one_line(reference.language),
        "abstract": one_line(reference.abstract),
        "keyword": ", ".join(reference.clean_keywords),
        "note": ". ".join(filter(None, (one_line(reference.award), one_line(reference.note)))),
    }
    for name, variable in _EXTRA_VARIABLES.items():
        item[variable] = item.get(variable) or one_line(reference.extra.get(name, ""))
    item["custom"] = _custom(reference)
    return {name: value for name, value in item.items() if value}


def _name(parts: NameParts) -> dict[str, str]:
    if parts.literal:
        return {"literal": parts.literal}
    name = {
        "non-dropping-particle": parts.particle,
        "family": parts.family,
        "given": parts.given,
        "suffix": parts.suffix,
    }
    return {part: value for part, value in name.items() if value}


def _custom(reference: Reference) -> dict[str, object]:
    """Return the values that no CSL variable holds, for the schema's `custom` object.

    Authors are given by their position, counted from 1.
    """
    authors = [author for author, _ in reference.named_authors]
    custom: dict[str, object] = {
        "equal_contribution": [
            position for position, author in enumerate(authors, 1) if author.equal_contribution
        ],
        "corresponding": [position for position, author in enumerate(authors, 1) if author.corresponding],
        "pdf_url": cleaning.percent_encode(reference.pdf_url),
        "extra": {
            key: value
            for name in sorted(reference.extra)
            if name not in _EXTRA_VARIABLES
            and (key := one_line(name))
            and (value := one_line(reference.extra[name]))
        },
    }
    return {name: value for name, value in custom.items() if value}
