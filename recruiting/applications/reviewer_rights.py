"""Reading the applications to one opening, as a right that ends with a departure."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rights import OTHER_RIGHTS, OtherRights
from core.languages import local
from recruiting.models import Notice, NoticeReviewer
from recruiting.models.application import REVIEW_PERMISSION


def _keys(user: User) -> list[int]:
    rows = NoticeReviewer.objects.filter(user=user)
    return sorted(rows.values_list("notice", flat=True))


def _remove(user: User) -> None:
    NoticeReviewer.objects.filter(user=user).delete()


def _restore(user: User, notices: Collection[int]) -> None:
    for notice in Notice.objects.filter(pk__in=notices):
        NoticeReviewer.objects.get_or_create(notice=notice, user=user)


def _right_names(notices: Collection[int]) -> list[str]:
    return [
        _("reviewer of “%(opening)s”") % {"opening": local(notice, "title").text}
        for notice in Notice.objects.filter(pk__in=notices).order_by("pk")
    ]


def register() -> None:
    """Make ``accounts.rights`` remove and restore reviewers."""
    OTHER_RIGHTS.append(OtherRights("reviewer", REVIEW_PERMISSION, _keys, _remove, _restore, _right_names))
