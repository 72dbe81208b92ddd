"""Lookups of a SearchTextField, registered in ``core.apps``."""

from functools import cached_property
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col
from django.db.models.lookups import Contains
from django.db.models.sql.compiler import SQLCompiler

from core.caching import Placeholder
from core.search import sqlite_index
from core.search.fields import SearchTextField
from core.search.normalization import pattern

#: A trigram index only helps with words of at least this many characters.
TRIGRAM = 3


class Word(str):
    """A search word for a prepared query, whose SQL depends on whether the index is used."""

    @cached_property
    def shape(self) -> int:
        """0 if the word is too short for the index, else a number that changes with the index."""
        return sqlite_index.schema_version(connection) if len(pattern(self)) >= TRIGRAM else 0


def is_indexed(word: str | Placeholder) -> bool:
    """Return whether a word, or its placeholder in a prepared query, is long enough for the index."""
    return bool(word.shape) if isinstance(word, Placeholder) else len(pattern(word)) >= TRIGRAM


class Has(Contains):
    """``search_text__has="word"``: the row can be found by this word, in any spelling."""

    lookup_name = "has"
    #: What follows the word in the pattern of LIKE.
    suffix = ""

    def get_prep_lookup(self) -> Any:
        if isinstance(self.rhs, Placeholder):
            return self.rhs.transformed(pattern)
        if not isinstance(self.rhs, str):
            raise ValueError(f"{self.lookup_name} takes one word, not {self.rhs!r}.")
        return pattern(self.rhs)

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        operators: dict[str, str] = connection.operators  # type: ignore[attr-defined]
        return operators["contains"] % rhs

    def process_rhs(self, qn: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        if isinstance(self.rhs, Placeholder):
            escape = connection.ops.prep_for_like_query
            like = self.rhs.transformed(lambda word: f"%{escape(pattern(word))}%{self.suffix}")
            return "%s", [like]
        sql, (contains,) = super().process_rhs(qn, connection)
        return sql, [f"{contains}{self.suffix}"]

    @property
    def is_long_enough(self) -> bool:
        """Whether the word is long enough for the index."""
        return bool(self.rhs.shape) if isinstance(self.rhs, Placeholder) else len(self.rhs) >= TRIGRAM

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        # MATCH, because LIKE uses the index only without an ESCAPE clause, which Django always writes, and
        # finds nothing for two characters (SQLite 3.40).
        column = self.lhs
        if self.is_long_enough and isinstance(column, Col) and isinstance(column.target, SearchTextField):
            model = column.target.model
            index = sqlite_index.index_name(model._meta.db_table)
            if sqlite_index.is_ready(connection, index):
                pk, params = compiler.compile(Col(column.alias, model._meta.pk))
                index = connection.ops.quote_name(index)
                sql = f"{pk} IN (SELECT rowid FROM {index} WHERE {index} MATCH %s)"
                if isinstance(self.rhs, Placeholder):
                    return sql, (*params, self.rhs.transformed(lambda word: f'"{pattern(word)}"'))
                return sql, (*params, f'"{self.rhs}"')
        return super().as_sql(compiler, connection)


class HasInTitle(Has):
    """``search_text__has_in_title="word"``: the title or name has this word. For sorting; not indexed."""

    lookup_name = "has_in_title"
    suffix = "\n%"

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return self.as_sql(compiler, connection)
