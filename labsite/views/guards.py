"""Who gets to a page at all. What somebody may do there with one thing, ``labsite/permissions.py`` says."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from core.guards import needs


def for_members(view):
    """Only for accounts of people in the lab who may propose changes; the view finds ``request.person``."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        person = getattr(request.user, "person", None)
        if person is None:
            raise PermissionDenied
        request.person = person
        return view(request, *args, **kwargs)

    return for_proposers(guarded)


for_proposers = needs("moderation.add_proposal")
for_reviewers = needs("moderation.review_proposal")
