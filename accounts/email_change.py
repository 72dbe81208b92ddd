"""Changing the email address of an account, confirmed by a link sent to the new address.

``User.email`` is the only address that counts. allauth has a table of email addresses too, but it is not
used: an address that somebody only claimed, or had in the past, must not open an account.
"""

from allauth.account.adapter import get_adapter
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from accounts.models import User
from core import audit
from core.audit import Event
from core.http import absolute

SALT = "accounts.email_change"
LINK_LIFETIME = 3 * 24 * 3600  # seconds


def request_change(request, user: User, email: str) -> None:
    """Email a signed link to the new address, and tell the current one. An earlier link stops working."""
    with transaction.atomic():
        user.email_change_key = get_random_string(22)
        user.save(update_fields=["email_change_key"])
        audit.record(
            Event.EMAIL_CHANGE_REQUESTED,
            request=request,
            target=user,
            details={"from": user.email, "to": email},
        )
    token = signing.dumps([user.pk, _state(user), email], salt=SALT)
    link = absolute(reverse("account_confirm_email", args=[token]))
    adapter = get_adapter(request)
    adapter.send_mail("account/email/email_confirmation", email, {"user": user, "activate_url": link})
    context = {"from_email": user.email, "to_email": email}
    adapter.send_notification_mail("account/email/email_change_requested", user, context)


def read_token(token: str, lock: bool = False) -> tuple[User, str] | None:
    """Return the account and the new address of a confirmation link.

    None if the link is forged, expired or used, if another link was requested or the password or the address
    was changed since, or if another account has the new address. With ``lock``, the account's row is locked
    until the transaction ends.
    """
    try:
        pk, state, email = signing.loads(token, salt=SALT, max_age=LINK_LIFETIME)
    except (signing.BadSignature, ValueError):
        return None
    users = User.objects.select_for_update() if lock else User.objects
    user = users.filter(pk=pk, is_active=True).first()
    if not user or not user.email_change_key or not constant_time_compare(state, _state(user)):
        return None
    return None if User.objects.by_address(email) else (user, email)


def change_email(request, token: str) -> str | None:
    """Set the address of a confirmation link, and notify the old one. Return the address.

    None if the link does not work any more, or if another account gets the address at the same time.
    """
    try:
        with transaction.atomic():
            change = read_token(token, lock=True)
            if change is None:
                return None
            user, email = change
            old, user.email, user.email_change_key = user.email, email, ""
            user.save(update_fields=["email", "email_change_key"])
            details = {"from": old, "to": email}
            audit.record(Event.EMAIL_CHANGED, user=user, request=request, target=user, details=details)
    except IntegrityError:
        return None
    context = {"from_email": old, "to_email": email}
    get_adapter(request).send_notification_mail("account/email/email_changed", user, context, email=old)
    return email


def _state(user: User) -> str:
    """Return a digest of what ends a link when it changes: the last request, the address, the password."""
    facts = [user.email_change_key, user.email, user.get_session_auth_hash()]
    return salted_hmac(SALT, "\n".join(facts), algorithm="sha256").hexdigest()
