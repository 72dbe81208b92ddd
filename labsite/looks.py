"""The look of a page: the lab's, or one that a user who may choose it is trying out."""

from django.http import HttpRequest

from people.context import current_lab
from people.models import Look

CHANGE = "people.change_lab"
#: The session key of the look that is being tried.
TRIED_LOOK = "tried_look"


def tried_look(request: HttpRequest) -> str:
    """Return the look that the user is trying out; "" for users who may not choose the lab's look.

    Cached pages do not depend on it: they are for visitors without a session.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    look = request.session.get(TRIED_LOOK, "")
    return look if look in Look.values and user.has_perm(CHANGE) else ""


def look_of(request: HttpRequest) -> str:
    """Return the look in which the page is shown."""
    return tried_look(request) or current_lab(request).look
