"""What the PI decides about a member: name, role, first day, being shown, publishing directly."""

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import InvalidState
from moderation import revisions
from people.groups import set_group
from people.models import Person, Role

DIRECTLY = {"content_type__app_label": "moderation", "codename": "publish_directly"}


def may_publish_directly(user: User) -> bool:
    """Says whether this was granted to the account itself. (The role may bring it as well.)"""
    return user.user_permissions.filter(**DIRECTLY).exists()


def grant_direct_publishing(user: User, is_granted: bool) -> None:
    """Lets the account publish without review, or not any more."""
    change = user.user_permissions.add if is_granted else user.user_permissions.remove
    change(Permission.objects.get(**DIRECTLY))


def save(person: Person) -> None:
    """Saves what a form has checked. Raises InvalidState where somebody has changed the rest meanwhile."""
    try:
        person.validate_constraints()
    except ValidationError as problem:
        raise InvalidState(" ".join(problem.messages)) from problem
    person.save()


def change(person: Person, by: User, values: dict, directly: bool | None = None) -> Person:
    """Sets these fields of the person as one revision; the account gets what the role allows.

    ``directly`` says whether the account may publish without review; None leaves that as it is.
    Raises InvalidState.
    """
    role = values.get("role", person.role)
    if person.user_id == by.pk and role != Role.PI and not by.is_superuser:
        raise InvalidState(
            _("Without this role you could not open this page any more. Ask an administrator.")
        )
    with transaction.atomic():
        person = Person.objects.select_for_update(of=["self"]).select_related("user").get(pk=person.pk)
        revisions.ensure_recorded(person)
        with revisions.record(by):
            for name, value in values.items():
                setattr(person, name, value)
            save(person)
        if person.user and person.left is None:
            set_group(person.user, role)
        if person.user and directly is not None:
            grant_direct_publishing(person.user, directly)
    return person
