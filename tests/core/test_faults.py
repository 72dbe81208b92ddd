"""Which exceptions are faults outside of the program."""

import errno
import runpy
import sqlite3
from unittest.mock import Mock

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError, ProgrammingError
from django.http import UnreadablePostError

from core.outages.commands import explanation
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


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (
            OperationalError("connection failed\nIs it running?"),
            "The database does not answer: connection failed. ",
        ),
        (of_sqlite(sqlite3.SQLITE_BUSY), "The database does not answer: any. "),
        (OSError(errno.ENOSPC, "full"), "Something could not be stored: [Errno 28] full. "),
        (
            raised(OperationalError("no such table: x"), sqlite3.OperationalError()),
            "The tables of the database ",
        ),
        (of_postgresql("42P01", ProgrammingError), "The tables of the database do not fit: any. "),
        (of_postgresql("42601", ProgrammingError), ""),  # a mistake in the program
        (ValueError(), ""),
    ],
    ids=repr,
)
def test_command_says_what_is_wrong_outside_of_the_program(error, text):
    said = explanation(error)
    assert said.startswith(text) and bool(said) == bool(text)


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt(), 130), (InterfaceError("connection is closed"), "The database does not answer: ")],
    ids=repr,
)
def test_interrupted_command_and_one_without_database_end_without_a_traceback(monkeypatch, error, status):
    monkeypatch.setattr("gc.set_threshold", lambda *_numbers: None)
    monkeypatch.setattr("atexit.register", lambda _function: None)
    monkeypatch.setattr("django.core.management.execute_from_command_line", Mock(side_effect=error))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(settings.BASE_DIR / "manage.py"), run_name="__main__")
    assert ended.value.code == status or ended.value.code.startswith(status)
