"""The page cache: finished public pages, stored by each worker process, never stale.

A page is stored under the content version (:mod:`core.caching.version`) from which it was rendered, and
every request asks the database for the current version first. So from the moment a change is committed no
worker serves a page from before, and nothing has to be sent to the workers.

Only pages of views marked with :func:`public_page` are stored, and only as seen without a session.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from core.caching.page_store import PageStore, StoredPage
from core.caching.repeats import REPEAT_KEY, VERSION_IS_AWAY, leave_for_repeats
from core.caching.version import content_version
from core.conditional_requests import CONDITIONS, conditional_response
from core.http import GetResponse
from core.theme import theme_of

#: Pages with longer query strings are not stored: they are hardly asked for twice.
MAX_QUERY_LENGTH = 200

#: The pages of this worker process. Gzipped pages take some 10 KB each.
page_store = PageStore(max_bytes=16 * 1024 * 1024)


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose pages are the same for all visitors who are not signed in.

    Browsers may store the page but have to ask each time whether it is still current.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_public_page = True  # type: ignore[attr-defined]
        response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ["Cookie"])
        return response

    marked.is_public_page = True  # type: ignore[attr-defined]
    return marked


class PageCacheMiddleware:
    """Answer public pages from the page store. Stands early, so that a hit skips the others."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE or not _may_use_cache(request) or not _has_allowed_host(request):
            return self.get_response(request)
        if VERSION_IS_AWAY in request.META:
            return self.get_response(request)
        # Read before the page is rendered: if content changes during rendering, the page is stored under the
        # old version and never served.
        try:
            version = content_version()
        except DatabaseError:  # a page that needs the database fails further down, with all headers
            return self.get_response(request)
        if version is None:
            return self.get_response(request)
        request.content_version = version  # type: ignore[attr-defined]
        key = _key(request)
        page = page_store.get(version, key)
        if page is None:
            response = self.get_response(request)
            if isinstance(response, HttpResponse) and _is_same_for_all(request, response):
                page_store.add(version, key, StoredPage(dict(response.items()), response.content))
            return response
        request.is_from_page_cache = True  # type: ignore[attr-defined]
        if repeat_key := request.META.get(REPEAT_KEY):
            leave_for_repeats(repeat_key, version, page)
        response = HttpResponse(page.body, headers=page.headers)
        if request.META.keys().isdisjoint(CONDITIONS):
            return response
        return conditional_response(request, response, page.headers.get("ETag"))


def _may_use_cache(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and not request.path_info.startswith(settings.NEVER_CACHED_PATHS)
        and ("HTTP_COOKIE" not in request.META or _has_visitor_cookies(request))
        and "HTTP_AUTHORIZATION" not in request.META
        and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH
    )


def _has_visitor_cookies(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "messages" not in request.COOKIES


def _has_allowed_host(request: HttpRequest) -> bool:
    """Return whether the host is one of the site's; other requests are refused further down.

    The host is not part of a page's key: pages do not depend on it, and Host headers with ever new ports
    would drive all pages out of the store.
    """
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        getattr(response, "is_public_page", False)
        and request.method == "GET"
        and response.status_code == 200
        and not response.cookies
    )


def _key(request: HttpRequest) -> Hashable:
    return (
        request.scheme,
        "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""),
        theme_of(request) if "HTTP_COOKIE" in request.META else "",
        request.META.get("PATH_INFO", ""),
        request.META.get("QUERY_STRING", ""),
    )
