"""Addresses with the host, for what leaves the site: feeds, exports, structured data."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: What a middleware calls for the rest of the work.
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def origin(request: HttpRequest) -> str:
    """Returns scheme and host of the site: the configured ones, else those of the request."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def absolute(request: HttpRequest, path: str) -> str:
    """Returns the full address of a path of this site; other full addresses stay as they are."""
    return origin(request) + path if path.startswith("/") else path
