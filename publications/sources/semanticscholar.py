"""Semantic Scholar, which counts citations: https://api.semanticscholar.org"""

from collections.abc import Iterable

from django.conf import settings

from publications.sources.client import Client, SourceError, failure
from publications.sources.records import batches, is_count, mapping

#: Papers in one question; Semantic Scholar takes 500.
BATCH = 200


def citations(ids: Iterable[str], client: Client) -> dict[str, int]:
    """Returns how often papers were cited, by "DOI:10.…" or "ARXIV:2311.…" as asked. Raises SourceError."""
    found: dict[str, int] = {}
    key = settings.SOURCE_KEYS["semanticscholar"]
    for some in batches(ids, BATCH):
        try:
            papers = client.json(
                "semanticscholar",
                "/graph/v1/paper/batch",
                params={"fields": "citationCount"},
                headers={"x-api-key": key} if key else None,
                send={"ids": some},
            )
        except SourceError as error:
            if error.reason == "bad question":  # its answer where it knows none of them
                continue
            raise
        if not isinstance(papers, list) or len(papers) != len(some):
            raise failure("rubbish", "semanticscholar")
        for id, paper in zip(some, papers, strict=True):
            count = mapping(paper).get("citationCount")
            if is_count(count):
                found[id] = count
    return found
