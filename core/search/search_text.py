"""Search as you would expect it: any part of a word, without regard to case, accents or script.

A model that can be searched has one column with all that it can be found by, in one normal form
(`core.search.normalization` says which)::

    class Paper(models.Model):
        search_text = SearchTextField()

        def search_parts(self):
            return [self.title, self.title_zh, *self.author_names(), self.abstract]

    Paper.objects.filter(matching("flash décoding xu"))          # every word, anywhere
    Paper.objects.filter(search_text__has="decoding")            # one word
    title_first(papers, words("flash décoding"), "-year")        # best first

Both databases answer from a trigram index where what is looked for has three characters or more, and
read the column otherwise: for two Chinese characters some 10 ms in 10,000 rows.
"""

import logging
from collections.abc import Sequence
from typing import Any, TypeVar

from django.apps import AppConfig
from django.core import checks
from django.db import DatabaseError, connection, connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import truncate_name
from django.db.models.expressions import Col
from django.db.models.lookups import Contains
from django.db.models.sql.compiler import SQLCompiler

from core.caching.prepared import Placeholder
from core.search.normalization import fold, pattern, searchable, words

__all__ = [
    "SearchTextField",
    "Word",
    "drop_search_indexes",
    "fold",
    "install_search_index",
    "install_search_indexes",
    "is_indexed",
    "matching",
    "reindex",
    "searchable",
    "title_first",
    "words",
]

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=models.Model)

# ---- the column and its lookups -----------------------------------------------------------------


class SearchTextField(models.TextField):  # type: ignore[type-arg]
    """Holds `searchable(*instance.search_parts())`, worked out whenever the row is written.

    Right after `save()`, `create()`, `update_or_create()` and `bulk_create()`. Django does not ask a
    field in these cases, so name the column or call `reindex`: `save(update_fields=[…])` without it,
    `bulk_update()`, `update()`, saving a row fetched with `defer("search_text")` or `only(…)`, and
    changes of other rows from which the parts are taken. `loaddata` stores what the file says.
    """

    #: Follows from other columns, so no form and no revision has it.
    is_derived = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"editable": False, "blank": True, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("editable", "blank", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if not callable(getattr(self.model, "search_parts", None)):
            hint = "Add: def search_parts(self) -> Iterable[str], the title or name first."
            found.append(
                checks.Error("The model has no search_parts().", hint=hint, obj=self, id="search.E001")
            )
        return found

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        search_parts = getattr(model_instance, "search_parts", None)
        if search_parts is None:  # the model as a migration sees it: fields only
            return str(getattr(model_instance, self.attname))
        text = searchable(*search_parts())
        setattr(model_instance, self.attname, text)
        return text


#: From so many characters on the index is of use.
TRIGRAM = 3


class Word(str):
    """A word for a prepared query, whose SQL depends on whether the index is of use."""

    @property
    def shape(self) -> int:
        """0 where the index is of no use, else what tells when an index has come or gone."""
        return _state_of_schema(connection) if len(pattern(self)) >= TRIGRAM else 0


def is_indexed(word: str | Placeholder) -> bool:
    """Says whether the index is of use for a word, or for what stands for one in a prepared query."""
    return bool(word.shape) if isinstance(word, Placeholder) else len(pattern(word)) >= TRIGRAM


@SearchTextField.register_lookup
class Has(Contains):
    """`search_text__has="word"`: the row can be found by this one word, in whatever spelling."""

    lookup_name = "has"

    def get_prep_lookup(self) -> Any:
        if isinstance(self.rhs, Placeholder):
            return self.rhs.turned(pattern)
        if not isinstance(self.rhs, str):
            raise ValueError(f"{self.lookup_name} takes one word, not {self.rhs!r}.")
        return pattern(self.rhs)

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        operators: dict[str, str] = connection.operators  # type: ignore[attr-defined]
        return operators["contains"] % rhs

    def process_rhs(self, qn: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        if isinstance(self.rhs, Placeholder):
            like = connection.ops.prep_for_like_query
            return "%s", [self.rhs.turned(lambda word: f"%{like(pattern(word))}%")]
        return super().process_rhs(qn, connection)

    @property
    def is_long(self) -> bool:
        return bool(self.rhs.shape) if isinstance(self.rhs, Placeholder) else len(self.rhs) >= TRIGRAM

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        # MATCH, since LIKE on the index needs no ESCAPE clause, which Django's has, to use it, and
        # finds nothing at all for two characters (SQLite 3.40).
        column = self.lhs
        if self.is_long and isinstance(column, Col) and isinstance(column.target, SearchTextField):
            model = column.target.model
            index = _sqlite_index(model._meta.db_table)
            if _sqlite_index_ready(connection, index):
                key, params = compiler.compile(Col(column.alias, model._meta.pk))
                index = connection.ops.quote_name(index)
                sql = f"{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"
                if isinstance(self.rhs, Placeholder):
                    return sql, (*params, self.rhs.turned(lambda word: f'"{pattern(word)}"'))
                return sql, (*params, f'"{self.rhs}"')
        return super().as_sql(compiler, connection)


@SearchTextField.register_lookup
class HasInTitle(Has):
    """`search_text__has_in_title="word"`: found by the first of the parts. For sorting; not indexed."""

    lookup_name = "has_in_title"

    def process_rhs(self, qn: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        sql, (like,) = super().process_rhs(qn, connection)
        return sql, [f"{like}\n%"]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return self.as_sql(compiler, connection)


def matching(query: str, field: str = "search_text") -> models.Q:
    """Rows that have every word of `query`; `field` may lie across a relation ("person__search_text").

    A query without words restricts nothing: ask `words(query)` where that should mean no rows.
    """
    return models.Q(*((f"{field}__has", word) for word in words(query)))


def title_first(
    queryset: models.QuerySet[Row], found: Sequence[str], *ordering: Any, field: str = "search_text"
) -> models.QuerySet[Row]:
    """Sorted: first the rows that have all the words `found` in their title or name, then `ordering`."""
    if not found:
        return queryset.order_by(*ordering)
    in_title = models.Q(*((f"{field}__has_in_title", word) for word in found))
    return queryset.order_by(models.Case(models.When(in_title, then=0), default=1), *ordering)


def reindex(queryset: models.QuerySet[Row]) -> int:
    """Work the column out again, for rows whose parts have changed elsewhere; returns how many differed.

    Prefetch what `search_parts` reads. Only rows that differ are written.
    """
    field = _search_field(queryset.model)
    if field is None:
        raise TypeError(f"{queryset.model.__name__} has no SearchTextField.")
    stale = []
    for row in queryset.iterator(chunk_size=500):
        before = getattr(row, field.attname)
        if field.pre_save(row, add=False) != before:
            stale.append(row)
    queryset.model._base_manager.using(queryset.db).bulk_update(stale, [field.name], batch_size=500)
    return len(stale)


# ---- the indexes --------------------------------------------------------------------------------


def install_search_indexes(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """For `post_migrate`: give every model of the app that has a SearchTextField its trigram index.

    Cheap where the index is there. PostgreSQL: the extension pg_trgm and a GIN index. SQLite: a table
    `<table>_search` (FTS5, holding the index only) and the triggers that keep it. What the database or
    the role cannot do is logged, and search goes on without, more slowly.
    """
    for model in sender.get_models():
        if router.allow_migrate_model(using, model) and model._meta.can_migrate(connections[using]):
            install_search_index(model, using)


def install_search_index(model: type[models.Model], using: str) -> None:
    """What `install_search_indexes` does for one model. No SearchTextField or no such table: nothing."""
    install = {"postgresql": _install_postgresql, "sqlite": _install_sqlite}.get(connections[using].vendor)
    field = _search_field(model)
    if not install or not field or field.model is not model:  # a proxy's or a child's is the parent's
        return
    try:
        install(field, connections[using])
    except DatabaseError as error:
        logger.warning("No search index for %s, search will be slower: %s", model._meta.label, error)


def drop_search_indexes(using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """For `pre_migrate`: on SQLite take the indexes away while migrations run.

    SQLite refuses to drop or rename a column that a trigger names. Without anything to migrate nothing
    happens; afterwards `install_search_indexes` builds the indexes anew (2 s for 10,000 papers).
    """
    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        for trigger, table in cursor.fetchall():
            index = _sqlite_index(table)
            if trigger in _sqlite_triggers(index):
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(trigger)}")
                cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(index)}")


def _search_field(model: type[models.Model]) -> SearchTextField | None:
    fields = model._meta.concrete_fields
    return next((field for field in fields if isinstance(field, SearchTextField)), None)


def _has_column(cursor: Any, connection: BaseDatabaseWrapper, field: SearchTextField) -> bool:
    """Whether the database is as far as the code: it is not after a migration backwards."""
    if connection.vendor == "sqlite":
        # Not Django's introspection: on SQLite it stumbles over CHECK constraints with functions.
        sql = "SELECT 1 FROM pragma_table_info(%s) WHERE name = %s"
    else:
        sql = (
            "SELECT 1 FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name = %s AND column_name = %s"
        )
    cursor.execute(sql, [field.model._meta.db_table, field.column])
    return cursor.fetchone() is not None


def _install_postgresql(field: SearchTextField, connection: BaseDatabaseWrapper) -> None:
    table, quote = field.model._meta.db_table, connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s"
            " AND indexdef LIKE '%%gin_trgm_ops%%'), EXISTS (SELECT 1 FROM pg_class"
            " WHERE oid = to_regclass(%s) AND reloptions::text LIKE '%%toast_tuple_target%%')",
            [table, quote(table)],
        )
        is_indexed, is_unpacked = cursor.fetchone()
        if (is_indexed and is_unpacked) or not _has_column(cursor, connection, field):
            return
        if not is_unpacked:
            with transaction.atomic(using=connection.alias):
                _keep_unpacked(cursor, quote(table), quote(str(field.column)))
        if is_indexed:
            return
        name = truncate_name(f"{table}_{field.column}_trgm", length=63)
        gin = f"gin ({quote(str(field.column))} gin_trgm_ops)"
        with transaction.atomic(using=connection.alias):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX {quote(name)} ON {quote(table)} USING {gin}")


def _keep_unpacked(cursor: Any, table: str, column: str) -> None:
    """Has rows of up to 8 kB stored as they are.

    PostgreSQL would compress those of more than 2 kB, and to unpack the texts takes nearly all of the time of
    a search for a word that is too short for the index.
    """
    cursor.execute(f"ALTER TABLE {table} SET (toast_tuple_target = 8160)")
    cursor.execute(f"UPDATE {table} SET {column} = {column} || ''")  # made anew, or it stays packed


def _sqlite_index(table: str) -> str:
    return f"{table}_search"


def _sqlite_triggers(index: str) -> list[str]:
    return [f"{index}_insert", f"{index}_update", f"{index}_delete"]


def _sqlite_index_ready(connection: BaseDatabaseWrapper, index: str) -> bool:
    """Whether the index is there and kept; without its triggers (mid-migration) it may be out of date.

    Asked each time, past Django's cursor and thus its count of queries: 0.03 ms, and never wrong.
    """
    connection.ensure_connection()
    (count,) = connection.connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?, ?)",
        _sqlite_triggers(index),
    ).fetchone()
    return bool(count == 3)


def _state_of_schema(connection: BaseDatabaseWrapper) -> int:
    """Returns a number that changes with every change of the schema on SQLite; elsewhere always 1.

    On PostgreSQL the database knows by itself whether there is an index. Asked as `_sqlite_index_ready` is.
    """
    if connection.vendor != "sqlite":
        return 1
    connection.ensure_connection()
    (version,) = connection.connection.execute("PRAGMA schema_version").fetchone()
    return int(version)


def _install_sqlite(field: SearchTextField, connection: BaseDatabaseWrapper) -> None:
    meta, quote = field.model._meta, connection.ops.quote_name
    if meta.pk.db_type(connection) != "integer":
        return  # only an integer key is SQLite's lasting rowid
    name = _sqlite_index(meta.db_table)
    insert, update, delete = _sqlite_triggers(name)
    index, table = quote(name), quote(meta.db_table)
    key, column = quote(str(meta.pk.column)), quote(str(field.column))
    add = f"INSERT INTO {index} (rowid, {column}) VALUES (new.{key}, new.{column});"
    # The index forgets a text only when told it word for word.
    forget = f"INSERT INTO {index} ({index}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"
    wanted = {
        # Stores no copy of the text, and no lengths, which only a ranking by frequency needs.
        name: f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content={table}, content_rowid={key},"
        " tokenize='trigram', columnsize=0)",
        insert: f"CREATE TRIGGER {quote(insert)} AFTER INSERT ON {table} BEGIN {add} END",
        update: f"CREATE TRIGGER {quote(update)} AFTER UPDATE OF {key}, {column} ON {table}"
        f" WHEN old.{key} IS NOT new.{key} OR old.{column} IS NOT new.{column}"
        f" BEGIN {forget} {add} END",
        delete: f"CREATE TRIGGER {quote(delete)} AFTER DELETE ON {table} BEGIN {forget} END",
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name IN (%s, %s, %s, %s)", list(wanted))
        present = dict(cursor.fetchall())
        if present == wanted or not _has_column(cursor, connection, field):
            return
        with transaction.atomic(using=connection.alias):
            for trigger in (insert, update, delete):
                cursor.execute(f"DROP TRIGGER IF EXISTS {quote(trigger)}")
            cursor.execute(f"DROP TABLE IF EXISTS {index}")
            for sql in wanted.values():
                cursor.execute(sql)
            cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
