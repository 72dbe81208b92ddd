"""The identifier of a request, by which its log lines and those of the proxy are found together."""

import random
import re
from contextvars import ContextVar
from typing import Any

from django.conf import settings

HEADER = "X-Request-ID"

#: What a proxy may send as an identifier; anything else could forge log lines.
_VALID = re.compile(r"[A-Za-z0-9_-]{8,64}")

#: The identifier of the request that this thread answers or has answered last; "" if it has answered none.
request_id: ContextVar[str] = ContextVar("request_id", default="")


def identifier(sent: str) -> str:
    """Return what a trusted proxy has sent as identifier, if it may be one, or else a new one.

    A new one has to be unlike others, not secret: ``secrets`` would ask the operating system for each one,
    during which other threads take the interpreter.
    """
    return sent if _VALID.fullmatch(sent) else f"{random.getrandbits(64):016x}"


def name_request(environ: dict[str, Any]) -> str:
    """Return the identifier of the request that this thread now answers, and note it for the logs.

    Behind a proxy that is trusted (BEHIND_PROXY), the request keeps the identifier that the proxy gave it.
    """
    name = identifier(environ.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else "")
    request_id.set(name)  # until the next request, because Django logs an error page after all middleware
    return name
