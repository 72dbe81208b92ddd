"""Guards of pages: who is not signed in is sent to sign in, who may not is refused, and no cache keeps it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def allowed_if(test: Callable[[Any], bool]) -> Callable[[View], View]:
    """Only for accounts of which ``test(user)`` is true."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_page_of(request))
            if not test(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(guarded)

    return decorate


def _page_of(request: HttpRequest) -> str:
    """Returns where to go after signing in: for a form that was sent, the page that it stands on.

    The address of the form itself may have no page.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()):
        return "/"
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"


def needs(permission: str) -> Callable[[View], View]:
    """Only for those who hold the permission."""
    return allowed_if(lambda user: user.has_perm(permission))
