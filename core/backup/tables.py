"""The rows of all tables as JSON values, and back."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

#: Tables that are not saved: sessions end with a restore, and the page cache begins anew.
SKIPPED = {"sessions.session", "core.contentversion"}
#: Rows that are fetched, and inserted, at a time.
BATCH = 1000


@dataclass(frozen=True)
class Table:
    """A table as the manifest describes it."""

    name: str
    primary_key: str
    #: The type of Django field of each column, such as {"id": "BigAutoField", "name": "CharField"}.
    columns: dict[str, str]
    rows: int = 0
    #: The largest primary key that the database has given, also to rows that are deleted: earlier versions of
    #: those are found by it. None if the keys are not numbered by the database.
    last_key: int | None = None

    @cached_property
    def fields(self) -> "list[models.Field[Any, Any]]":
        """A plain field of each column's type, which converts values for the database."""
        return [_plain_field(field_type) for field_type in self.columns.values()]


def _plain_field(field_type: str) -> "models.Field[Any, Any]":
    options = {"max_digits": 100, "decimal_places": 50} if field_type == "DecimalField" else {}
    field: models.Field[Any, Any] = getattr(models, field_type)(**options)
    return field


@contextmanager
def snapshot() -> Iterator[None]:
    """Read the database as of one moment inside the block, without blocking writers."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Django's transactions on SQLite take the lock for writing.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def saved_models() -> list[type[models.Model]]:
    """Return the models whose tables belong to a backup."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in SKIPPED
    ]


def table_of(model: type[models.Model]) -> Table:
    """Describe the table of a model, without its number of rows."""
    columns = {field.column: _field_type(field) for field in stored_fields(model)}
    return Table(model._meta.db_table, str(model._meta.pk.column), columns, last_key=_last_key(model))


def stored_fields(model: type[models.Model]) -> list[Any]:
    """Return the fields of a model that have a column of values to save."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _field_type(field: Any) -> str:
    while field.is_relation:
        field = field.target_field
    return str(field.get_internal_type())


def json_rows(model: type[models.Model]) -> Iterator[str]:
    """Yield each row as a line of JSON, by primary key; one batch is in memory."""
    fields = stored_fields(model)
    names = [field.attname for field in fields]
    key_index = names.index(model._meta.pk.attname)
    rows = model._base_manager.order_by("pk").values_list(*names)
    batch = list(rows[:BATCH])
    while batch:
        for row in batch:
            yield json_row(fields, row)
        batch = list(rows.filter(pk__gt=batch[-1][key_index])[:BATCH])


def json_row(fields: list[Any], values: Iterable[Any]) -> str:
    """Return the values of these fields as a line of JSON."""
    prepared = [field.get_prep_value(value) for field, value in zip(fields, values, strict=True)]
    return json.dumps(prepared, default=_as_text, ensure_ascii=False)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a backup.")


def empty_tables(names: Iterable[str]) -> None:
    """Delete all rows of these tables, in a transaction that checks foreign keys at its end."""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def insert_rows(table: Table, lines: Iterable[str]) -> int:
    """Insert rows from lines of JSON, as they are. Return their number."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, table.columns))
    places = ", ".join(["%s"] * len(table.columns))
    insert = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})"
    count = 0
    with connection.cursor() as cursor:
        remaining = iter(lines)
        while batch := list(islice(remaining, BATCH)):
            cursor.executemany(insert, [_database_values(table, json.loads(line)) for line in batch])
            count += len(batch)
    return count


def _database_values(table: Table, values: list[Any]) -> list[Any]:
    return [
        field.get_db_prep_save(field.to_python(value), connection)
        for field, value in zip(table.fields, values, strict=True)
    ]


# ---- numbering of primary keys ----------------------------------------------------------------


def _last_key(model: type[models.Model]) -> int | None:
    key = model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', key.column])
            cursor.execute(
                f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {cursor.fetchone()[0]}"
            )
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def set_last_key(table: Table) -> None:
    """Let the database number new rows from where the saved database would have."""
    if not table.last_key:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                [f'"{table.name}"', table.primary_key, table.last_key],
            )
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, table.last_key]
            )
