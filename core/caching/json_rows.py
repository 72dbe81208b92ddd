"""Child rows as a JSON column of their parent row, so that a list needs one query and few objects."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, JSONField, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.db.models.sql.compiler import SQLCompiler


class LazyRows(Sequence[dict[str, Any]]):
    """A sequence of dicts that is parsed from its JSON text on first access."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        # Most lists of most rows are empty.
        return json.loads(self.text) if self.text != "[]" else []

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class _RowsField(JSONField):
    def from_db_value(self, value: str | None, expression: Any, connection: BaseDatabaseWrapper) -> LazyRows:
        return LazyRows(value or "[]")


class _Row(JSONObject):
    """One row as JSON text: PostgreSQL takes twice as long to build ``jsonb``, which Django uses."""

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        parts = self.get_source_expressions()
        parts[::2] = [Cast(name, TextField()) for name in parts[::2]]
        return Func(*parts, function="JSON_BUILD_OBJECT").as_sql(compiler, connection, **extra)


class JSONRows(Subquery):
    """A subquery that returns the rows of a correlated queryset as a sequence of dicts.

    ``JSONRows(Link.objects.filter(paper=OuterRef("pk")), kind="kind", url="url")`` gives
    ``[{"kind": …, "url": …}, …]`` in the order of the queryset, or an empty sequence. Django's
    own ArraySubquery is for PostgreSQL only.
    """

    output_field = _RowsField()

    def __init__(self, queryset: "QuerySet[Any]", **fields: Any) -> None:
        super().__init__(queryset.annotate(_row=_Row(**fields)).values("_row"))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT json_group_array(json(_row)) FROM (%(subquery)s) AS _rows)",
            **extra,
        )

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT COALESCE(json_agg(_row)::text, '[]') FROM (%(subquery)s) AS _rows)",
            **extra,
        )
