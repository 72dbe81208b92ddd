"""Remembers for a moment that the database server could not be reached.

Without this, each of several requests at once would wait for a connection of its own, one after the other in
the threads of the server; and one request would wait several times, in its middleware and in its view.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, local

from django.core.signals import request_finished, request_started

#: Seconds for which nobody tries to connect after a failure.
PAUSE = 0.5


class _OfThread(local):
    """The request that this thread answers, if any."""

    is_in_request = False
    has_failed = False


_of_thread = _OfThread()


def start_request(**kwargs: object) -> None:
    """Let this thread, which begins to answer a request, try to connect once. Receives a signal."""
    _of_thread.is_in_request, _of_thread.has_failed = True, False


def finish_request(**kwargs: object) -> None:
    """Let this thread connect whenever it wants to again. Receives a signal."""
    _of_thread.is_in_request = _of_thread.has_failed = False


request_started.connect(start_request)
request_finished.connect(finish_request)


class Availability:
    """Whether an attempt to connect to the server is worth the wait."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failure: str | None = None
        self._next_attempt = 0.0

    @contextmanager
    def attempt(self, error: type[Exception]) -> Iterator[None]:
        """Connect inside of this block. Raises ``error`` immediately if another attempt has just failed.

        After the pause one caller tries, and the others are refused until that one has connected. A request
        that has failed to connect does not try again, however long ago that was.
        """
        if _of_thread.has_failed:
            raise error("The database server could not be reached for this request.")
        with self._lock:
            if self._failure is not None:
                if self._clock() < self._next_attempt:
                    raise error(f"The database server could not be reached a moment ago: {self._failure}")
                self._next_attempt = float("inf")
        try:
            yield
        except BaseException as failure:
            _of_thread.has_failed = _of_thread.is_in_request
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
