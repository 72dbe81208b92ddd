"""A thread in each server process that sends the queued emails, so that no page waits for the mail server.

It starts with the server (``labsite.wsgi`` enables it), runs when an email has been queued, and once a minute
for the emails of other processes and for retries. Commands do not start it.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connection, transaction

from core.database.waits import COMMAND, waiting

#: Seconds between two runs if no email is queued in the meantime.
INTERVAL = 60
#: Seconds from the first queued email to the run that sends it. So the emails of one page share a connection,
#: and sending does not slow the page down, which would show by its time whether it has queued an email.
DELAY = 0.5

logger = logging.getLogger(__name__)


class Sender:
    """Runs a function in a thread of its own whenever it is woken, and once per interval."""

    def __init__(self) -> None:
        self._work: Callable[[], object] | None = None
        self._thread: threading.Thread | None = None
        self._woken = threading.Event()
        self._lock = threading.Lock()

    def enable(self, work: Callable[[], object]) -> None:
        """Set the function to run. The thread starts when it is first woken, in the process that needs it."""
        self._work = work

    def wake(self) -> None:
        """Run the function soon, in its thread; does nothing in a process that is no server."""
        if self._work is None:
            return
        self._woken.set()
        with self._lock:
            # A thread does not survive a fork, and is not alive in the child.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)
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
                with waiting(COMMAND):  # nobody waits for this thread
                    self._work()
        except Exception:  # the database may be away; the thread has to outlive that
            logger.exception("The queued emails could not be sent.")
        finally:
            connection.close()


sender = Sender()


def wake_after_commit() -> None:
    """Send the queued emails soon after the present transaction has been committed."""
    transaction.on_commit(sender.wake)
