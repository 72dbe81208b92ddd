"""Connections to PostgreSQL that are given up when the server does not answer.

psycopg waits at least two seconds for a connection and without limit for an answer. TCP reports a server that
is stopped, or behind a network that drops packets, only after many seconds.
"""

import time
from collections.abc import Callable, Generator
from threading import Lock, Thread
from typing import Any, ClassVar

import psycopg

from core.database.availability import Availability
from core.database.waits import current_waits

#: Seconds between two looks at the clock while a new connection has to answer.
INTERVAL = 0.1


class WatchedConnection(psycopg.Connection[Any]):
    """A connection that fails when the server neither answers a statement nor takes a new connection.

    A statement may take its time, or wait for a lock, as long as the server is there. A new connection has to
    answer a first statement, because a pooler welcomes clients even while its server is unavailable.
    """

    #: Shared by all connections, because a process uses one server only.
    availability: ClassVar[Availability] = Availability()

    _parameters: dict[str, Any]
    #: When this connection is given up, while it has not answered the first statement.
    _deadline: float | None = None

    @classmethod
    def open(cls, parameters: dict[str, Any], seconds: float | None) -> "WatchedConnection":
        """Connect with these arguments of :func:`psycopg.connect`. Raises psycopg.OperationalError."""
        with cls.availability.attempt(psycopg.OperationalError):
            connection = connect_within(
                seconds, lambda: cls._connect(parameters, seconds), cls.availability.note_success
            )
        connection._parameters = parameters
        return connection

    @classmethod
    def _connect(cls, parameters: dict[str, Any], seconds: float | None) -> "WatchedConnection":
        """Connect; if the time is limited, also wait for the answer to a first statement."""
        deadline = None if seconds is None else time.monotonic() + seconds
        connection = cls.connect(**parameters)
        if deadline is not None:
            connection._deadline = deadline
            connection.autocommit = True
            connection.execute("SELECT 1", prepare=False)
            connection.autocommit = False
            connection._deadline = None
        return connection

    def wait(self, gen: Generator[Any, Any, Any], *args: Any, **options: Any) -> Any:
        """Run one exchange with the server; psycopg calls this for each statement."""
        if self._deadline is not None:
            return super().wait(self._watch(gen, self._check_deadline), INTERVAL)
        seconds = current_waits().reply
        if seconds is None:
            return super().wait(gen, *args, **options)
        return super().wait(self._watch(gen, self._check_server), seconds)

    def _watch(self, gen: Generator[Any, Any, Any], check: Callable[[], None]) -> Generator[Any, Any, Any]:
        """Run psycopg's generator, and call ``check`` whenever the server has not answered in time."""
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready:
                    check()
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _check_deadline(self) -> None:
        """Close this connection and raise psycopg.OperationalError if its time is over."""
        if self._deadline is not None and time.monotonic() >= self._deadline:
            self.close()
            raise psycopg.OperationalError("The database server does not answer.")

    def _check_server(self) -> None:
        """Close this connection and raise psycopg.OperationalError if no other one can be opened."""
        try:
            type(self).open(self._parameters, current_waits().check).close()
        except psycopg.OperationalError:
            self.close()
            raise


def connect_within(
    seconds: float | None, connect: Callable[[], WatchedConnection], note_late_success: Callable[[], None]
) -> WatchedConnection:
    """Return ``connect()``, or raise psycopg.OperationalError after so many seconds.

    It runs in a thread of its own, which is left alone when the time is over: even finding the address of
    the server may take long. A connection that comes too late is closed, but shows that the server is there.
    """
    if seconds is None:
        return connect()
    attempt = _Attempt(connect, note_late_success)
    attempt.start()
    attempt.join(seconds)
    return attempt.result()


class _Attempt(Thread):
    def __init__(
        self, connect: Callable[[], WatchedConnection], note_late_success: Callable[[], None]
    ) -> None:
        super().__init__(name="connect to PostgreSQL", daemon=True)
        self._connect, self._note_late_success = connect, note_late_success
        self._lock = Lock()
        self._connection: WatchedConnection | None = None
        self._error: BaseException = psycopg.OperationalError("The database server does not answer.")
        self._is_too_late = False

    def run(self) -> None:
        try:
            connection = self._connect()
        except BaseException as error:
            self._error = error
            return
        with self._lock:
            if not self._is_too_late:
                self._connection = connection
                return
        self._note_late_success()
        connection.close()

    def result(self) -> WatchedConnection:
        with self._lock:
            if self._connection is not None:
                return self._connection
            self._is_too_late = True
        raise self._error
