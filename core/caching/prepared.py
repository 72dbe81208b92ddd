"""Queries whose SQL is made once.

Django takes ten times as long to put a query together and to write its SQL as the database takes to
answer it. The queries of a page are the same each time but for a few values; so their SQL can be kept::

    @prepared
    def papers(on: date, *, person: int) -> PublicationQuerySet:
        return Publication.objects.public(on).by_author(person)

    papers(date(2025, 9, 1), person=7)  # a list of publications

What is given by position, such as the day, becomes part of the SQL, which is kept for each such value. What
is given by keyword comes in anew each time; there the function gets a placeholder, which it can only hand
on to a filter. So such a value has to be what the database takes, the key of a row and not the row. A value
may have a ``shape`` on which the SQL depends; the placeholder has it too. For a
list there is a list of placeholders; with a foreign key it goes to ``person__pk__in``, for ``person__in``
wants to look at the values.
"""

from collections.abc import Callable, Hashable
from copy import copy
from datetime import datetime
from functools import update_wrapper
from typing import Any

from django.db import connections
from django.db.models import Expression, QuerySet

#: Statements of one function that are kept, about 10 KB each: a few days, the first pages of a list.
MOST = 30


class Placeholder(Expression):
    """Stands in a filter for a value that is not known yet."""

    def __init__(self, name: str, index: int | None = None, shape: Hashable = None) -> None:
        super().__init__()
        self.name = name
        self.index = index
        self.shape = shape
        self.turn: Callable[[Any], Any] | None = None

    def turned(self, turn: Callable[[Any], Any]) -> "Placeholder":
        """Returns a placeholder for what a lookup makes of the value."""
        other = copy(self)
        other.turn = turn
        return other

    def value_in(self, values: dict[str, Any]) -> Any:
        value = values[self.name]
        if self.index is not None:
            value = value[min(self.index, len(value) - 1)] if value else None
        return self.turn(value) if self.turn else value

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class Statement:
    """A queryset with its SQL."""

    def __init__(self, queryset: "QuerySet[Any]") -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        self.sql, self.parameters = self.compiler.as_sql()
        # Both depend on the columns only, and to work them out takes as long as to make some objects.
        columns = [column for column, _sql, _alias in self.compiler.select[: self.compiler.col_count]]
        converters = self.compiler.get_converters(columns)
        has_composite = self.compiler.has_composite_fields(columns)
        self.compiler.get_converters = lambda *args: converters
        self.compiler.has_composite_fields = lambda *args: has_composite

    def rows(self, values: dict[str, Any]) -> list[Any]:
        """Runs it with these values.

        The compiler that has written the SQL also knows how to make objects of the rows. A copy of it, for
        the connection belongs to the thread, takes the place of the one that the queryset would make.
        """
        bound = tuple(
            parameter.value_in(values) if isinstance(parameter, Placeholder) else parameter
            for parameter in self.parameters
        )
        adapt = connections[self.queryset.db].ops.adapt_datetimefield_value
        bound = tuple(adapt(value) if isinstance(value, datetime) else value for value in bound)
        queryset = self.queryset.all()
        compiler = copy(self.compiler)
        compiler.connection = connections[queryset.db]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, bound)
        queryset.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        return list(queryset)


class prepared:
    """Makes of a function that returns a queryset one that returns its rows, with the SQL made once."""

    def __init__(self, make: Callable[..., "QuerySet[Any]"]) -> None:
        self.make = make
        self.statements: dict[Hashable, Statement] = {}
        update_wrapper(self, make)

    def __call__(self, *constants: Hashable, **values: Any) -> list[Any]:
        key = (constants, *((name, _shape(value)) for name, value in values.items()))
        statement = self.statements.get(key)
        if statement is None:
            queryset = self.make(*constants, **{name: _placeholder(name, values[name]) for name in values})
            if len(self.statements) >= MOST:
                self.statements.clear()
            statement = self.statements[key] = Statement(queryset)
        return statement.rows(values)


def _shape(value: Any) -> Hashable:
    """Returns all that the SQL depends on of a value that comes in anew each time."""
    return _places(value) if isinstance(value, list) else getattr(value, "shape", None)


def _places(value: Any) -> int | None:
    """Returns how many placeholders stand for a list; None for what is no list.

    A power of two, so that lists of similar length share a statement. The last value fills the rest: to look
    for something twice changes nothing. For an empty list NULL is looked for, which is equal to nothing.
    """
    return 1 << max(len(value) - 1, 0).bit_length() if isinstance(value, list) else None


def _placeholder(name: str, value: Any) -> Placeholder | list[Placeholder]:
    places = _places(value)
    if places is None:
        return Placeholder(name, shape=_shape(value))
    return [Placeholder(name, index) for index in range(places)]
