"""Child rows as one JSON column of their parent, so that a list needs one query and few objects."""

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JSONRows(Subquery):
    """The rows of a correlated queryset as a list of dicts; an empty list where there is none.

    ``JSONRows(Link.objects.filter(paper=OuterRef("pk")), kind="kind", url="url")`` gives
    ``[{"kind": …, "url": …}, …]`` in the order of the queryset. Django has ArraySubquery for
    PostgreSQL only; this one says the same to SQLite as well.
    """

    output_field = JSONField()

    def __init__(self, queryset: QuerySet, **fields):
        super().__init__(queryset.annotate(_row=JSONObject(**fields)).values("_row"))

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT json_group_array(json(_row)) FROM (%(subquery)s) AS _rows)",
            **extra,
        )

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT COALESCE(jsonb_agg(_row), '[]'::jsonb) FROM (%(subquery)s) AS _rows)",
            **extra,
        )
