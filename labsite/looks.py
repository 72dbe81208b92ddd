"""The look of a page: that of the lab, or one that somebody tries who may choose it."""

from django.http import HttpRequest

from people.context import current_lab
from people.models import Look

CHANGE = "people.change_lab"
#: The session key of the look that is being tried.
TRIED_LOOK = "tried_look"


def tried_look(request: HttpRequest) -> str:
    """Return the look that the user tries, of those who may choose the lab's; "" for others.

    Cached pages are not concerned: they are only for visitors without a session.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    look = request.session.get(TRIED_LOOK, "")
    return look if look in Look.values and user.has_perm(CHANGE) else ""


def look_of(request: HttpRequest) -> str:
    """Return the look of the page."""
    return tried_look(request) or current_lab(request).look
