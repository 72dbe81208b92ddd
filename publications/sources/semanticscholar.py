"""Semantic Scholar, for citation counts: https://api.semanticscholar.org"""

from collections.abc import Iterable

from django.conf import settings

from publications.sources.client import Client, SourceError, source_error
from publications.sources.records import as_dict, batches, is_count

#: Papers per request; Semantic Scholar allows 500.
BATCH = 200


def fetch_citation_counts(ids: Iterable[str], client: Client) -> dict[str, int]:
    """Return the citation counts of the papers that are found, by ID. Raises SourceError.

    IDs have the form "DOI:10.…" or "ARXIV:2311.…".
    """
    counts: dict[str, int] = {}
    key = settings.SOURCE_KEYS["semanticscholar"]
    for batch in batches(ids, BATCH):
        try:
            papers = client.fetch_json(
                "semanticscholar",
                "/graph/v1/paper/batch",
                params={"fields": "citationCount"},
                headers={"x-api-key": key} if key else None,
                json_body={"ids": batch},
            )
        except SourceError as error:
            if error.reason == "bad request":  # the response if it has none of the papers
                continue
            raise
        if not isinstance(papers, list) or len(papers) != len(batch):
            raise source_error("bad response", "semanticscholar")
        for id, paper in zip(batch, papers, strict=True):
            count = as_dict(paper).get("citationCount")
            if is_count(count):
                counts[id] = count
    return counts
