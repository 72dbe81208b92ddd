"""Inviting people: an account without a password, a profile, and an email with a link that works once.

The link contains only a signed key. It stops working once a newer link is sent, the account gets a
password or another email address or is deactivated, or ``settings.INVITATION_DAYS`` have passed.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rights import holds_rights_of
from core import audit
from core.audit import Event
from core.exceptions import InvalidState
from core.outbox import mail_server, queue
from core.outbox.models import Email
from core.search.normalization import fold
from moderation import revisions
from people.groups import ensure_may_give_role, set_group
from people.invitation_lines import Invitee
from people.membership import missing_rights_text, new_person
from people.models import Invitation, Lab, Person
from people.models.invitation import new_key

SALT = "people.invitations"


# ---- inviting -----------------------------------------------------------------------------------


def people_by_name() -> dict[str, list[Person]]:
    """Return all people, current and former, by each of their names as normalized with ``fold``."""
    people: dict[str, list[Person]] = {}
    names = (*Person.NAME_FIELDS, "native_language", "shows_native_name")
    rows = Person.objects.select_related("user").only(*names, "slug", "role", "joined", "left", "user__email")
    for person in rows.by_seniority():
        for name in map(fold, person.all_names):
            people.setdefault(name, []).append(person)
    return people


def namesakes_of(invitee: Invitee, by_name: dict[str, list[Person]]) -> list[Person]:
    """Return the people with exactly the invitee's name, from the result of ``people_by_name``."""
    names = [fold(name) for name in (invitee.native_name, invitee.name) if name]
    return list(dict.fromkeys(person for name in names for person in by_name.get(name, [])))


def waiting_accounts() -> QuerySet[User]:
    """Return the accounts without rights that people of the university got by signing in, latest first.

    An invitation makes one of them the account of a member.
    """
    return (
        User.objects.filter(
            socialaccount__isnull=False,
            password__startswith=UNUSABLE_PASSWORD_PREFIX,
            is_active=True,
            is_staff=False,
            is_superuser=False,
            person=None,
            groups=None,
            user_permissions=None,
        )
        .distinct()
        .order_by("-date_joined", "pk")
    )


def reason_email_taken(email: str) -> str:
    """Return a sentence that says whose account has this email address; "" if no member's account has it."""
    user = User.objects.by_address(email)
    if user is None or waiting_accounts().filter(pk=user.pk).exists():
        return ""
    person = getattr(user, "person", None)
    if person is None:
        return _("An account with this email address already exists.")
    if not user.is_active:
        return _("This is the deactivated account of %(name)s. Readmit them instead.") % {"name": person}
    if user.is_pending:
        return _("%(name)s has already been invited with this email address.") % {"name": person}
    return _("This email address already belongs to the account of %(name)s.") % {"name": person}


def invite(
    invitee: Invitee, by: User, now: datetime, *, person: Person | None = None, language="en", is_public=True
) -> Invitation:
    """Create the account and, unless an existing ``person`` is given, the person. No email is sent yet.

    An existing person keeps their role and dates. Raises InvalidState.
    """
    if problem := reason_email_taken(invitee.email):
        raise InvalidState(problem)
    is_new = person is None
    try:
        with transaction.atomic():
            person = new_person(invitee, is_public) if is_new else _lock_without_account(person)
            ensure_may_give_role(by, person.role)
            with revisions.record(by, _("Invited")):
                person.user = _waiting_account(invitee.email) or User.objects.create_user(invitee.email)
                person.save()
            set_group(person.user, person.role)
            audit.record(Event.INVITED, user=by, target=person.user)
            return Invitation.objects.create(
                user=person.user,
                by=by,
                email=person.user.email,
                language=language,
                created_person=is_new,
                created=now,
                expires=_expiry(now),
            )
    except IntegrityError as error:  # another request has just used the same address
        problem = reason_email_taken(invitee.email)
        raise InvalidState(problem or _("The invitation failed. Please try again.")) from error


def _waiting_account(email: str) -> User | None:
    """Return the account with this address that waits for an invitation, as one that is pending; or None."""
    user = User.objects.by_address(email)
    if user is None or not waiting_accounts().filter(pk=user.pk).exists():
        return None
    user.last_login = None
    user.save(update_fields=["last_login"])
    return user


def _lock_without_account(person: Person) -> Person:
    locked = Person.objects.select_for_update().filter(pk=person.pk).first()
    if locked is None or locked.user_id:
        raise InvalidState(_("This person already has an account, or has been deleted."))
    revisions.ensure_recorded(locked)
    return locked


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.INVITATION_DAYS)


def renew(user: User, by: User, now: datetime) -> Invitation:
    """Create a new link for a pending account; earlier links stop working. Raises InvalidState."""
    with transaction.atomic():
        user = _lock_pending(user.pk, by)
        values = {
            "by": by,
            "email": user.email,
            "key": new_key(),
            "sent": None,
            "expires": _expiry(now),
        }
        invitation, _is_new = Invitation.objects.update_or_create(
            user=user, defaults=values, create_defaults={**values, "created": now}
        )
        queue.discard(email_key(invitation))
        audit.record(Event.INVITED, user=by, target=user)
        return invitation


def withdraw(user: User, by: User) -> None:
    """Delete a pending account, and the person if the invitation created them and nothing was added since.

    Raises InvalidState once the invitation has been accepted.
    """
    with transaction.atomic():
        user = _lock_pending(user.pk, by)
        person = Person.objects.filter(user=user).first()
        deletes_person = person is not None and withdrawal_deletes_person(person)
        if invitation := Invitation.objects.filter(user=user).first():
            queue.discard(email_key(invitation))
        audit.record(Event.INVITATION_WITHDRAWN, user=by, target=user)
        user.delete()
        if deletes_person:
            person.delete()


def withdrawal_deletes_person(person: Person) -> bool:
    """Return whether the invitation created the person and nothing has been added to them since."""
    invitation = Invitation.objects.filter(user__person=person).first()
    if invitation is None or not invitation.created_person:
        return False
    if person.photo or person.bio or person.bio_zh or person.interests or person.interests_zh:
        return False
    return not any(
        relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
        for relation in person._meta.related_objects
    )


def _lock_pending(pk: int, by: User) -> User:
    """Return the locked pending account. Raises InvalidState, also if it has rights that ``by`` lacks."""
    user = User.objects.select_for_update().filter(pk=pk).first()
    if user is None or not user.is_pending:
        raise InvalidState(_("This invitation is no longer pending."))
    if not holds_rights_of(by, user):
        raise InvalidState(missing_rights_text())
    return user


# ---- the link -----------------------------------------------------------------------------------


def link_of(invitation: Invitation) -> str:
    """Return the path of the invitation link, in the invitation's language."""
    token = Signer(sep=".", salt=SALT).sign(f"{invitation.pk}.{invitation.key}")
    with translation.override(invitation.language):
        return reverse("account_invitation", args=[token])


def find(token: str) -> Invitation | None:
    """Return the invitation of a link's token, even if it has expired or been used."""
    try:
        pk, key = Signer(sep=".", salt=SALT).unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    invitation = Invitation.objects.select_related("user__person", "by__person").filter(pk=pk).first()
    return invitation if invitation and invitation.key == key else None


def is_used(invitation: Invitation) -> bool:
    return invitation.user.is_active and not invitation.user.is_pending


def is_valid(invitation: Invitation, now: datetime) -> bool:
    """Return whether the invitation can still be accepted."""
    user = invitation.user
    return user.is_pending and user.email == invitation.email and not invitation.is_expired(now)


def accept(token: str, password: str | None, now: datetime) -> User:
    """Set the account's first password and return the account. Raises InvalidState if the link is invalid.

    ``password`` is None for somebody who signs in through another service.
    """
    with transaction.atomic():
        invitation = find(token)
        if invitation:
            # The lock makes a second, simultaneous request fail.
            invitation.user = User.objects.select_for_update().get(pk=invitation.user_id)
        if invitation is None or not is_valid(invitation, now):
            raise InvalidState(_("This link no longer works."))
        if password is not None:
            invitation.user.set_password(password)
            invitation.user.save(update_fields=["password"])
        queue.discard_pending(email_key(invitation))
        audit.record(Event.INVITATION_ACCEPTED, user=invitation.user, target=invitation.user)
        return invitation.user


# ---- the email ----------------------------------------------------------------------------------


def email_key(invitation: Invitation) -> str:
    """Return the key of the invitation's email in the outbox (``Email.about``)."""
    return f"invitation:{invitation.pk}"


def send(invitations: Iterable[Invitation], origin: str, now: datetime) -> None:
    """Queue the emails with the links. ``origin`` is the scheme and host of the site.

    An invitation that has just been withdrawn is left out.
    """
    lab, invitations = Lab.load(), list(invitations)
    with transaction.atomic():
        accounts = User.objects.select_for_update().filter(pk__in=[row.user_id for row in invitations])
        present = set(accounts.values_list("pk", flat=True))
        for invitation in invitations:
            if invitation.user_id in present:
                _enqueue(invitation, lab, origin, now)


def _enqueue(invitation: Invitation, lab: Lab, origin: str, now: datetime) -> Email:
    person = invitation.user.person
    context = {
        "lab": lab,
        "origin": origin,
        "invitation": invitation,
        "person": person,
        "inviter": getattr(invitation.by, "person", None),
        "link": origin + link_of(invitation),
        "days": max((invitation.expires - now).days, 1),
    }
    with translation.override(invitation.language):
        subject = render_to_string("people/email/invitation_subject.txt", context)
        body = render_to_string("people/email/invitation_message.txt", context)
    subject = f"[{lab.usual_name}] {subject}"
    return queue.enqueue(
        subject, body, invitation.email, now, email_key(invitation), invitation.expires, invitation.user
    )


def with_failed_email(invitations: Iterable[Invitation]) -> set[int]:
    """Return the primary keys of the invitations whose email the mail server has not accepted when tried."""
    keys = {email_key(invitation): invitation.pk for invitation in invitations}
    return {
        keys[about] for about in Email.objects.failed().filter(about__in=keys).values_list("about", flat=True)
    }


def record_sent(now: datetime) -> None:
    """Set ``sent`` of the invitations whose email the mail server has accepted since the last call."""
    if not mail_server.is_set_up():
        return
    unsent = {email_key(invitation): invitation for invitation in Invitation.objects.filter(sent=None)}
    sent_emails = Email.objects.filter(about__in=unsent, sent__isnull=False).values_list("about", "sent")
    for key, sent in sent_emails:
        Invitation.objects.filter(pk=unsent[key].pk, key=unsent[key].key).update(sent=sent)
