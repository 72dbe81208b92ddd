"""The lab's accent colour as a style sheet of its own."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from core.colours import accent_css, accent_digest

ONE_YEAR = 365 * 24 * 3600


@require_safe
def accent(request, colour, digest):
    """Return the custom properties of a colour, to be stored by browsers for as long as they like.

    The address names the colour, six hexadecimal digits, and the digest of the style sheet: other contents
    have another address, and a page that is still open finds the colour it was made with.
    """
    if digest != accent_digest(f"#{colour}"):
        raise Http404
    headers = {"Cache-Control": f"public, max-age={ONE_YEAR}, immutable"}
    return HttpResponse(accent_css(f"#{colour}"), content_type="text/css; charset=utf-8", headers=headers)
