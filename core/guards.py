"""View decorators: send anonymous visitors to sign in, respond with 403 without permission, never cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from core.outages.posted_fields import MAX_FIELDS, is_typed, posted_form

View = Callable[..., HttpResponseBase]


def access_required(test: Callable[[Any], bool]) -> Callable[[View], View]:
    """Restrict a view to the accounts for which ``test(user)`` is true."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _signed_out(request)
            if not test(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(guarded)

    return decorate


def _signed_out(request: HttpRequest) -> HttpResponseBase:
    """Redirect to the sign-in page; after a POST, show what was typed on a page that links there."""
    sign_in = redirect_to_login(_return_url(request))
    form = posted_form(request, MAX_FIELDS)
    if not is_typed(form):
        return sign_in
    context = {"sign_in_url": sign_in.url, **form}
    return render(request, "signed_out.html", context, status=403)


def permission_required(permission: str) -> Callable[[View], View]:
    """Restrict a view to accounts that hold the permission.

    Unlike Django's decorator of this name, it refuses signed-in accounts instead of asking them to sign in.
    """
    return access_required(lambda user: user.has_perm(permission))


def _return_url(request: HttpRequest) -> str:
    """Return the URL to open after signing in.

    After submitting a form this is the page of the form, since its own URL may only accept POST.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    hosts = {request.get_host(), urlsplit(settings.SITE_URL).netloc}  # the latter if a proxy drops the port
    if not url_has_allowed_host_and_scheme(page, hosts, request.is_secure()):
        return "/"
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
