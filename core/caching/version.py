"""The content version: a text that differs whenever public pages may differ.

Its main part is one row of the database, which triggers change within every transaction that inserts, updates
or deletes content (:mod:`core.caching.triggers`). Content also changes by the clock alone: at midnight, when
years of study advance, and when an opening closes. So the version also names the moment of the next such
change, which :func:`vary_on_clock` lets an app announce.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from core.caching.fragments import as_shared

#: Given the current time, returns when content next changes by the clock alone; None for never.
NextChange = Callable[[datetime], datetime | None]

_next_changes: list[NextChange] = []


def vary_on_clock(next_change: NextChange) -> None:
    """Make the content version change at the moments that this function announces.

    What the function returns may depend on the content and the current time, and on nothing else.
    """
    if next_change not in _next_changes:
        _next_changes.append(next_change)


@dataclass(frozen=True)
class _Period:
    """A span of time in which content with this version value does not change by the clock."""

    value: str
    start: datetime
    end: datetime
    version: str

    def covers(self, value: str, now: datetime) -> bool:
        return self.value == value and self.start <= now < self.end


_period: _Period | None = None


def content_version() -> str | None:
    """Return the version of the committed content as of now, or None if the database holds none."""
    global _period
    now, value = timezone.now(), _version_value()
    if value is None:
        return None
    period = _period
    if period is None or not period.covers(value, now):
        end = next_change(now)
        period = _period = _Period(value, now, end, f"{value} {end.isoformat()}")
    return period.version


def next_change(now: datetime) -> datetime:
    """Return the first moment after ``now`` at which content changes by the clock alone."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time()))
    return min([midnight, *filter(None, (announce(now) for announce in _next_changes))])


class _OpenCursor(threading.local):
    """The cursor with which a thread asks for the version, kept open from request to request.

    On a hit of the page cache the version is all that is asked of the database. To open a cursor, with the
    health check of the connection that comes with it, takes three times as long as the query.
    """

    cursor: CursorWrapper | None = None


_open = _OpenCursor()


def _version_value() -> str | None:
    connection = connections[DEFAULT_DB_ALIAS]  # ``django.db.connection`` finds it anew for each attribute
    if connection.in_atomic_block:  # as in tests: a failure must not close the connection
        with connection.cursor() as cursor:
            return _read_value(cursor)
    if _open.cursor is not None and _open.cursor.db is connection:
        try:
            return _read_value(_open.cursor)
        except Error:  # the server was restarted, or Django has replaced the connection
            _open.cursor = None
            connection.close()
    cursor = connection.cursor()
    value = _read_value(cursor)
    _open.cursor = cursor
    return value


def _read_value(cursor: CursorWrapper) -> str | None:
    cursor.execute("SELECT value FROM core_contentversion WHERE id = 1")
    rows = cursor.fetchall()  # all: SQLite keeps its snapshot of the database until the last row is read
    return rows[0][0] if rows else None


_values: dict[str, tuple[tuple[str, str | None], Any]] = {}


def once_per_version(request: HttpRequest, name: str, compute: Callable[[], Any]) -> Any:
    """Return ``compute()``, computed once per content version and language.

    For values that many pages show and that depend on nothing but the content. ``name`` identifies the value.
    Without a known version, as for signed-in users, the value is computed anew. A request may have a function
    ``share`` of its own that stores values (``core.caching.observing``).
    """
    if share := getattr(request, "share", None):
        return share(name, compute)
    version = getattr(request, "content_version", None)
    if version is None:
        return compute()
    key = (version, get_language())
    stored = _values.get(name)
    if stored is None or stored[0] != key:
        stored = _values[name] = (key, as_shared(compute()))
    return stored[1]
