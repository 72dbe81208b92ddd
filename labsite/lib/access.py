"""Guards of pages: who is not signed in is sent to sign in, who may not is refused, and no cache keeps it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def allowed_if(test: Callable[[Any], bool]) -> Callable[[View], View]:
    """Only for accounts of which ``test(user)`` is true."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not test(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(login_required(guarded))

    return decorate


def needs(permission: str) -> Callable[[View], View]:
    """Only for those who hold the permission."""
    return allowed_if(lambda user: user.has_perm(permission))
