"""OpenAlex, for citation counts in total and by year, and to search works by title."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from publications.citing import cleaning
from publications.sources.client import Client, source_error
from publications.sources.records import as_dict, as_list, batches, filterable_dois, is_count, plain_text

#: DOIs per request, the maximum that OpenAlex allows.
BATCH = 50


@dataclass(frozen=True)
class Citations:
    """The citation counts of a work: in total, and by year for about the last ten years."""

    total: int
    by_year: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SearchResult:
    """A work found by its title."""

    doi: str
    title: str
    first_author: str
    kind: str
    year: int | None


def fetch_citations(dois: Iterable[str], client: Client) -> dict[str, Citations]:
    """Return the citations of the works that OpenAlex has, by DOI in lower case. Raises SourceError."""
    citations: dict[str, Citations] = {}
    for batch in batches(filterable_dois(dois), BATCH):
        params = {"filter": f"doi:{'|'.join(batch)}", "select": "doi,cited_by_count,counts_by_year"}
        for work in _works(params | {"per-page": len(batch) * 2}, client):
            doi, counts = cleaning.bare_doi(plain_text(work.get("doi"))).lower(), _citations(work)
            # A DOI can have two records; the one with more citations is the maintained one.
            if counts and (doi not in citations or citations[doi].total < counts.total):
                citations[doi] = counts
    return citations


def search_by_title(title: str, client: Client) -> list[SearchResult]:
    """Return up to ten works with a similar title. Raises SourceError."""
    # In lower case, because AND, OR and NOT are operators.
    words = " ".join(re.findall(r"\w+", title.lower()))[:300]
    params = {"filter": f"title.search:{words}", "select": "doi,title,type,publication_year,authorships"}
    return [
        SearchResult(
            cleaning.bare_doi(plain_text(work.get("doi"))).lower(),
            plain_text(work.get("title")),
            plain_text(as_dict(as_dict(first).get("author")).get("display_name")),
            plain_text(work.get("type")),
            work.get("publication_year") if isinstance(work.get("publication_year"), int) else None,
        )
        for work in _works(params | {"per-page": 10}, client)
        for first in as_list(work.get("authorships"))[:1]
    ]


def _works(params: dict[str, Any], client: Client) -> list[dict[str, Any]]:
    credentials = {"mailto": settings.SOURCES_CONTACT, "api_key": settings.SOURCE_KEYS["openalex"]}
    params |= {name: value for name, value in credentials.items() if value}
    results = as_dict(client.fetch_json("openalex", "/works", params=params)).get("results")
    if not isinstance(results, list):
        raise source_error("bad response", "openalex")
    return [work for work in results if isinstance(work, dict)]


def _citations(work: dict[str, Any]) -> Citations | None:
    total = work.get("cited_by_count")
    if not is_count(total):
        return None
    years = {}
    for row in map(as_dict, as_list(work.get("counts_by_year"))):
        year, count = row.get("year"), row.get("cited_by_count")
        if is_count(year) and 1900 <= year <= 2100 and is_count(count):
            years[year] = count
    return Citations(total, years)
