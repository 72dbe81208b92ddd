"""Child rows as one JSON column of their parent, so that a list needs one query and few objects."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, JSONField, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, JSONObject
from django.db.models.sql.compiler import SQLCompiler


class _Row(JSONObject):
    """One row as text: to make PostgreSQL's ``jsonb``, as Django does, takes twice as long."""

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        parts = self.get_source_expressions()
        parts[::2] = [Cast(name, TextField()) for name in parts[::2]]
        return Func(*parts, function="JSON_BUILD_OBJECT").as_sql(compiler, connection, **extra)


class JSONRows(Subquery):
    """The rows of a correlated queryset as a list of dicts; an empty list where there is none.

    ``JSONRows(Link.objects.filter(paper=OuterRef("pk")), kind="kind", url="url")`` gives
    ``[{"kind": …, "url": …}, …]`` in the order of the queryset. Django has ArraySubquery for
    PostgreSQL only; this one says the same to SQLite as well.
    """

    output_field = JSONField()

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
