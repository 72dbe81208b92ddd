"""Ctrl-C and SIGTERM end a command while it starts processes."""

import signal
import threading

import pytest

from labsite.publishing.forking import ENDING, ending_held_back


def test_ctrl_c_waits_until_a_process_has_started():
    """In the hooks of a fork, Python would discard it."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    arrived = []

    def start():
        with ending_held_back():
            # To this thread: one to the process may interrupt another thread, where nothing holds it back.
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            arrived.append(signal.SIGINT in signal.sigpending())

    try:
        with pytest.raises(KeyboardInterrupt):
            start()
    finally:
        signal.signal(signal.SIGINT, handler)
    assert arrived == [True]
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, []) & ENDING
