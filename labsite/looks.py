"""The look of a page: that of the lab, or one that somebody tries who may choose it."""

from django.http import HttpRequest

from people.context import current_lab
from people.models import Look

CHANGE = "people.change_lab"


def tried_look(request: HttpRequest) -> str:
    """Return the look in the address (``?look=bold``) of those who may choose the lab's; "" for others."""
    look, user = request.GET.get("look", ""), getattr(request, "user", None)
    return look if look in Look.values and user is not None and user.has_perm(CHANGE) else ""


def look_of(request: HttpRequest) -> str:
    """Return the look of the page."""
    return tried_look(request) or current_lab(request).look
