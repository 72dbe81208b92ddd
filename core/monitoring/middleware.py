"""Middleware that gives each request an identifier, and counts and times it."""

import time
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.http import GetResponse
from core.monitoring.request_ids import HEADER, name_request

#: The name under which cached pages are counted.
PAGE_CACHE = "page cache"
#: Methods that are counted by their names; clients may send any word.
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


class RequestIDMiddleware:
    """Name the request in the logs and in the header X-Request-ID. Stands first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = name_request(request.META)
        response = self.get_response(request)
        response.headers[HEADER] = name
        return response


class MetricsMiddleware:
    """Count and time requests by the name of their URL. Stands before the page cache."""

    def __init__(self, get_response: GetResponse) -> None:
        if not _has_readers():
            raise MiddlewareNotUsed
        from core.monitoring.metrics import count_request

        self.get_response = get_response
        self.count_request = count_request

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        response = self.get_response(request)
        name = _name(request)
        method = request.method if request.method in METHODS else "other"
        self.count_request(name, method, response.status_code, time.perf_counter() - start)
        return response


def counter_of_cached_pages() -> Callable[[int, float], None] | None:
    """Return what counts a cached page by its status and seconds; None if nobody reads metrics."""
    if not _has_readers():
        return None
    from core.monitoring.metrics import count_request

    return partial(count_request, PAGE_CACHE, "GET")


def _has_readers() -> bool:
    return bool(settings.METRICS_TOKEN or settings.METRICS_ADDRESSES)


def _name(request: HttpRequest) -> str:
    """Return the name of the URL, "page cache" for a cached page, or "other" if no URL was looked up."""
    if getattr(request, "is_from_page_cache", False):
        return PAGE_CACHE
    match = request.resolver_match
    return (match.view_name or match.route) if match else "other"
