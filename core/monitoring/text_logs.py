"""Log lines as text without personal data, with a traceback only for mistakes of the program."""

import logging
from typing import Any

from core.monitoring.records import message_of, without_personal_data
from core.monitoring.request_ids import request_id
from core.outages.faults import fault_of, first_line


class TextFormatter(logging.Formatter):
    """Formats a record as "WARNING django.request: Not Found: /people/<slug:slug>/ [ID of the request]"."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line without the traceback."""
        identifier = request_id.get()
        line = f"{record.levelname} {record.name}: {message_of(record)}"
        return f"{line} [{identifier}]" if identifier else line

    def formatException(self, ei: Any) -> str:
        """Return the traceback without personal data."""
        return without_personal_data(super().formatException(ei))


class OneLine(logging.Filter):
    """Removes the tracebacks of refused requests, and of faults outside of the program, which it names.

    Django logs them like mistakes of the program, and refused hosts as errors. The filter changes the record,
    so add it to the first handler.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record, and let it pass."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("django.security."):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        elif record.name != "django.request" or error is None:
            return True
        elif fault_of(error):
            record.msg, record.args = f"{record.getMessage()} ({first_line(error)})", None
        elif getattr(record, "status_code", 500) >= 500:
            return True
        record.exc_info = record.exc_text = None
        return True
