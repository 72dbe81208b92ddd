"""The one inline style of a page, the lab's colour, let through by its digest in the policy header."""

import base64
import hashlib

from csp.constants import SELF


def allow_inline_style(request, css: str) -> None:
    """Makes the page's Content-Security-Policy admit a ``<style>`` element with just this content."""
    request._inline_style = css


class InlineStyleMiddleware:
    """Adds the digest of the inline style to the policy. Stands after the CSP middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        css = getattr(request, "_inline_style", None)
        if css is not None:
            digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
            response._csp_update = {"style-src": [SELF, f"'sha256-{digest}'"]}
        return response
