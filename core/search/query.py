"""Search conditions and ordering for a query of several words."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

from core.caching import Placeholder
from core.search.lookups import Word
from core.search.normalization import words

Row = TypeVar("Row", bound=models.Model)
#: A query as typed, or its words as placeholders of a prepared query.
Query = str | Sequence[Placeholder]


def word_values(query: str) -> dict[str, Word]:
    """Return the words of a query as keyword arguments for a prepared query."""
    return {f"word{index}": Word(word) for index, word in enumerate(words(query))}


def words_of(query: Query) -> Sequence[str | Placeholder]:
    """Return the words of a query, which a prepared query has been given one by one."""
    return words(query) if isinstance(query, str) else query


def matching(query: Query, field: str = "search_text") -> models.Q:
    """Return the condition that a row has every word of ``query``.

    ``field`` may follow a relation ("person__search_text"). A query without words matches all rows; check
    ``words(query)`` first if it should match none.
    """
    return models.Q(*((f"{field}__has", word) for word in words_of(query)))


def title_first(
    queryset: models.QuerySet[Row],
    query_words: Sequence[str | Placeholder],
    *ordering: Any,
) -> models.QuerySet[Row]:
    """Return the rows ordered by whether their title or name has all the words, then by ``ordering``."""
    if not query_words:
        return queryset.order_by(*ordering)
    in_title = models.Q(*(("search_text__has_in_title", word) for word in query_words))
    return queryset.order_by(models.Case(models.When(in_title, then=0), default=1), *ordering)
