"""Refusing requests that end before their announced length, as when a phone loses its connection.

Django would read the part of a form that has arrived as if it were the whole form. Not every proxy waits for
the end of a request before it passes it on, so such parts reach the site.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest

from core.site_url import Application


def refusing_incomplete(application: Application) -> Application:
    """Return the WSGI application, wrapped so that it answers an incomplete request with status 400."""

    def check_and_respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = str(environ.get("CONTENT_LENGTH") or "")
        if length.isascii() and length.isdigit():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return check_and_respond


class WholeBody:
    """The body of a request of ``length`` bytes; reading it raises BadRequest if it ends before."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream = stream
        self._missing = length

    def read(self, size: int = -1) -> bytes:
        """Return ``size`` bytes, or all that are missing; fewer only at the end."""
        size = self._missing if size < 0 else min(size, self._missing)
        data = self._take(self._stream.read, size)
        while len(data) < size:
            data += self._take(self._stream.read, size - len(data))
        return data

    def readline(self, size: int = -1) -> bytes:
        """Return the next line, or the first ``size`` bytes of it."""
        size = self._missing if size < 0 else min(size, self._missing)
        return self._take(self._stream.readline, size)

    def _take(self, read: Callable[[int], bytes], size: int) -> bytes:
        data = read(size) if size else b""
        if size and not data:
            raise BadRequest("The request ended before its announced length.")
        self._missing -= len(data)
        return data
