"""Django's PostgreSQL backend with connections that never make a page wait for an unavailable server."""

from typing import Any

from django.db.backends.postgresql import base

from core.database.postgresql.connecting import WatchedConnection
from core.database.waits import COMMAND, current_waits

#: Plan a prepared statement once. By default PostgreSQL plans it anew for its first five uses on each
#: connection, which takes longer than to run it. On a quiet site, most pages are among these first uses.
PLAN_ONCE = "-c plan_cache_mode=force_generic_plan"


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        waits = current_waits()
        # A pooler that hands out connections for each transaction refuses settings of a connection.
        if waits is not COMMAND and params["prepare_threshold"] is not None:
            lock_timeout = f"-c lock_timeout={round(waits.lock * 1000)}"
            params["options"] = f"{params.get('options', '')} {lock_timeout} {PLAN_ONCE}".strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> WatchedConnection:
        return WatchedConnection.open(conn_params, current_waits().connect)
