"""Inviting people: an account without a password, a page, and a mail with a link that works once.

The link carries a signed key and nothing else. It stops working when a newer one is sent, when the
account has got a password, another address, or is turned off, and after ``settings.INVITATION_DAYS``.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.exceptions import InvalidState
from core.outbox import queue
from core.outbox.models import Email
from core.search.normalization import fold
from moderation import revisions
from people.groups import set_group
from people.invitation_lines import Invitee
from people.models import Invitation, Lab, Person
from people.models.invitation import new_key

SALT = "people.invitations"


# ---- inviting -----------------------------------------------------------------------------------


def pages_by_name() -> dict[str, list[Person]]:
    """Returns the people of the lab by each of their names in its plain form, see ``pages_of``."""
    found: dict[str, list[Person]] = {}
    names = ("name", "native_name", "aliases", "slug", "role", "joined", "left", "user__email")
    for person in Person.objects.select_related("user").only(*names).by_seniority():
        for name in map(fold, person.all_names):
            found.setdefault(name, []).append(person)
    return found


def pages_of(invitee: Invitee, by_name: dict[str, list[Person]]) -> list[Person]:
    """Returns the people who have exactly this name."""
    names = [fold(name) for name in (invitee.native_name, invitee.name) if name]
    return list(dict.fromkeys(person for name in names for person in by_name.get(name, [])))


def why_taken(email: str) -> str:
    """Says that an address has an account, and whose; "" where it has none."""
    user = User.objects.by_address(email)
    if user is None:
        return ""
    person = getattr(user, "person", None)
    if person is None:
        return _("An account with this email address already exists.")
    if not user.is_active:
        return _("This is the closed account of %(name)s. Re-admit them instead.") % {"name": person}
    if user.is_pending:
        return _("%(name)s is invited with this address already.") % {"name": person}
    return _("This is the account of %(name)s already.") % {"name": person}


def invite(
    invitee: Invitee, by: User, now: datetime, *, page: Person | None = None, language="en", is_public=True
) -> Invitation:
    """Makes the account and, unless it is for an existing ``page``, the person. Sends nothing yet.

    Role and dates of an existing page stay as they are. Raises InvalidState.
    """
    if taken := why_taken(invitee.email):
        raise InvalidState(taken)
    try:
        with transaction.atomic():
            person = _page_without_account(page) if page else _new_person(invitee, is_public)
            with revisions.record(by, _("Invited")):
                person.user = User.objects.create_user(invitee.email)
                person.save()
            set_group(person.user, person.role)
            return Invitation.objects.create(
                user=person.user,
                by=by,
                email=person.user.email,
                language=language,
                made_person=page is None,
                created=now,
                expires=_expiry(now),
            )
    except IntegrityError as error:  # somebody else has been faster
        raise InvalidState(why_taken(invitee.email) or _("That did not work. Try it again.")) from error


def _new_person(invitee: Invitee, is_public: bool) -> Person:
    return Person(
        name=invitee.name,
        native_name=invitee.native_name,
        role=invitee.role,
        joined=invitee.joined,
        email=invitee.email,
        is_public=is_public,
    )


def _page_without_account(page: Person) -> Person:
    person = Person.objects.select_for_update().filter(pk=page.pk).first()
    if person is None or person.user_id:
        raise InvalidState(_("This page has an account meanwhile, or is gone."))
    revisions.ensure_recorded(person)
    return person


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.INVITATION_DAYS)


def renew(user: User, by: User, now: datetime) -> Invitation:
    """Makes a new link to an account that nobody has used; the old one is dead. Raises InvalidState."""
    with transaction.atomic():
        user = _still_waiting(user.pk)
        values = {
            "by": by,
            "email": user.email,
            "key": new_key(),
            "sent": None,
            "expires": _expiry(now),
        }
        renewed, _is_new = Invitation.objects.update_or_create(
            user=user, defaults=values, create_defaults={**values, "created": now}
        )
        queue.discard(about(renewed))
        return renewed


def withdraw(user: User) -> None:
    """Removes the account, and the page if the invitation made it and nothing hangs on it.

    Raises InvalidState once it is accepted.
    """
    with transaction.atomic():
        user = _still_waiting(user.pk)
        person = Person.objects.filter(user=user).first()
        goes = person is not None and page_goes_too(person)
        if invitation := Invitation.objects.filter(user=user).first():
            queue.discard(about(invitation))
        user.delete()
        if goes:
            person.delete()


def page_goes_too(person: Person) -> bool:
    """Says whether withdrawing the invitation removes the page as well: there is nothing on it yet."""
    invitation = Invitation.objects.filter(user__person=person).first()
    if invitation is None or not invitation.made_person:
        return False
    if person.photo or person.bio or person.bio_zh or person.interests or person.interests_zh:
        return False
    return not any(
        relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
        for relation in person._meta.related_objects
    )


def _still_waiting(pk: int) -> User:
    user = User.objects.select_for_update().filter(pk=pk).first()
    if user is None or not user.is_pending:
        raise InvalidState(_("The invitation is accepted, withdrawn, or the account is turned off by now."))
    return user


# ---- the link -----------------------------------------------------------------------------------


def link_of(invitation: Invitation) -> str:
    """Returns the path of the link, in the language of the invitation."""
    token = Signer(sep=".", salt=SALT).sign(f"{invitation.pk}.{invitation.key}")
    with translation.override(invitation.language):
        return reverse("account_invitation", args=[token])


def find(token: str) -> Invitation | None:
    """Returns the invitation that a link was made for, whether or not the link still works."""
    try:
        pk, key = Signer(sep=".", salt=SALT).unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    found = Invitation.objects.select_related("user__person", "by__person").filter(pk=pk).first()
    return found if found and found.key == key else None


def is_used(invitation: Invitation) -> bool:
    return invitation.user.is_active and not invitation.user.is_pending


def is_valid(invitation: Invitation, now: datetime) -> bool:
    """Says whether somebody can take the account over with the present link."""
    user = invitation.user
    return user.is_pending and user.email == invitation.email and not invitation.is_expired(now)


def accept(token: str, password: str, now: datetime) -> User:
    """Gives the account its first password. Raises InvalidState if the link does not work any more."""
    with transaction.atomic():
        found = find(token)
        if found:
            # Held until the end, so that of two who press the button at once one is refused.
            found.user = User.objects.select_for_update().get(pk=found.user_id)
        if found is None or not is_valid(found, now):
            raise InvalidState(_("This link does not work any more"))
        found.user.set_password(password)
        found.user.save(update_fields=["password"])
        queue.discard_pending(about(found))
        return found.user


# ---- the mail -----------------------------------------------------------------------------------


def about(invitation: Invitation) -> str:
    """Returns what the mail with the present link is known by in the queue."""
    return f"invitation:{invitation.pk}"


def send(invitations: Iterable[Invitation], origin: str, now: datetime) -> None:
    """Puts the mails with the links into the queue, and tries to send them; ``sent`` says which were.

    ``origin`` is scheme and host of the site.
    """
    invitations, lab = list(invitations), Lab.load()
    with transaction.atomic():
        written = [_put(invitation, lab, origin, now) for invitation in invitations]
    queue.send_now(written, now)
    note_sent()
    sent = dict(Invitation.objects.filter(pk__in=[one.pk for one in invitations]).values_list("pk", "sent"))
    for invitation in invitations:
        invitation.sent = sent.get(invitation.pk)


def _put(invitation: Invitation, lab: Lab, origin: str, now: datetime) -> Email:
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
        subject, body, invitation.email, now, about(invitation), invitation.expires, invitation.user
    )


def note_sent() -> None:
    """Takes note of the mails that the queue has sent by now."""
    waiting = {about(invitation): invitation for invitation in Invitation.objects.filter(sent=None)}
    gone = Email.objects.filter(about__in=waiting, sent__isnull=False).values_list("about", "sent")
    for name, sent in gone:
        Invitation.objects.filter(pk=waiting[name].pk, key=waiting[name].key).update(sent=sent)
