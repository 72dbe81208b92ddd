"""Locks between processes, on whichever machines they run."""

import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.db import DatabaseError, connection, transaction


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


@contextmanager
def lock_between_machines(name: str) -> Iterator[bool]:
    """Hold a lock while there are transactions inside the block; yield False if another process holds it.

    On PostgreSQL a transaction of a connection of its own holds the lock, which therefore works with a pooler
    and ends with the process. On SQLite, whose database belongs to one machine, there is nothing to do.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [zlib.crc32(f"process {name}".encode())])
            is_locked = bool(cursor.fetchone()[0])
        yield is_locked
    finally:
        with suppress(DatabaseError):
            own.rollback()  # the server would end a closed connection, and release the lock, a moment later
        own.close()


def run_alone(name: str, work: Callable[[], None]) -> None:
    """Wait for the lock of this name, then do work that has transactions of its own, such as migrations.

    On PostgreSQL another connection holds the lock, in a transaction, so it works with a pooler as well. On
    SQLite a file in DATA_DIR/locks is locked.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), ThreadPoolExecutor(1) as thread:
            advisory_lock(name)
            thread.submit(_with_own_connection, work).result()
        return
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("wb") as file:
        locks.lock(file, locks.LOCK_EX)
        work()


def _with_own_connection(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()
