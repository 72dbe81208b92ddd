"""The lab's accent colour as a style sheet of its own."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from core.colours import accent_css, accent_digest

ONE_YEAR = 365 * 24 * 3600


@require_safe
def accent(request, colour, digest):
    """Return the style sheet with a colour's custom properties, which browsers may cache for a year.

    The URL contains the colour (six hexadecimal digits) and a digest of the style sheet. Changed contents
    therefore get a new URL, and a page that was opened before the change can still load its own colour.
    """
    if digest != accent_digest(f"#{colour}"):
        raise Http404
    headers = {"Cache-Control": f"public, max-age={ONE_YEAR}, immutable"}
    return HttpResponse(accent_css(f"#{colour}"), content_type="text/css; charset=utf-8", headers=headers)
