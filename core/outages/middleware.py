"""Middleware for faults outside of the program."""

import time
from collections.abc import Callable
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.http import GetResponse
from core.outages.faults import RETRY_AFTER, Fault

#: A page that fails later than this is not rendered again, since nobody should wait more than two seconds.
MAX_SECONDS_BEFORE_REPEATING = 0.5


class RepeatMiddleware:
    """Render a page once more if the database server ended its connection meanwhile.

    Visitors then do not notice that the server was restarted. Only requests that change nothing are repeated.
    The error view marks its response with the ``fault``. Must come before middleware that uses the database.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.monotonic()
        response = self.get_response(request)
        if (
            isinstance(request, WSGIRequest)
            and getattr(response, "fault", None) is Fault.AWAY
            and request.method in ("GET", "HEAD")
            and time.monotonic() - start < MAX_SECONDS_BEFORE_REPEATING
        ):
            if not connection.in_atomic_block:  # as in tests
                connection.close()
            response = self.get_response(WSGIRequest(request.environ))
        if response.status_code == 503:
            response.headers.setdefault("Retry-After", str(RETRY_AFTER))
        return response


class TrustedFormMiddleware:
    """Mark a request whose form passed the check against forgery, or needs none.

    Only such a form is shown again when a fault stops the request, with a button that submits it. Must come
    after CsrfViewMiddleware, which answers a forged request before this middleware sees its view.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        request.has_trusted_form = True  # type: ignore[attr-defined]
