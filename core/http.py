"""Absolute URLs for feeds, exports, emails and structured data."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: The callable that a middleware gets.
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def origin(request: HttpRequest) -> str:
    """Return scheme and host of the site, such as ``https://lab.example.edu``.

    Taken from SITE_URL if that is set, else from the request.
    """
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def absolute(request: HttpRequest, path: str) -> str:
    """Return the absolute URL of a path of this site. Absolute URLs are returned unchanged."""
    return origin(request) + path if path.startswith("/") else path
