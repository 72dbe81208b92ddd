"""A member's name, role, first day, visibility and right to publish directly, as set by the PI."""

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rights import holds, holds_rights_of
from core import audit
from core.audit import Event
from core.exceptions import InvalidState
from moderation import revisions
from people.groups import PI, ensure_may_give_role, set_group
from people.invitation_lines import Invitee
from people.models import Person, Role

PUBLISH_DIRECTLY_PERMISSION = "moderation.publish_directly"
PUBLISH_DIRECTLY = {"content_type__app_label": "moderation", "codename": "publish_directly"}


def missing_rights_text() -> str:
    """Return the message for somebody who may not change an account with more rights than their own."""
    return _("This account has rights that you do not have. Ask an administrator to make this change.")


def may_publish_directly(user: User) -> bool:
    """Return whether the account itself has the permission; its group may grant it as well."""
    return user.user_permissions.filter(**PUBLISH_DIRECTLY).exists()


def set_direct_publishing(user: User, is_granted: bool) -> None:
    """Grant or revoke the account's permission to publish without review."""
    change = user.user_permissions.add if is_granted else user.user_permissions.remove
    change(Permission.objects.get(**PUBLISH_DIRECTLY))


def validate_and_save(person: Person) -> None:
    """Save the person. Raises InvalidState if a constraint fails because another user changed the row."""
    try:
        person.validate_constraints()
    except ValidationError as problem:
        raise InvalidState(" ".join(problem.messages)) from problem
    person.save()


def new_person(invitee: Invitee, is_public: bool) -> Person:
    """Return an unsaved person, as the line of a list or the form of an invitation describes them."""
    return Person(
        name=invitee.name,
        native_name=invitee.native_name,
        role=invitee.role,
        joined=invitee.joined,
        email=invitee.email,
        is_public=is_public,
    )


def add_member(invitee: Invitee, by: User, is_public: bool) -> Person:
    """Save a person without an account, recorded as an act of ``by``. Raises InvalidState."""
    ensure_may_give_role(by, invitee.role)
    person = new_person(invitee, is_public)
    with revisions.record(by, _("Added")):
        validate_and_save(person)
    return person


def update_member(person: Person, by: User, values: dict, publishes_directly: bool | None = None) -> Person:
    """Set fields of the person in one revision, give the account its role's group, and return the person.

    ``publishes_directly`` grants or revokes publishing without review; None leaves it unchanged.
    Raises InvalidState.
    """
    role = values.get("role", person.role)
    if person.user_id == by.pk and role != Role.PI and not by.is_superuser:
        raise InvalidState(
            _("Without this role you could no longer open this page. Ask an administrator to change it.")
        )
    with transaction.atomic():
        person = Person.objects.select_for_update(of=["self"]).select_related("user").get(pk=person.pk)
        revisions.ensure_recorded(person)
        with revisions.record(by):
            for name, value in values.items():
                setattr(person, name, value)
            validate_and_save(person)
        if person.user and person.left is None:
            _follow_role(person.user, role, by)
        if person.user and publishes_directly is not None:
            _follow_direct_publishing(person.user, publishes_directly, by)
    return person


def _follow_role(user: User, role: int, by: User) -> None:
    """Move the account into the group of the role. Raises InvalidState if ``by`` may not do that."""
    if (role == Role.PI) == user.groups.filter(name=PI).exists():
        return
    ensure_may_give_role(by, role)
    if not holds_rights_of(by, user):
        raise InvalidState(missing_rights_text())
    set_group(user, role)
    groups = sorted(user.groups.values_list("name", flat=True))
    audit.record(Event.PERMISSIONS_CHANGED, user=by, target=user, details={"groups": groups})


def _follow_direct_publishing(user: User, is_granted: bool, by: User) -> None:
    if is_granted == may_publish_directly(user):
        return
    if not holds(by, [PUBLISH_DIRECTLY_PERMISSION]) or not holds_rights_of(by, user):
        raise InvalidState(missing_rights_text())
    set_direct_publishing(user, is_granted)
    details = {"publishes_directly": is_granted}
    audit.record(Event.PERMISSIONS_CHANGED, user=by, target=user, details=details)
