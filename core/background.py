"""Threads of a server process for work that no page should wait for.

A ``BackgroundThread`` starts when it is first woken, runs, and runs again once per interval for what other
processes have left. ``labsite.wsgi`` enables them; commands do not start them. ``in_thread`` runs one call
whose result a page needs, but for which it waits only so long. ``TimeLimit`` does so for calls of libraries
that can wait without end.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from django.db import connection
from django.utils import translation

from core.database.waits import COMMAND, waiting
from core.http import set_site_path

Result = TypeVar("Result")

#: Seconds between two runs of a thread that nobody wakes in the meantime.
INTERVAL = 60
#: Seconds from waking the thread to the run. The emails of one page are then sent over one connection, and
#: the response time of the page does not reveal whether there is any work.
DELAY = 0.5
#: The most calls of ``in_thread`` that run at the same time in a process; further ones wait.
MAX_CALLS = 8

logger = logging.getLogger(__name__)

_enabled: "list[BackgroundThread]" = []
_turns = threading.BoundedSemaphore(MAX_CALLS)


class BackgroundThread:
    """Runs a function in a thread of its own whenever it is woken, and once per interval."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._work: Callable[[], object] | None = None
        self._thread: threading.Thread | None = None
        self._woken = threading.Event()
        self._lock = threading.Lock()

    def enable(self, work: Callable[[], object]) -> None:
        """Set the function to run. The thread starts when it is first woken, in the process that needs it."""
        self._work = work
        _enabled.append(self)

    @property
    def is_enabled(self) -> bool:
        return self._work is not None

    def wake(self) -> None:
        """Run the function soon, in its thread; does nothing in a process that is not a server."""
        if self._work is None:
            return
        self._woken.set()
        with self._lock:
            # A thread does not survive a fork, and is not alive in the child.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            if self._woken.wait(INTERVAL):
                time.sleep(DELAY)
            self._woken.clear()
            self.run_once()

    def run_once(self) -> None:
        """Run the function; an error is logged, and the next run tries again."""
        try:
            if self._work:
                set_site_path()
                with waiting(COMMAND):  # nobody waits for this thread
                    self._work()
        except Exception:  # the database may be unavailable; the thread has to outlive that
            logger.exception("The work of the thread “%s” has failed.", self._name)
        finally:
            connection.close()


def wake_all() -> None:
    """Run the functions of all threads that are enabled, for what a process left behind when it died."""
    for thread in _enabled:
        thread.wake()


class TimeLimit:
    """Runs calls that may last longer than a page can wait, such as the resolution of a host name.

    A call that takes too long goes on in its thread. While ``most`` calls are running, others fail.
    """

    def __init__(self, seconds: float, most: int = MAX_CALLS) -> None:
        self._seconds = seconds
        self._turns = threading.BoundedSemaphore(most)

    def run(self, work: Callable[[], Result]) -> Result:
        """Return the result of a function. Raises TimeoutError after the seconds, turns included."""
        end = time.monotonic() + self._seconds
        if not self._turns.acquire(timeout=self._seconds):
            raise TimeoutError
        future = in_thread(work, turns=nullcontext())
        future.add_done_callback(lambda _future: self._turns.release())
        return future.result(max(end - time.monotonic(), 0))


def in_thread(work: Callable[[], Result], turns: AbstractContextManager[object] = _turns) -> "Future[Result]":
    """Run a function in a thread of its own, in the current language, and return a Future.

    A callback of the Future runs in that thread too, and may use the database as a command does. Both are
    lost when the process ends. ``turns`` limits how many run at the same time.
    """
    future: Future[Result] = Future()
    language = translation.get_language()

    def run() -> None:
        set_site_path()
        with turns, waiting(COMMAND), translation.override(language):
            try:
                result = work()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
            finally:
                connection.close()

    threading.Thread(target=run, name=f"call of {work!r}", daemon=True).start()
    return future
