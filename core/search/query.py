"""Search conditions and ordering for a query of several words."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

from core.search.normalization import words

Row = TypeVar("Row", bound=models.Model)


def matching(query: str, field: str = "search_text") -> models.Q:
    """Return the condition that a row has every word of ``query``.

    ``field`` may follow a relation ("person__search_text"). A query without words matches all rows; check
    ``words(query)`` first if it should match none.
    """
    return models.Q(*((f"{field}__has", word) for word in words(query)))


def title_first(
    queryset: models.QuerySet[Row], query_words: Sequence[str], *ordering: Any, field: str = "search_text"
) -> models.QuerySet[Row]:
    """Return the rows ordered by whether their title or name has all the words, then by ``ordering``."""
    if not query_words:
        return queryset.order_by(*ordering)
    in_title = models.Q(*((f"{field}__has_in_title", word) for word in query_words))
    return queryset.order_by(models.Case(models.When(in_title, then=0), default=1), *ordering)
