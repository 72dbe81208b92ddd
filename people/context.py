"""The lab, for the views and templates of every page."""

from django.utils.functional import SimpleLazyObject

from core.caching import once_per_version
from people.models import Lab


def current_lab(request) -> Lab:
    """Return the lab, read at most once per request, or once per content version if that is known."""
    if not hasattr(request, "_lab"):
        request._lab = once_per_version(request, "lab", Lab.load)
    return request._lab


def lab(request):
    """Add ``lab`` to the template context; it is read only if the template uses it."""
    return {"lab": SimpleLazyObject(lambda: current_lab(request))}
