"""Log records without personal data.

A path may hold the secret of a link or a name, so it becomes the route that it matches. Email addresses and
the values that PostgreSQL quotes are hidden.
"""

import logging
import re
from typing import Any

#: Of limited length, so that a long text without blanks is searched in little time.
_EMAIL_ADDRESS = re.compile(r"[^\s@<>()\"',;:=]{1,64}@[^\s@<>()\"',;:=]{1,255}")
#: "DETAIL:  Key (email)=(ada@example.org) already exists."
_DETAIL = re.compile(r"(DETAIL:).*")


def without_personal_data(text: str) -> str:
    """Return the text without email addresses and values of rows."""
    return _DETAIL.sub(r"\1 …", _EMAIL_ADDRESS.sub("…@…", text))


def request_of(record: logging.LogRecord) -> tuple[str, str]:
    """Return the method and the route of a record's request, such as ("GET", "/people/<slug>/").

    The route is "no such page" if no URL matched; both are "" for other records.
    """
    request: Any = getattr(record, "request", None)
    if not getattr(request, "path", ""):
        return "", ""
    match = getattr(request, "resolver_match", None)
    return request.method, f"/{match.route}" if match else "no such page"


def message_of(record: logging.LogRecord) -> str:
    """Return the message of a record, with the route in place of the path."""
    message = record.getMessage()
    _method, route = request_of(record)
    if route:
        message = message.replace(record.request.path, route)  # type: ignore[attr-defined]
    return without_personal_data(message)
