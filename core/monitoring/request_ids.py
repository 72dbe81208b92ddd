"""The identifier of a request, by which its log lines and those of the proxy are found together."""

import random
import re
from contextvars import ContextVar

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
