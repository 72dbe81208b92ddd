"""Faults outside of the program, as Django raises them, and queries that run into them."""

import errno
import sqlite3
from contextlib import contextmanager

from django.db import OperationalError, connection

READING = ("SELECT", "WITH", "EXPLAIN", "PRAGMA")


def locked() -> OperationalError:
    """Return the error of SQLite for a database that another process has locked."""
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = OperationalError("database is locked")
    error.__cause__ = cause
    return error


def away() -> OperationalError:
    """Return the error of a connection that the database server has ended."""
    return OperationalError("server closed the connection unexpectedly")


def disk_full() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


@contextmanager
def database_away():
    """Make every query fail."""

    def fail(*args):
        raise away()

    with connection.execute_wrapper(fail):
        yield


@contextmanager
def database_locked():
    """Make every query fail that writes or begins a transaction, as on SQLite."""

    def fail(execute, sql, params, many, context):
        if not sql.lstrip("( \n").startswith(READING):
            raise locked()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield
