"""The search index on PostgreSQL: a GIN index of the extension pg_trgm."""

from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import truncate_name

from core.search.fields import SearchTextField


def install(field: SearchTextField, connection: BaseDatabaseWrapper) -> None:
    """Create the index of the field's column, and the extension if the role may, unless they exist."""
    table, quote = field.model._meta.db_table, connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s"
            " AND indexdef LIKE '%%gin_trgm_ops%%'), EXISTS (SELECT 1 FROM pg_class"
            " WHERE oid = to_regclass(%s) AND reloptions::text LIKE '%%toast_tuple_target%%')",
            [table, quote(table)],
        )
        has_index, is_uncompressed = cursor.fetchone()
        if (has_index and is_uncompressed) or not _has_column(cursor, field):
            return
        if not is_uncompressed:
            with transaction.atomic(using=connection.alias):
                _store_uncompressed(cursor, quote(table), quote(str(field.column)))
        if has_index:
            return
        name = truncate_name(f"{table}_{field.column}_trgm", length=63)
        gin = f"gin ({quote(str(field.column))} gin_trgm_ops)"
        with transaction.atomic(using=connection.alias):
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX {quote(name)} ON {quote(table)} USING {gin}")


def _has_column(cursor: Any, field: SearchTextField) -> bool:
    """Return whether the column exists: it may not after migrating backwards."""
    cursor.execute(
        "SELECT 1 FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = %s AND column_name = %s",
        [field.model._meta.db_table, field.column],
    )
    return cursor.fetchone() is not None


def _store_uncompressed(cursor: Any, table: str, column: str) -> None:
    """Store rows of up to 8 kB uncompressed.

    PostgreSQL compresses rows of more than 2 kB, and a search for a word that is too short for the index
    would spend nearly all of its time on decompression.
    """
    cursor.execute(f"ALTER TABLE {table} SET (toast_tuple_target = 8160)")
    cursor.execute(f"UPDATE {table} SET {column} = {column} || ''")  # rewrites the rows that are compressed
