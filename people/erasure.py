"""Erasing a former member: the profile, the account and everything else that the site holds about them.

What publication records need stays: the names printed on papers. Each app declares in its module
``personal_data`` what is deleted and what is kept.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import RemovedRights, User
from core import audit
from core.exceptions import InvalidState
from core.merging import lock_rows
from core.personal_data import declarations
from core.shared_rows import hand_over_rows_of
from people import departures
from people.membership import missing_rights_text
from people.models import Person, Role
from people.personal_data import subject_of


@dataclass(frozen=True)
class Preview:
    """What an erasure would delete and what it would keep, as phrases for two lists."""

    deleted: list[str]
    remaining: list[str]


def reason_not_allowed(person: Person, by: User, on: date) -> str:
    """Return why ``by`` may not erase the person; "" if that is allowed."""
    if person.left and person.is_current(on):
        return _("%(name)s is a member until %(day)s. The data can be erased after that.") % {
            "name": person.leading_name.text,
            "day": person.left.formatted(),
        }
    if person.is_current(on):
        return _("Only former members can be erased. Record the departure first.")
    if _had_highest_rights(person) and not by.is_superuser:
        return missing_rights_text()
    return departures.reason_not_allowed(person, by)


def _had_highest_rights(person: Person) -> bool:
    """Return whether the person was a PI or a superuser, whose departure has removed these rights."""
    removed = RemovedRights.objects.filter(user=person.user_id, rights__superuser=True)
    return person.role == Role.PI or (person.user_id is not None and removed.exists())


def preview(person: Person) -> Preview:
    """Return what erasing the person would delete and keep."""
    subject = subject_of(person)
    return Preview(
        [phrase for data in declarations() for phrase in data.deleted(subject)],
        [sentence for data in declarations() for sentence in data.remaining(subject)],
    )


def erase(person: Person, by: User, on: date, request: HttpRequest | None = None) -> None:
    """Erase a former member for good. Raises InvalidState. The audit log gets the address of the request.

    References in submissions and versions of other objects are removed first, in many short transactions;
    then everything else is deleted in one. After an interruption the profile still exists, and erasing it
    again continues.
    """
    _check(person, by, on)
    for data in declarations():
        data.remove_references(subject_of(person))
    with transaction.atomic():
        if not lock_rows(person):
            raise InvalidState(_("This person no longer exists."))
        _check(person, by, on)
        subject = subject_of(person)
        for data in declarations():
            data.erase(subject)
        hand_over_rows_of(person)
        person.delete()
        if subject.account is not None:
            subject.account.delete()
        audit.record(audit.Event.PERSON_ERASED, user=by, request=request)


def _check(person: Person, by: User, on: date) -> None:
    if reason := reason_not_allowed(person, by, on):
        raise InvalidState(reason)
