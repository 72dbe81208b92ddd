"""Record which rows of the database a page was rendered from, to render only changed pages again.

A page is a function of the program, its address, the time, and the rows of its queries. (Time matters at the
moments that :func:`vary_on_clock` announces.) If all its queries return the same rows as before, the page is
the same: it runs the same queries until the first one that returns other rows.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from core.caching.fragments import as_shared, as_shared_row
from core.caching.recent import Recent

#: Rows that a process keeps for the next lists, about 10 KB each: those of one language of a large site.
MAX_SHARED_ROWS = 3300
#: Values that a process keeps for the next pages: those of all pages, and parts of the last lists.
MAX_SHARED = 100
#: Results that a process keeps for the next pages, such as that in the other language, and the rows of each.
MAX_RESULTS, MAX_ROWS = 200, 200


class Read(NamedTuple):
    """A query and a digest of its rows. Digests are keyed: columns of the rows may not be public."""

    sql: str
    parameters: str
    digest: str


#: The read of a statement that cannot be repeated; it always counts as changed.
UNREPEATABLE = Read("", "[]", "")


#: Decodes the parameters that JSON has no type for.
KINDS: dict[str, Callable[[str], Any]] = {
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


class Rows:
    """The rows of a query, in place of the cursor that has read them."""

    def __init__(self, cursor: Any, rows: list[Any]) -> None:
        self.cursor = cursor
        self._rows = iter(rows)

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(islice(self._rows, size))

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cursor, name)


class Observer:
    """Observes the queries of one process that publishes one state of the content.

    A query that is repeated is not run again.
    """

    def __init__(self) -> None:
        self._reads: set[Read] | None = None
        self._results = Recent[tuple[str, str], tuple[Read, list[Any]]](MAX_RESULTS)
        self._rows = Recent[Hashable, tuple[Any, Read]](MAX_SHARED_ROWS)
        self._shared = Recent[Hashable, tuple[Any, set[Read]]](MAX_SHARED)
        self._key = digest_key()

    @contextmanager
    def observe(self) -> Iterator[set[Read]]:
        """Note what is read inside of this block in the set that is yielded."""
        outer, reads = self._reads, set[Read]()
        self._reads = reads
        try:
            if outer is None:
                token = _current.set(self)
                try:
                    with connection.execute_wrapper(self._execute):
                        yield reads
                finally:
                    _current.reset(token)
            else:
                yield reads
        finally:
            self._reads = outer

    def share(self, name: Hashable, compute: Callable[[], Any]) -> Any:
        """Return ``compute()``, computed once per language for pages that follow each other.

        The page that asks for the value then depends on the rows that ``compute`` has read.
        """
        key = (name, get_language())
        shared = self._shared.get(key)
        if shared is None:
            with self.observe() as reads:
                shared = self._shared[key] = as_shared(compute()), reads
        value, reads = shared
        if self._reads is not None:
            self._reads |= reads
        return value

    def rows(self, query: Any, constants: tuple[Hashable, ...], keys: list[Any]) -> dict[Any, Any]:
        """Return the rows of a ``prepared`` query by key, each fetched once per language.

        The page that asks for a row depends on that row only, and not on those fetched with it.
        """
        name = (query, constants, get_language())
        entries: dict[Any, Any] = {key: self._rows.get((name, key)) for key in keys}
        missing = [key for key, entry in entries.items() if entry is None]
        for start in range(0, len(missing), MAX_ROWS):
            for key, row, read in self._fetched(query, constants, missing[start : start + MAX_ROWS]):
                entries[key] = self._rows[name, key] = row, read
        if self._reads is not None:
            self._reads.update(read for _row, read in entries.values())
        return {key: row for key, (row, _read) in entries.items() if row is not None}

    def forget(self) -> None:
        """Forget what pages have shared."""
        self._rows, self._shared = Recent(MAX_SHARED_ROWS), Recent(MAX_SHARED)

    def _fetched(
        self, query: Any, constants: tuple[Hashable, ...], keys: list[Any]
    ) -> Iterator[tuple[Any, Any, Read]]:
        """Yield each key with its row, or None, and the read of this row alone."""
        with self.observe() as reads:
            rows = query(*constants, keys=keys)
        [together] = reads
        _read, values = self._results.pop((together.sql, together.parameters))
        by_key = {row.pk: (row, [columns]) for row, columns in zip(rows, values, strict=True)}
        for key in keys:
            row, columns = by_key.get(key, (None, []))
            alone = query.statement(constants, {"keys": [key]})
            parameters = _encoded(alone.bind({"keys": [key]}))
            yield key, as_shared_row(row), Read(alone.sql, str(parameters), digest(columns, self._key))

    def _execute(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        cursor = context["cursor"]
        if isinstance(cursor.cursor, Rows):  # of the query before
            cursor.cursor = cursor.cursor.cursor
        reads = self._reads
        if reads is None:
            return execute(sql, params, many, context)
        parameters = None if many else _encoded(params)
        if parameters is None or not sql.lstrip("(").startswith("SELECT"):
            reads.add(UNREPEATABLE)
            return execute(sql, params, many, context)
        stored = self._results.get((sql, parameters))
        if stored is None:
            execute(sql, params, many, context)
            rows = cursor.fetchall()
            stored = Read(sql, parameters, digest(rows, self._key)), rows
            if len(rows) <= MAX_ROWS:
                self._results[sql, parameters] = stored
        read, rows = stored
        reads.add(read)
        cursor.cursor = Rows(cursor.cursor, rows)
        return None


_current: ContextVar[Observer | None] = ContextVar("observer", default=None)


def current_observer() -> Observer | None:
    """Return the observer of the page that is rendered now, if any."""
    return _current.get()


def changed_reads(reads: Iterable[Read]) -> set[Read]:
    """Run the queries again and return those whose rows have changed."""
    changed, digests, key = set(), dict[tuple[str, str], str](), digest_key()
    with connection.cursor() as cursor:
        for read in reads:
            if read == UNREPEATABLE:
                changed.add(read)
                continue
            query = (read.sql, read.parameters)
            if query not in digests:
                cursor.execute(read.sql, _decoded(read.parameters))
                digests[query] = digest(cursor.fetchall(), key)
            if digests[query] != read.digest:
                changed.add(read)
    return changed


def digest_key() -> bytes:
    """Return the key of the digests, which only this site knows."""
    return salted_hmac("core.caching.observing", "rows", algorithm="sha256").digest()


def digest(rows: list[Any], key: bytes) -> str:
    return blake2b(repr(rows).encode(), key=key, digest_size=12).hexdigest()


def _encoded(params: Any) -> str | None:
    """Return the parameters as JSON; None for those with a value of another type."""
    try:
        return json.dumps(list(params or ()), default=_tagged)
    except TypeError:
        return None


def _tagged(value: Any) -> dict[str, str]:
    kind = type(value)
    if kind is Decimal:
        return {"Decimal": str(value)}
    if kind in (datetime, date):
        return {kind.__name__: value.isoformat()}
    raise TypeError


def _decoded(parameters: str) -> list[Any]:
    return [_untagged(value) for value in json.loads(parameters)]


def _untagged(value: Any) -> Any:
    if isinstance(value, list):
        return [_untagged(item) for item in value]
    if isinstance(value, dict):
        [(name, text)] = value.items()
        return KINDS[name](text)
    return value
