"""The one inline style of a page, the lab's colour, let through by its digest in the policy header."""

import base64
import hashlib

from csp.constants import SELF
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.http import GetResponse


def allow_inline_style(request: HttpRequest, css: str) -> None:
    """Makes the page's Content-Security-Policy admit a ``<style>`` element with just this content."""
    request._inline_style = css  # type: ignore[attr-defined]


class InlineStyleMiddleware:
    """Adds the digest of the inline style to the policy. Stands after the CSP middleware."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        css = getattr(request, "_inline_style", None)
        if css is not None:
            digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
            response._csp_update = {  # type: ignore[attr-defined]
                "style-src": [SELF, f"'sha256-{digest}'"]
            }
        return response
