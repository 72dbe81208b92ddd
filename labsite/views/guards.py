"""View decorators: who may open a page. ``labsite/permissions.py`` says who may change which object."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from core.guards import permission_required


def for_members(view):
    """Restrict a view to accounts of lab members who may submit changes, and set ``request.person``."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        person = getattr(request.user, "person", None)
        if person is None:
            raise PermissionDenied
        request.person = person
        return view(request, *args, **kwargs)

    return for_proposers(guarded)


for_proposers = permission_required("moderation.add_proposal")
for_reviewers = permission_required("moderation.review_proposal")
