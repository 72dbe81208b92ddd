"""View decorators for reviewers of applications."""

from core.guards import access_required, permission_required
from recruiting.models import NoticeReviewer
from recruiting.models.application import REVIEW_PERMISSION, is_current_member


def can_review_applications(user) -> bool:
    """Return whether the user may read the applications to any opening, as ``reviewable_by`` decides."""
    if user.has_perm(REVIEW_PERMISSION):
        return True
    return is_current_member(user) and NoticeReviewer.objects.filter(user=user).exists()


#: For everybody who may read some applications.
reviewer_required = access_required(can_review_applications)
#: For those who may read and decide all applications.
decider_required = permission_required(REVIEW_PERMISSION)
