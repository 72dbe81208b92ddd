"""Middleware that gives each request an identifier, and counts and times it."""

import time

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.http import GetResponse
from core.monitoring.request_ids import identifier, request_id

#: Methods that are counted by their names; clients may send any word.
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


class RequestIDMiddleware:
    """Name the request in the logs and in the header X-Request-ID. Stands first.

    Behind a proxy that is trusted (BEHIND_PROXY), the request keeps the identifier that the proxy gave it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sent = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
        name = identifier(sent)
        request_id.set(name)  # until the next request, because Django logs an error page after all middleware
        response = self.get_response(request)
        response.headers["X-Request-ID"] = name
        return response


class MetricsMiddleware:
    """Count and time requests by the name of their URL. Stands before the page cache."""

    def __init__(self, get_response: GetResponse) -> None:
        if not (settings.METRICS_TOKEN or settings.METRICS_ADDRESSES):
            raise MiddlewareNotUsed
        from core.monitoring.metrics import REQUESTS, SECONDS

        self.get_response = get_response
        self.requests, self.seconds = REQUESTS, SECONDS

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        response = self.get_response(request)
        name = _name(request)
        method = request.method if request.method in METHODS else "other"
        self.requests.labels(name, method, response.status_code).inc()
        self.seconds.labels(name).observe(time.perf_counter() - start)
        return response


def _name(request: HttpRequest) -> str:
    """Return the name of the URL, "page cache" for a cached page, or "other" if no URL was looked up."""
    if getattr(request, "is_from_page_cache", False):
        return "page cache"
    match = request.resolver_match
    return (match.view_name or match.route) if match else "other"
