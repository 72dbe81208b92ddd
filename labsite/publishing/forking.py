"""Starting processes so that Ctrl-C and SIGTERM end the command and its processes whenever they arrive."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

ENDING = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def ending_held_back() -> Iterator[None]:
    """Hold back the signals that end a command while a process is started.

    Python discards an exception that a signal raises in the hooks of a fork: the command would go on, perhaps
    with a lock that nobody releases.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_the_command() -> None:
    """Let this new process end by SIGTERM, which the command sends, and not by Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
