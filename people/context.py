"""The lab, for the views and templates of every page."""

from functools import partial

from core.caching import once_per_version
from people.models import Lab


def current_lab(request) -> Lab:
    """Return the lab. It is read once per request, or less often where ``once_per_version`` can keep it."""
    if not hasattr(request, "_lab"):
        request._lab = once_per_version(request, "lab", Lab.load)
    return request._lab


def lab(request):
    """Add ``lab`` to the template context, as a function, so that only templates that use it read the lab."""
    return {"lab": partial(current_lab, request)}
