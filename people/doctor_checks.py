"""The check of ``manage.py doctor`` that concerns accounts of former members."""

from collections.abc import Iterable

from django.core.checks import CheckMessage, Warning
from django.utils import timezone

from accounts import rights
from people.groups import ORDINARY
from people.models import Person


def check_former_members() -> Iterable[CheckMessage]:
    """Report active accounts of former members that still have rights above the person's own page.

    Such accounts come from departures that were recorded before departures ended every right, or from a
    last day entered in the Django admin.
    """
    former = Person.objects.previous(timezone.localdate()).filter(user__is_active=True)
    for person in former.select_related("user"):
        if names := rights.right_names(rights.current_rights(person.user, ORDINARY)):
            yield Warning(
                f"{person.user.email} belongs to a former member and still has: {', '.join(names)}.",
                hint="Open the person's page under Members, choose “Edit departure” and confirm it.",
            )
