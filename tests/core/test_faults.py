"""Which exceptions are faults outside of the program."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.http import UnreadablePostError

from core.outages.faults import Fault, fault_of
from core.storages.site_storage import StorageUnavailable


def raised(error, cause=None):
    error.__cause__ = cause
    return error


def of_sqlite(code):
    cause = sqlite3.OperationalError("any")
    cause.sqlite_errorcode = code
    return raised(OperationalError("any"), cause)


def of_postgresql(state, kind=OperationalError):
    return raised(kind("any"), psycopg.errors.lookup(state)("any"))


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (of_sqlite(sqlite3.SQLITE_BUSY), Fault.LOCKED),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), Fault.LOCKED),
        (of_sqlite(sqlite3.SQLITE_FULL), Fault.DISK),
        (of_sqlite(sqlite3.SQLITE_READONLY), Fault.DISK),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), Fault.AWAY),
        (of_sqlite(sqlite3.SQLITE_ERROR), None),  # no such table
        (of_postgresql("55P03"), Fault.LOCKED),
        (of_postgresql("40P01"), Fault.LOCKED),
        (of_postgresql("53100"), Fault.DISK),
        (of_postgresql("25006", InternalError), Fault.DISK),
        (of_postgresql("57P01"), Fault.AWAY),  # terminated by administrator command
        (of_postgresql("53300"), Fault.AWAY),  # too many connections
        (of_postgresql("54001"), None),  # the statement is too complex
        (of_postgresql("42P01", DatabaseError), None),  # no such table
        (raised(OperationalError("refused"), psycopg.OperationalError("refused")), Fault.AWAY),
        (InterfaceError("connection is closed"), Fault.AWAY),
        (psycopg.OperationalError("closing a cursor failed"), Fault.AWAY),  # not wrapped by Django
        (OSError(errno.ENOSPC, "full"), Fault.DISK),
        (PermissionError(errno.EACCES, "read-only"), Fault.DISK),
        (StorageUnavailable(errno.ENOTDIR, "not mounted"), Fault.DISK),
        (FileNotFoundError(errno.ENOENT, "missing"), None),
        (UnreadablePostError(errno.EIO, "the client is gone"), None),
        (ValueError(), None),
        (None, None),
    ],
    ids=repr,
)
def test_fault_of_an_exception(error, fault):
    assert fault_of(error) is fault


def test_fault_is_found_behind_the_exception_that_followed_it():
    assert fault_of(raised(ValueError(), OSError(errno.ENOSPC, "full"))) is Fault.DISK
    following = RuntimeError()
    following.__context__ = OperationalError("gone")
    assert fault_of(following) is Fault.AWAY
