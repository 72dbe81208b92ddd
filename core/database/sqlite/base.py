"""Django's SQLite backend; a database that another process has locked is never taken for an old SQLite."""

import sqlite3
from contextlib import closing
from typing import Any

from django.db.backends.sqlite3 import base, features

from core.database.waits import current_waits


def _has_json() -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("SELECT JSON('{}')")
        except sqlite3.OperationalError:
            return False
    return True


class DatabaseFeatures(features.DatabaseFeatures):
    """What this SQLite can do, known before any connection is opened.

    Django finds out about JSON in a transaction on the connection of each thread. With ``transaction_mode``
    IMMEDIATE that needs the write lock: while another process holds it, "locked" is taken for "no JSON" and
    remembered, and the thread can show no page until it ends.
    """

    supports_json_field = _has_json()


class DatabaseWrapper(base.DatabaseWrapper):
    features_class = DatabaseFeatures

    def get_connection_params(self) -> dict[str, Any]:
        return {"timeout": current_waits().lock, **super().get_connection_params()}
