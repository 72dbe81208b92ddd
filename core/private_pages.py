"""Keeps pages of signed-in users out of shared caches."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from core.http import GetResponse


class PrivatePagesMiddleware:
    """Adds ``Cache-Control: private`` to responses that depend on the signed-in user.

    A response that did not read the session, such as a picture, is the same for everybody and is left
    unchanged. Must come after the authentication middleware.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.session.accessed and request.user.is_authenticated:
            if "Cache-Control" not in response.headers:
                patch_cache_control(response, no_cache=True)
            patch_cache_control(response, private=True)
        return response
