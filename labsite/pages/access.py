"""Who gets to a page at all. What somebody may do there with one thing, ``labsite/rules.py`` says."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache


def needs(permission: str):
    """Only for those who hold the permission: others are refused, strangers sent to sign in."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(login_required(guarded))

    return decorate


def for_members(view):
    """Only for accounts of people in the lab who may propose changes; the view finds ``request.person``."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        person = getattr(request.user, "person", None)
        if person is None:
            raise PermissionDenied
        request.person = person
        return view(request, *args, **kwargs)

    return needs("moderation.add_proposal")(guarded)


for_reviewers = needs("moderation.review_proposal")
