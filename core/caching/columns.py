"""Find out which columns of the database have changed, and which queries may therefore return other rows.

Django writes each name of a table and of a column in quotes, and an alias right after the name of its table.
So the text of a query names all columns that its rows depend on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from django.apps import apps
from django.conf import settings
from django.db import connection

from core.caching.observing import Read, digest_key
from core.caching.triggers import content_tables

#: Digests of the values of columns, by table and column; the column "" stands for the keys of its rows.
Columns = dict[str, dict[str, str]]

TABLE = re.compile(r'"(\w+)"(?: (?:AS )?([A-Z]+\d+))?(?=[ ,)]|$)')
COLUMN = re.compile(r'(?:(?:"(\w+)"|\b([A-Z]+\d+))\.)?"(\w+)"')


def columns_of(sql: str) -> dict[str, set[str]] | None:
    """Return the columns that a query names, by table; None if it names others than those of content."""
    tables = defaultdict(set)
    for name, alias in TABLE.findall(sql):
        if name in _all_tables():
            tables[name].add(name)
            tables[alias or name].add(name)
    named: dict[str, set[str]] = {table: set() for found in tables.values() for table in found}
    if not named or not named.keys() <= _content().keys():
        return None
    for table, alias, column in COLUMN.findall(sql):
        for owner in tables.get(table or alias, named):
            if column in _content()[owner]:
                named[owner].add(column)
    return named


def column_digests(reads: Iterable[Read], computed: Columns | None = None) -> Columns:
    """Return digests of all columns that these queries name, as they are now.

    ``computed`` are those that were computed since the content has last changed.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for sql in {read.sql for read in reads}:
        for table, columns in (columns_of(sql) or {}).items():
            wanted[table] |= columns
    digests = {table: dict(columns) for table, columns in (computed or {}).items()}
    for table, columns in sorted(wanted.items()):
        present = digests.setdefault(table, {})
        if not present or not columns <= present.keys():
            present |= _digests(table, sorted(columns - present.keys()))
    return digests


def may_have_changed(reads: Iterable[Read], before: Columns, now: Columns) -> set[Read]:
    """Return the reads that name a changed column, or columns that are not tracked."""
    affected = {}
    for sql in {read.sql for read in reads}:
        columns = columns_of(sql)
        affected[sql] = columns is None or any(
            before.get(table, {}).get(column) != now[table][column]
            for table, names in columns.items()
            for column in ("", *names)
        )
    return {read for read in reads if affected[read.sql]}


def _digests(table: str, columns: list[str]) -> dict[str, str]:
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, [_content()[table][0], *columns]))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table)} ORDER BY 1")
        rows = cursor.fetchall()
    key = digest_key()
    values = zip(*rows, strict=True) if rows else [()] * (len(columns) + 1)
    return {
        name: blake2b(repr(column).encode(), key=key, digest_size=12).hexdigest()
        for name, column in zip(("", *columns), values, strict=True)
    }


@cache
def _all_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


@cache
def _content() -> dict[str, list[str]]:
    """Return the columns of the tables of content, the primary key first."""
    tables = {table for label in settings.CONTENT_APPS for table in content_tables(label)}
    return {
        model._meta.db_table: [
            str(model._meta.pk.column),
            *(str(field.column) for field in model._meta.concrete_fields if not field.primary_key),
        ]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables
    }
