"""Emails to ADMINS about errors: the traceback and the route, no personal data.

They go through the queue of emails, so that no page waits for the mail server.
"""

import logging
import traceback

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from core.monitoring.records import message_of, request_of, without_personal_data
from core.monitoring.request_ids import request_id
from core.outages.faults import fault_of

#: Seconds in which errors at one line of code cause one email.
PAUSE = 3600


class ErrorEmailHandler(logging.Handler):
    """Queues an email about an error for each address in ADMINS, at most one an hour for a line of code."""

    def emit(self, record: logging.LogRecord) -> None:
        """Queue the emails. A failure to do so is written to standard error, and stops nothing.

        A database that is away has a line there already.
        """
        try:
            self._report(record)
        except Exception as error:
            if not fault_of(error):
                self.handleError(record)

    def _report(self, record: logging.LogRecord) -> None:
        if not settings.ADMINS or not cache.add(f"error-email:{_place(record)}", True, PAUSE):
            return
        from core.outbox.queue import enqueue  # a model, which cannot be imported when the logs are set up

        for _name, address in settings.ADMINS:
            enqueue(_subject(record), _text(record), address, timezone.now())


def _place(record: logging.LogRecord) -> str:
    """Return where an error was raised or, without one, logged: "module.py:12"."""
    if record.exc_info and record.exc_info[2]:
        frame = traceback.extract_tb(record.exc_info[2])[-1]
        return f"{frame.filename}:{frame.lineno}"
    return f"{record.pathname}:{record.lineno}"


def _subject(record: logging.LogRecord) -> str:
    kind = record.exc_info[0] if record.exc_info else None
    what = f"{kind.__name__}: {message_of(record)}" if kind else message_of(record)
    return f"[Labsite] {what}"[:300]


def _text(record: logging.LogRecord) -> str:
    method, route = request_of(record)
    lines = [
        f"{settings.SITE_URL} reports an error.",
        "",
        f"Time: {timezone.now():%Y-%m-%d %H:%M:%S} UTC",
        f"Message: {message_of(record)}",
    ]
    if route:
        lines += [f"Request: {method} {route}", f"Request ID: {request_id.get()}"]
    if record.exc_info:
        trace = "".join(traceback.format_exception(*record.exc_info))
        lines += ["", without_personal_data(trace).rstrip()]
    lines += ["", "Errors at the same place are not reported again within an hour."]
    return "\n".join(lines)
