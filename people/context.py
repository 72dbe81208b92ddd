"""The lab, for every page."""

from django.utils.functional import SimpleLazyObject

from core.caching import once_per_version
from people.models import Lab


def current_lab(request) -> Lab:
    """Returns the lab, read once per request; where the version of the content is known, once per version."""
    if not hasattr(request, "_lab"):
        request._lab = once_per_version(request, "lab", Lab.load)
    return request._lab


def lab(request):
    """Context processor: ``lab``, read only if the page uses it."""
    return {"lab": SimpleLazyObject(lambda: current_lab(request))}
