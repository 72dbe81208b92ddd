"""Absolute URLs, posted texts, the page that a form returns to, and headers for scripts of other sites.

Also the type of the callable that a middleware gets.
"""

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix, set_script_prefix
from django.utils.http import MAX_URL_REDIRECT_LENGTH, url_has_allowed_host_and_scheme

from core.characters import printable

#: The headers with which scripts of all sites may read an answer, and its ETag, to send it back.
FOR_OTHER_SITES = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
#: The callable that a middleware gets.
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def origin() -> str:
    """Return scheme, host and port of the site, such as ``https://lab.example.edu``, from SITE_URL.

    Never those of a request: anybody can send one with another Host header.
    """
    return _origin_of(settings.SITE_URL)


@lru_cache
def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def site_path(path: str) -> str:
    """Return a path of this site, such as ``/files/plan.pdf``, with the path of SITE_URL in front.

    For paths that people have entered; Django's ``reverse`` and ``request.path`` have it already.
    """
    prefix = get_script_prefix()[:-1]
    return path if not prefix or f"{path}/".startswith(f"{prefix}/") else prefix + path


def set_site_path() -> None:
    """Let ``reverse`` put the path of SITE_URL in front, which Django remembers for each thread.

    Threads that answer no request call it first.
    """
    set_script_prefix(settings.FORCE_SCRIPT_NAME or "/")


def absolute(path: str) -> str:
    """Return the absolute URL of a path of this site. Absolute URLs are returned unchanged."""
    return origin() + path if path.startswith("/") else path


def posted_text(request: HttpRequest, name: str) -> str:
    """Return a text of a submitted form that is read without a form field.

    Characters that PostgreSQL, HTML or XML does not allow are removed, and the spaces around it.
    """
    return printable(request.POST.get(name, "")).strip()


def next_url(request: HttpRequest) -> str:
    """Return the URL of this site in ``?next=``, to which a form returns; "" without one.

    A text without a leading slash, such as "42", is ignored: a redirect would take it for the name of a view.
    """
    url = request.GET.get("next", "")
    is_own = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if is_own and url.startswith("/") and len(url) <= MAX_URL_REDIRECT_LENGTH else ""


def with_next(request: HttpRequest, url: str) -> str:
    """Return the URL with the ``?next=`` of the request, so that the next page returns to the same one."""
    return url + next_query(request)


def next_query(request: HttpRequest) -> str:
    """Return the ``?next=`` of the request, encoded, for links to other pages; "" without one."""
    goal = next_url(request)
    return f"?{urlencode({'next': goal})}" if goal else ""
