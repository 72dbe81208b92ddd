"""The page cache in front of Django: answers a request that is the same as an earlier one.

When the page cache (:mod:`core.caching.middleware`) has answered a request without cookies, it leaves the
page here. A request with the same path and the same of the few headers on which that answer depended gets it
without Django's request, response and signals, which take most of the time of a cached page. The content
version is read as always, so no answer is stale. Whatever is not simple goes on to Django.
"""

import time
from collections.abc import Callable, Hashable, Iterable
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError

from core.caching.page_store import PageStore, StoredPage
from core.caching.version import content_version
from core.conditional_requests import CONDITIONS, IF_NONE_MATCH, OF_UNCHANGED_PAGE
from core.monitoring.request_ids import HEADER, name_request
from core.site_url import Application

#: The key of the WSGI environment under which the middleware finds the key of a simple request.
REPEAT_KEY = "labsite.repeat_key"
#: The same for the fact that the content version could not be read: nobody should wait for it a second time.
VERSION_IS_AWAY = "labsite.version_is_away"

#: A request with one of these is not simple: its answer depends on more than the page.
NOT_SIMPLE = CONDITIONS - {IF_NONE_MATCH} | {"HTTP_COOKIE", "HTTP_AUTHORIZATION"}
#: All else on which it depends whether a simple request is answered from the page cache, and with which page.
DEPENDS_ON = (
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "HTTP_ACCEPT_ENCODING",
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
)

#: The pages of this worker process. Their bodies are those of the middleware's pages, not copies.
repeats = PageStore(max_bytes=16 * 1024 * 1024)


def leave_for_repeats(key: Hashable, version: str, page: StoredPage) -> None:
    """Store the page with which the middleware has answered a simple request with this key."""
    if repeats.get(version, key) is None:
        repeats.add(version, key, page)


def repeating_answers(
    application: Application, count: Callable[[int, float], None] | None = None
) -> Application:
    """Return the WSGI application, wrapped so that answers from the page cache are repeated.

    ``count(status, seconds)`` is called for each repeated answer.
    """

    def respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start = time.perf_counter()
        if environ["REQUEST_METHOD"] != "GET" or not NOT_SIMPLE.isdisjoint(environ):
            return application(environ, start_response)
        key = tuple(map(environ.get, DEPENDS_ON))
        page = _current_page(key, environ) if key in repeats else None
        browser_has = environ.get(IF_NONE_MATCH)
        if page is None or browser_has not in (None, page.headers.get("ETag")):
            environ[REPEAT_KEY] = key
            return application(environ, start_response)
        status, headers, body = HTTPStatus.OK, page.headers, page.body
        if browser_has:
            status, body = HTTPStatus.NOT_MODIFIED, b""
            headers = {name: headers[name] for name in OF_UNCHANGED_PAGE if name in headers}
        start_response(f"{status.value} {status.phrase}", [*headers.items(), (HEADER, name_request(environ))])
        if count:
            count(status.value, time.perf_counter() - start)
        return [body]

    return respond


def _current_page(key: Hashable, environ: dict[str, Any]) -> StoredPage | None:
    try:
        version = content_version()
    except DatabaseError:
        environ[VERSION_IS_AWAY] = True
        return None
    return repeats.get(version, key)
