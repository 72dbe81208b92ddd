"""Merging two records of one person, without losing a row, publication, spelling or address."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from core.merging import copy_missing_values, lock_rows, move_references, record_merge
from core.search.normalization import fold
from core.shared_rows import unite_after_merge
from moderation import revisions
from moderation.models import Proposal
from people.departures import deactivate_account, reason_not_allowed
from people.groups import ensure_may_give_role
from people.models import Person
from people.models.slugs import redirect_slugs

#: What a person may hide, and the field that says whether it is shown; a merge moves both together.
VISIBILITY = {"photo": "shows_photo", "native_name": "shows_native_name", "email": "email_visibility"}


def merge(person: Person, duplicate: Person, by) -> Person:
    """Merge ``duplicate`` into ``person``, delete it, and return ``person``, in one revision.

    The names of ``duplicate`` become names for matching only, except those that its profile shows besides its
    name: they stay shown. If both have an account, the account of ``duplicate`` is deactivated. Raises
    InvalidState.
    """
    revisions.ensure_both_recorded(person, duplicate)
    with transaction.atomic():
        if not lock_rows(person, duplicate):
            raise InvalidState(_("One of the two records no longer exists."))
        _ensure_allowed(person, duplicate, by)
        account, name = duplicate.user, duplicate.name
        Person.objects.filter(pk=duplicate.pk).update(user=None)
        move_references(duplicate, person)
        unite_after_merge(person)
        for field, visibility in VISIBILITY.items():
            if not getattr(person, field):
                setattr(person, visibility, getattr(duplicate, visibility))
        copy_missing_values(
            person,
            duplicate,
            exclude=(
                *VISIBILITY.values(),
                *("left", "destination", "destination_zh", "destination_url"),
                *("aliases", "shown_aliases"),
            ),
        )
        _add_names(person, "shown_aliases", duplicate.shown_alias_list)
        _add_names(person, "aliases", duplicate.all_names)
        person.is_public = person.is_public or duplicate.is_public
        redirect_slugs(duplicate, person)
        record_merge(duplicate, person)
        duplicate.delete()
        if account and person.user is None:
            person.user = account
        elif account:
            deactivate_account(account)
        with revisions.record(by, _("Merged with “%(title)s”") % {"title": name}, only_added=True):
            person.save()
            revisions.add(person)
    return person


def _ensure_allowed(person: Person, duplicate: Person, by) -> None:
    """Raise InvalidState if the duplicate is being edited, or ``by`` may not decide about the accounts."""
    Proposal.ensure_none_unfinished("profile", duplicate.pk)
    if person.user_id and (reason := reason_not_allowed(duplicate, by)):
        raise InvalidState(reason)
    if duplicate.user_id and not person.user_id and person.role != duplicate.role:
        ensure_may_give_role(by, person.role)  # the account follows the role from now on


def _add_names(person: Person, field: str, names: Iterable[str]) -> None:
    """Add the names that the person does not have yet to a field with a name per line."""
    existing = {fold(name) for name in person.all_names}
    added = [name for name in dict.fromkeys(names) if fold(name) not in existing]
    setattr(person, field, "\n".join([*getattr(person, field).splitlines(), *added]))


def possible_duplicates() -> list[list[Person]]:
    """Return groups of people who share a spelling of their name."""
    by_name: dict[str, list[Person]] = {}
    fields = ("slug", "role", "joined", "left", "native_language", "shows_native_name", *Person.NAME_FIELDS)
    for person in Person.objects.only(*fields).order_by("name"):
        for spelling in {fold(name) for name in person.all_names}:
            by_name.setdefault(spelling, []).append(person)
    groups = {tuple(person.pk for person in group): group for group in by_name.values() if len(group) > 1}
    return list(groups.values())
