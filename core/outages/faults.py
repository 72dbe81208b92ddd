"""Which exceptions are faults outside of the program, which pass by themselves or need the operator."""

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum

from django.db import InterfaceError, OperationalError
from django.http import UnreadablePostError
from django.utils.translation import gettext_lazy as _

from core.storages.site_storage import CANNOT_STORE, ObjectStoreUnavailable, StorageUnavailable

#: Seconds after which a browser or a monitor may ask again.
RETRY_AFTER = 5


class Fault(Enum):
    """A kind of fault."""

    #: Another transaction holds what this one needs.
    LOCKED = "locked"
    #: The database server is gone, or has ended the connection.
    AWAY = "away"
    #: Files or the database cannot be written.
    DISK = "disk"
    #: The object store with the site's files is unavailable.
    STORE = "store"


_SQLITE = {
    sqlite3.SQLITE_BUSY: Fault.LOCKED,
    sqlite3.SQLITE_LOCKED: Fault.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Fault.LOCKED,
    sqlite3.SQLITE_READONLY: Fault.DISK,
    sqlite3.SQLITE_FULL: Fault.DISK,
    sqlite3.SQLITE_IOERR: Fault.AWAY,
    sqlite3.SQLITE_CANTOPEN: Fault.AWAY,
}
#: SQLSTATE of PostgreSQL, whole or its class.
_POSTGRESQL = {
    "55P03": Fault.LOCKED,  # lock_not_available
    "40": Fault.LOCKED,  # deadlock, serialization failure
    "57014": Fault.LOCKED,  # a statement that took too long
    "53100": Fault.DISK,  # disk_full
    "25006": Fault.DISK,  # read_only_sql_transaction, as on a standby server
}
_TOO_COMPLEX = "54"  # program_limit_exceeded: the statement is at fault
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.ESTALE}


def fault_of(error: BaseException | None) -> Fault | None:
    """Return the fault that caused an exception, or None for a mistake of the program or of the request."""
    return next(filter(None, map(_fault, _chain(error))), None)


#: What a form that comes back says, by the fault. Without a database that can be read no form can be built.
_REASONS = {
    Fault.DISK: CANNOT_STORE,
    Fault.STORE: CANNOT_STORE,
    Fault.LOCKED: _(
        "Another change is being saved right now, so yours could not be saved. What you entered is still in "
        "the form below. Please submit it again in a few seconds."
    ),
}


def reason_to_give_back(error: BaseException) -> str:
    """Return why a form comes back after this exception; "" if it is no fault or the form cannot be built."""
    fault = fault_of(error)
    return str(_REASONS[fault]) if fault in _REASONS else ""


def first_line(error: BaseException) -> str:
    """Return the first line of the text of an exception, or its kind. PostgreSQL adds lines of hints."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the exception and those that it was raised from, or while handling."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _fault(error: BaseException) -> Fault | None:
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind of error. "No such table" is an OperationalError too, and ours to mend.
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if hasattr(error, "sqlstate"):
        return _postgresql_fault(error, error.sqlstate or "")
    if isinstance(error, OperationalError | InterfaceError):  # otherwise the driver's error follows
        return Fault.AWAY if error.__cause__ is None else None
    if isinstance(error, ObjectStoreUnavailable):
        return Fault.STORE
    if isinstance(error, OSError) and not isinstance(error, UnreadablePostError):
        return Fault.DISK if isinstance(error, StorageUnavailable) or error.errno in _DISK else None
    return None


def _postgresql_fault(error: BaseException, state: str) -> Fault | None:
    import psycopg  # sites on SQLite need not load it

    if fault := _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]):
        return fault
    is_of_connection = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return Fault.AWAY if is_of_connection and not state.startswith(_TOO_COMPLEX) else None
