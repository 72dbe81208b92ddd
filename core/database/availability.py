"""Remembers for a moment that the database server could not be reached.

Without this, each of several requests at once would wait for a connection of its own, one after the other in
the threads of the server.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

#: Seconds for which nobody tries to connect after a failure.
PAUSE = 0.5


class Availability:
    """Whether an attempt to connect to the server is worth the wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failure: str | None = None
        self._next_attempt = 0.0

    @contextmanager
    def attempt(self, error: type[Exception]) -> Iterator[None]:
        """Connect inside of this block. Raises ``error`` at once if somebody has just failed to.

        After the pause one caller tries, and the others are refused until that one has connected.
        """
        with self._lock:
            if self._failure is not None:
                if self._clock() < self._next_attempt:
                    raise error(f"The database server could not be reached a moment ago: {self._failure}")
                self._next_attempt = float("inf")
        try:
            yield
        except BaseException as failure:
            self._note(str(failure))
            raise
        self.note_success()

    def note_success(self) -> None:
        """Let everybody connect again."""
        self._note(None)

    def _note(self, failure: str | None) -> None:
        with self._lock:
            self._failure = failure
            self._next_attempt = self._clock() + PAUSE
