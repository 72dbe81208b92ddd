"""Set up a new site: the lab's names, and the PI's account with a profile and all rights."""

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from moderation import revisions
from people.groups import ensure_may_give_role, set_group
from people.invitation_lines import parse_names
from people.models import Lab, Person, Role


@dataclass(frozen=True)
class NewSite:
    """The names and the account that a new site needs. An empty value leaves the stored one unchanged."""

    lab_name: str = ""
    lab_name_zh: str = ""
    institution: str = ""
    institution_zh: str = ""
    #: As in invitations: "Ming Li 李明".
    name: str = ""
    email: str = ""
    #: For a new account; the password of an existing one is kept.
    password: str = ""


#: Field of ``Lab`` → field of ``NewSite``.
LAB_FIELDS = {
    "name": "lab_name",
    "name_zh": "lab_name_zh",
    "institution": "institution",
    "institution_zh": "institution_zh",
}


def needed_fields(email: str) -> list[str]:
    """Return the fields of ``NewSite`` that have to be filled in, given the address of the account."""
    user = User.objects.by_address(email)
    needed = {
        "lab_name": not Lab.objects.exists(),
        "name": user is None or not Person.objects.filter(user=user).exists(),
        "email": True,
        "password": user is None,
    }
    return [field for field, is_needed in needed.items() if is_needed]


def set_up(site: NewSite) -> User:
    """Save the lab, the account and the profile, and return the account. Raises ValidationError.

    A second call with the same values changes nothing.
    """
    with transaction.atomic():
        is_new = User.objects.by_address(site.email) is None
        user = _save_user(site)
        with revisions.record(user, _("Setup")):
            _save_lab(site)
            if is_new:  # now that the lab's names are stored, which the password must not contain
                validate_password(site.password, user)
        give_profile(user, site.name, Role.PI, by=user)
    return user


def _save_user(site: NewSite) -> User:
    user = User.objects.by_address(site.email) or User(email=User.objects.normalize_email(site.email))
    if user.pk is None:
        user.set_password(site.password)
        user.clean_fields()
    user.is_active = user.is_staff = user.is_superuser = True
    user.save()
    return user


def _save_lab(site: NewSite) -> None:
    lab = Lab.objects.first() or Lab()
    stored = {name: getattr(lab, name) for name in LAB_FIELDS}
    typed = {name: getattr(site, asked) for name, asked in LAB_FIELDS.items()}
    values = {name: typed[name] or stored[name] for name in LAB_FIELDS}
    if lab.pk is None or values != stored:
        for name, value in values.items():
            setattr(lab, name, value)
        lab.clean_fields()
        lab.save()


def give_profile(user: User, full_name: str, role: int, by: User) -> Person:
    """Give an account the only profile of this name without an account, or else a new one.

    The name is written as in invitations: "Ming Li 李明". Raises ValidationError,
    and InvalidState if ``by`` may not give the role.
    """
    person = Person.objects.filter(user=user).first()
    if person is None:
        try:
            name, native_name = parse_names(full_name)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        namesakes = list(Person.objects.filter(name__iexact=name, user=None)[:2])
        if len(namesakes) == 1:
            person = namesakes[0]
        else:
            person = Person(name=name, native_name=native_name, role=role, email=user.email, is_public=True)
        ensure_may_give_role(by, person.role)
        person.user = user
        with revisions.record(by, _("Setup")):
            person.save()
    set_group(user, person.role)
    return person
