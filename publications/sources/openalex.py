"""OpenAlex, which counts citations, also by year, and knows where preprints were published."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from publications.citing import cleaning
from publications.sources.client import Client, failure
from publications.sources.records import askable, batches, is_count, listed, mapping, text

#: DOIs in one question; OpenAlex takes no more.
BATCH = 50


@dataclass(frozen=True)
class Citations:
    """How often a work was cited: in all, and in those years that are known (the last ten or so)."""

    total: int
    by_year: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A work with a title that was searched for."""

    doi: str
    title: str
    first_author: str
    kind: str
    year: int | None


def citations(dois: Iterable[str], client: Client) -> dict[str, Citations]:
    """Returns the citations of those DOIs that OpenAlex knows, by DOI in lower case. Raises SourceError."""
    found: dict[str, Citations] = {}
    for some in batches(askable(dois), BATCH):
        params = {"filter": f"doi:{'|'.join(some)}", "select": "doi,cited_by_count,counts_by_year"}
        for work in _works(params | {"per-page": len(some) * 2}, client):
            doi, counted = cleaning.bare_doi(text(work.get("doi"))).lower(), _citations(work)
            # A DOI may be there twice; the record that has more is the one that is kept up.
            if counted and (doi not in found or found[doi].total < counted.total):
                found[doi] = counted
    return found


def search(title: str, client: Client) -> list[Found]:
    """Returns works with about this title. Raises SourceError."""
    words = " ".join(re.findall(r"\w+", title.lower()))[:300]  # AND, OR and NOT would be operators
    params = {"filter": f"title.search:{words}", "select": "doi,title,type,publication_year,authorships"}
    return [
        Found(
            cleaning.bare_doi(text(work.get("doi"))).lower(),
            text(work.get("title")),
            text(mapping(mapping(first).get("author")).get("display_name")),
            text(work.get("type")),
            work.get("publication_year") if isinstance(work.get("publication_year"), int) else None,
        )
        for work in _works(params | {"per-page": 10}, client)
        for first in listed(work.get("authorships"))[:1]
    ]


def _works(params: dict[str, Any], client: Client) -> list[dict[str, Any]]:
    asked = {"mailto": settings.SOURCES_CONTACT, "api_key": settings.SOURCE_KEYS["openalex"]}
    params |= {name: value for name, value in asked.items() if value}
    results = mapping(client.json("openalex", "/works", params=params)).get("results")
    if not isinstance(results, list):
        raise failure("rubbish", "openalex")
    return [work for work in results if isinstance(work, dict)]


def _citations(work: dict[str, Any]) -> Citations | None:
    total = work.get("cited_by_count")
    if not is_count(total):
        return None
    years = {}
    for row in map(mapping, listed(work.get("counts_by_year"))):
        year, count = row.get("year"), row.get("cited_by_count")
        if is_count(year) and 1900 <= year <= 2100 and is_count(count):
            years[year] = count
    return Citations(total, years)
