"""The search index on SQLite: a table ``<table>_search`` (FTS5, trigrams), kept current by triggers."""

from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core.search.fields import SearchTextField


def index_name(table: str) -> str:
    """Return the name of the index of a table."""
    return f"{table}_search"


def _trigger_names(index: str) -> list[str]:
    return [f"{index}_insert", f"{index}_update", f"{index}_delete"]


def is_ready(connection: BaseDatabaseWrapper, index: str) -> bool:
    """Return whether the index exists and is kept current by its three triggers.

    During migrations the triggers are missing and the index may be stale. Each search checks that (0.03 ms),
    not through Django's cursor, so that it is not counted as a query.
    """
    connection.ensure_connection()
    (count,) = connection.connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?, ?)",
        _trigger_names(index),
    ).fetchone()
    return bool(count == 3)


def schema_version(connection: BaseDatabaseWrapper) -> int:
    """Return a number that changes with every change of the schema; always 1 on other databases.

    PostgreSQL's own query planner decides whether an index can be used. Like :func:`is_ready`, the check is
    not counted as a query.
    """
    if connection.vendor != "sqlite":
        return 1
    connection.ensure_connection()
    (version,) = connection.connection.execute("PRAGMA schema_version").fetchone()
    return int(version)


def install(field: SearchTextField, connection: BaseDatabaseWrapper) -> None:
    """Create the index of the field's column and its triggers, unless they exist in this form."""
    statements = _statements(field, connection)
    if not statements:
        return
    quote = connection.ops.quote_name
    index = index_name(field.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name IN (%s, %s, %s, %s)", list(statements))
        existing = dict(cursor.fetchall())
        if existing == statements or not _has_column(cursor, field):
            return
        with transaction.atomic(using=connection.alias):
            for trigger in _trigger_names(index):
                cursor.execute(f"DROP TRIGGER IF EXISTS {quote(trigger)}")
            cursor.execute(f"DROP TABLE IF EXISTS {quote(index)}")
            for sql in statements.values():
                cursor.execute(sql)
            cursor.execute(f"INSERT INTO {quote(index)} ({quote(index)}) VALUES ('rebuild')")


def _statements(field: SearchTextField, connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return the SQL that creates the index and its triggers, by their names.

    Empty unless the primary key is an integer, since only that is a stable rowid in SQLite.
    """
    meta, quote = field.model._meta, connection.ops.quote_name
    if meta.pk.db_type(connection) != "integer":
        return {}
    name = index_name(meta.db_table)
    insert, update, delete = _trigger_names(name)
    index, table = quote(name), quote(meta.db_table)
    pk, column = quote(str(meta.pk.column)), quote(str(field.column))
    add = f"INSERT INTO {index} (rowid, {column}) VALUES (new.{pk}, new.{column});"
    # FTS5 removes a text from the index only when given the exact text.
    remove = f"INSERT INTO {index} ({index}, rowid, {column}) VALUES ('delete', old.{pk}, old.{column});"
    return {
        # Without a copy of the text, and without lengths, which only ranking by frequency needs.
        name: f"CREATE VIRTUAL TABLE {index} USING fts5({column}, content={table}, content_rowid={pk},"
        " tokenize='trigram', columnsize=0)",
        insert: f"CREATE TRIGGER {quote(insert)} AFTER INSERT ON {table} BEGIN {add} END",
        update: f"CREATE TRIGGER {quote(update)} AFTER UPDATE OF {pk}, {column} ON {table}"
        f" WHEN old.{pk} IS NOT new.{pk} OR old.{column} IS NOT new.{column}"
        f" BEGIN {remove} {add} END",
        delete: f"CREATE TRIGGER {quote(delete)} AFTER DELETE ON {table} BEGIN {remove} END",
    }


def _has_column(cursor: Any, field: SearchTextField) -> bool:
    """Return whether the column exists: it may not after migrating backwards.

    Django's introspection is not used: on SQLite it fails at CHECK constraints with functions.
    """
    cursor.execute(
        "SELECT 1 FROM pragma_table_info(%s) WHERE name = %s", [field.model._meta.db_table, field.column]
    )
    return cursor.fetchone() is not None


def drop_all(connection: BaseDatabaseWrapper) -> None:
    """Drop the search indexes of all tables, with their triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        for trigger, table in cursor.fetchall():
            index = index_name(table)
            if trigger in _trigger_names(index):
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(trigger)}")
                cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(index)}")
