"""Who gets to the desk of applications: those who decide, and members entrusted with one notice."""

from django.utils import timezone

from labsite.lib.access import allowed_if, needs
from recruiting.models import NoticeReviewer
from recruiting.models.application import REVIEW


def reads_some(user) -> bool:
    """Says whether there is anything that the account may read here, as ``reviewable_by`` has it."""
    if user.has_perm(REVIEW):
        return True
    person = getattr(user, "person", None)
    is_member = person is not None and user.is_active and person.is_current(timezone.localdate())
    return is_member and NoticeReviewer.objects.filter(user=user).exists()


for_readers = allowed_if(reads_some)
for_deciders = needs(REVIEW)
