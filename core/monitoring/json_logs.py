"""Log lines as JSON objects, one per line, for programs that collect logs (LOG_FORMAT=json).

Each line has ``time`` (ISO 8601, UTC), ``level``, ``logger``, ``message`` and ``request_id``; lines about a
request also ``method``, ``route`` and ``status_code``; errors ``exc_info``. None has personal data.
"""

import logging
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from core.monitoring.records import message_of, request_of, without_personal_data
from core.monitoring.request_ids import request_id


class JSONFormatter(JsonFormatter):
    """Formats a log record as a line of JSON. Needs no Django, because gunicorn uses it from its start."""

    def __init__(self) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger"},
            reserved_attrs=[*RESERVED_ATTRS, "request", "server_time"],
            timestamp="time",
            json_ensure_ascii=False,
        )

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """Add the request, and the message without personal data."""
        super().add_fields(log_data, record, message_dict)
        log_data["message"] = message_of(record)
        log_data["request_id"] = request_id.get()
        method, route = request_of(record)
        if route:
            log_data |= {"method": method, "route": route}

    def formatException(self, ei: Any) -> str:
        """Return the traceback without personal data."""
        return without_personal_data(str(super().formatException(ei)))
