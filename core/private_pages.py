"""What was made for somebody who is signed in is kept by nobody but their own browser."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class PrivatePagesMiddleware:
    """Adds ``private`` to what says how long it may be kept. Stands after the authentication middleware.

    Only where the session has been read: a picture is the same for everybody.
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
