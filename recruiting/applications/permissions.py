"""Who gets to the desk of applications: those who decide, and members entrusted with one notice."""

from core.guards import allowed_if, needs
from recruiting.models import NoticeReviewer
from recruiting.models.application import REVIEW, is_current_member


def reads_some(user) -> bool:
    """Says whether there is anything that the account may read here, as ``reviewable_by`` has it."""
    if user.has_perm(REVIEW):
        return True
    return is_current_member(user) and NoticeReviewer.objects.filter(user=user).exists()


for_readers = allowed_if(reads_some)
for_deciders = needs(REVIEW)
