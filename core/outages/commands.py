"""What a command says about a fault that is not in the program."""

import sqlite3

from django.db import DatabaseError, OperationalError, ProgrammingError

from core.outages.faults import Fault, fault_of, first_line

ADVICE = "manage.py doctor says what to do; --traceback shows where it happened."
_UNDEFINED = {"42P01", "42703"}  # SQLSTATE of PostgreSQL: table, column


def explanation(error: Exception) -> str:
    """Return a line about a fault outside of the program, or about tables that are missing; "" for others."""
    if isinstance(error, DatabaseError) and _lacks_tables(error):
        return f"The tables of the database do not fit: {first_line(error)}. Run manage.py upgrade first."
    match fault_of(error):
        case None:
            return ""
        case Fault.LOCKED | Fault.AWAY:
            return f"The database does not answer: {first_line(error)}. {ADVICE}"
        case _:
            return f"Something could not be stored: {first_line(error)}. {ADVICE}"


def _lacks_tables(error: DatabaseError) -> bool:
    """Return whether a table or column does not exist."""
    if isinstance(error, OperationalError) and isinstance(error.__cause__, sqlite3.OperationalError):
        return str(error).startswith(("no such table", "no such column"))
    return isinstance(error, ProgrammingError) and getattr(error.__cause__, "sqlstate", "") in _UNDEFINED
