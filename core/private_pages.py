"""Keeps pages of signed-in users out of shared caches."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class PrivatePagesMiddleware:
    """Adds ``Cache-Control: private`` to responses that depend on the signed-in user.

    A response that did not read the session, such as a picture, is the same for everybody and is left
    unchanged. Must come after the authentication middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, no_cache=True)
            patch_cache_control(response, private=True)
        return response
