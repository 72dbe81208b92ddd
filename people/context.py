"""The lab, for every page."""

from django.utils.functional import SimpleLazyObject

from people.models import Lab

#: The lab as of a version of the content: every page needs it, and it hardly ever changes.
_known: tuple[str, Lab] | None = None


def current_lab(request) -> Lab:
    """Returns the lab, read once per request; where the version of the content is known, once per version."""
    global _known
    if not hasattr(request, "_lab"):
        version, known = getattr(request, "content_version", None), _known
        if version and known and known[0] == version:
            request._lab = known[1]
        else:
            request._lab = Lab.load()
            if version:
                _known = (version, request._lab)
    return request._lab


def lab(request):
    """Context processor: ``lab``, read only if the page uses it."""
    return {"lab": SimpleLazyObject(lambda: current_lab(request))}
