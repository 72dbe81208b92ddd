"""How long this process waits for the database.

A command waits patiently. A web server has to answer within two seconds, even if the database is unavailable
or another process keeps it locked; ``labsite/wsgi.py`` switches to its shorter waits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import local


@dataclass(frozen=True)
class Waits:
    """Times in seconds; None means no limit of our own."""

    #: For a lock that another transaction holds.
    lock: float
    #: For a new connection.
    connect: float | None = None
    #: For the answer to one statement, after which the server is asked whether it is still there.
    reply: float | None = None
    #: For the new connection that shows whether the server is still there.
    check: float | None = None


COMMAND = Waits(lock=5)
#: For the first request of a command to a server elsewhere, which shows whether it is there.
PROBE = Waits(lock=5, connect=2, reply=5)
REQUEST = Waits(lock=1.3, connect=1.3, reply=0.4, check=0.9)
#: For monitoring, which is answered within a second. Pages use the connection that it opens,
#: and wait for locks as long as it does.
HEALTH_CHECK = replace(REQUEST, connect=0.8, reply=0.2, check=0.6)

_of_process = COMMAND


class _OfThread(local):
    waits: Waits | None = None


_of_thread = _OfThread()


def current_waits() -> Waits:
    return _of_thread.waits or _of_process


def serve_requests() -> None:
    """Use the waits of a web server in this process, for connections that are opened from now on."""
    global _of_process
    _of_process = REQUEST


@contextmanager
def waiting(waits: Waits) -> Iterator[None]:
    """Use these waits in this thread."""
    before, _of_thread.waits = _of_thread.waits, waits
    try:
        yield
    finally:
        _of_thread.waits = before
