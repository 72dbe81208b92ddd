"""Absolute URLs for feeds, exports, emails and structured data; the type of a middleware's callable."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: The callable that a middleware gets.
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def origin() -> str:
    """Return scheme, host and port of the site, such as ``https://lab.example.edu``: the setting SITE_URL.

    Never those of a request: anybody can send one with another Host header.
    """
    return str(settings.SITE_URL)


def absolute(path: str) -> str:
    """Return the absolute URL of a path of this site. Absolute URLs are returned unchanged."""
    return origin() + path if path.startswith("/") else path
