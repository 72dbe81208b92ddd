"""Addresses with the host, for what leaves the site: feeds, exports, structured data."""

from django.conf import settings


def origin(request) -> str:
    """Returns scheme and host of the site: the configured ones, else those of the request."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def absolute(request, path: str) -> str:
    """Returns the full address of a path of this site; other full addresses stay as they are."""
    return origin(request) + path if path.startswith("/") else path
