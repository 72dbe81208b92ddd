"""The lab, for the views and templates of every page."""

from functools import partial

from core.caching import once_per_version
from people.models import Lab


def current_lab(request) -> Lab:
    """Return the lab, read at most once per request, or once per content version if that is known."""
    if not hasattr(request, "_lab"):
        request._lab = once_per_version(request, "lab", Lab.load)
    return request._lab


def lab(request):
    """Add ``lab`` to the template context; templates call it, so it is read only if it is used."""
    return {"lab": partial(current_lab, request)}
