"""Queries whose SQL is generated once.

Django takes ten times as long to build a query and to generate its SQL as the database takes to answer. The
queries of a page differ only in a few values, so their SQL can be reused::

    @prepared
    def publications(on: date, *, person: int) -> PublicationQuerySet:
        return Publication.objects.public(on).by_author(person)

    publications(date(2025, 9, 1), person=7)  # a list of publications

**Positional arguments** become part of the SQL; each set of them has SQL of its own. So has each language,
because lists are sorted by names in the language of the page.

**Keyword arguments** are bound anew in each call. The function gets a :class:`Placeholder` for each and can
only pass it to a filter, so the value has to be of the column's type: a primary key, not an object. If the
SQL depends on the value, the value has a ``shape`` that says how, and so has its placeholder. For a list the
function gets a list of placeholders; a foreign key is filtered by ``person__pk__in``, since ``person__in``
inspects the values.

Django has no public way to run a query with SQL from before. This module replaces ``get_compiler`` of a query
and ``as_sql``, ``get_converters`` and ``has_composite_fields`` of its compiler; none of them is documented.
``docs/speed.md`` lists the versions with which they were checked, and ``SPEED_LAYER=0`` does without.
"""

from collections.abc import Callable, Hashable
from copy import copy
from datetime import datetime
from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Expression, QuerySet
from django.utils.translation import get_language

from core.caching.observing import current_observer

#: Statements kept for one function, about 10 KB each: some days, the first pages of a list, both languages.
MAX_STATEMENTS = 60


class Placeholder(Expression):
    """A value in a filter that is bound when the query runs."""

    def __init__(self, name: str, index: int | None = None, shape: Hashable = None) -> None:
        super().__init__()
        self.name = name
        self.index = index
        self.shape = shape
        self.transform: Callable[[Any], Any] | None = None

    def transformed(self, transform: Callable[[Any], Any]) -> "Placeholder":
        """Return a placeholder for ``transform(value)``, for lookups that prepare their value."""
        other = copy(self)
        other.transform = transform
        return other

    def value_from(self, values: dict[str, Any]) -> Any:
        value = values[self.name]
        if self.index is not None:
            value = value[min(self.index, len(value) - 1)] if value else None
        return self.transform(value) if self.transform else value

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class Statement:
    """A queryset with its SQL."""

    def __init__(self, queryset: "QuerySet[Any]") -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        self.sql, self.parameters = self.compiler.as_sql()
        # Both depend on the columns only, and computing them takes as long as creating some objects.
        columns = [column for column, _sql, _alias in self.compiler.select[: self.compiler.col_count]]
        converters = self.compiler.get_converters(columns)
        has_composite = self.compiler.has_composite_fields(columns)
        self.compiler.get_converters = lambda *args: converters
        self.compiler.has_composite_fields = lambda *args: has_composite

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """Run the statement with these values and return its rows."""
        parameters = self.bind(values)
        queryset = self.queryset.all()
        # Connections are per thread, so each call gets a copy of the compiler.
        compiler = copy(self.compiler)
        compiler.connection = connections[queryset.db]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, parameters)
        queryset.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        return list(queryset)

    def bind(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """Return the parameters of the SQL with these values."""
        adapt = connections[self.queryset.db].ops.adapt_datetimefield_value
        bound = (
            parameter.value_from(values) if isinstance(parameter, Placeholder) else parameter
            for parameter in self.parameters
        )
        return tuple(adapt(value) if isinstance(value, datetime) else value for value in bound)


class prepared:
    """Decorator: turn a function that returns a queryset into one that returns a list of its rows."""

    def __init__(self, build_queryset: Callable[..., "QuerySet[Any]"]) -> None:
        self.build_queryset = build_queryset
        self.statements: dict[Hashable, Statement] = {}
        update_wrapper(self, build_queryset)

    def __call__(self, *constants: Hashable, **values: Any) -> list[Any]:
        if not settings.SPEED_LAYER:
            return list(self.build_queryset(*constants, **values))
        return self.statement(constants, values).rows(values)

    def statement(self, constants: tuple[Hashable, ...], values: dict[str, Any]) -> Statement:
        shapes = ((name, _shape(value)) for name, value in values.items())
        key = (constants, get_language(), *shapes)
        statement = self.statements.get(key)
        if statement is None:
            placeholders = {name: _placeholder(name, value) for name, value in values.items()}
            statement = Statement(self.build_queryset(*constants, **placeholders))
            if len(self.statements) >= MAX_STATEMENTS:
                self.statements.clear()
            self.statements[key] = statement
        return statement

    def by_key(self, keys: list[Any], *constants: Hashable) -> dict[Any, Any]:
        """Return the rows by primary key, of a function whose only keyword argument is ``keys``.

        While the site is published, many pages get the same rows, so they must not be changed.
        """
        if settings.SPEED_LAYER and (observer := current_observer()):
            return observer.rows(self, constants, keys)
        return {row.pk: row for row in self(*constants, keys=keys)}


def _shape(value: Any) -> Hashable:
    """Return everything about a value on which the SQL depends."""
    return _placeholder_count(value) if isinstance(value, list) else getattr(value, "shape", None)


def _placeholder_count(values: list[Any]) -> int:
    """Return the number of placeholders for a list, a power of two.

    So lists of similar length share a statement. The last value fills the remaining ones. An empty list is
    bound as NULL, which equals nothing.
    """
    return 1 << max(len(values) - 1, 0).bit_length()


def _placeholder(name: str, value: Any) -> Placeholder | list[Placeholder]:
    if isinstance(value, list):
        return [Placeholder(name, index) for index in range(_placeholder_count(value))]
    return Placeholder(name, shape=_shape(value))
