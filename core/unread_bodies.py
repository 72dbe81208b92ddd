"""Reading the rest of a request that the site has refused without reading it.

A proxy that sends a large request and finds the connection closed does not read the response: Apache says
"502 Bad Gateway" instead, and browsers say that the connection was reset.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from core.site_url import Application

#: As much as the proxies in deploy/ let through.
MAX_BYTES = 60 * 1024 * 1024
CHUNK_BYTES = 64 * 1024


def reading_the_rest(application: Application, max_bytes: int = MAX_BYTES) -> Application:
    """Return the WSGI application, wrapped so that it reads up to ``max_bytes`` that are left of an answered
    request."""

    def read_and_respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        response = application(environ, start_response)
        if environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING"):
            with suppress(Exception):  # the response is ready, whatever is wrong with the rest
                _read(environ["wsgi.input"], max_bytes)
        return response

    return read_and_respond


def _read(body: Any, max_bytes: int) -> None:
    remaining = max_bytes
    while remaining > 0 and (chunk := body.read(min(CHUNK_BYTES, remaining))):
        remaining -= len(chunk)
