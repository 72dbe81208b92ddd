"""What only one process may do at a time, whichever machine it runs on."""

import zlib

from django.db import connection


def one_at_a_time(name: str) -> None:
    """Waits until nobody else is at what has this ``name``; keeps others from it until the transaction ends.

    Call it first in an outermost transaction. SQLite has one writer at a time, from the beginning of the
    transaction on (``transaction_mode`` in the settings); so there this has nothing to do.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A lock is held until the transaction ends, and there is none.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
