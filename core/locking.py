"""Locks between processes, on whichever machines they run."""

import zlib

from django.db import connection


def advisory_lock(name: str) -> None:
    """Wait for the lock of this name and hold it until the transaction ends.

    Call it first in an outermost transaction; raises RuntimeError outside of one. On SQLite there is nothing
    to do: a transaction locks the whole database from its beginning (``transaction_mode`` in the settings).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("advisory_lock() needs a transaction, at whose end it releases the lock.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
