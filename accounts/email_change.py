"""Changing the email address of an account, confirmed by a link sent to the new address.

``User.email`` is the only address that counts. allauth has a table of email addresses too, but it is not
used: an address that somebody only claimed, or had in the past, must not open an account.
"""

from allauth.account.adapter import get_adapter
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.http import absolute

SALT = "accounts.email_change"
LINK_LIFETIME = 3 * 24 * 3600  # seconds


def send_confirmation_link(request, user: User, email: str) -> None:
    """Email a signed link to the new address; opening it confirms the change."""
    token = signing.dumps([user.pk, user.email, email], salt=SALT)
    link = absolute(request, reverse("account_confirm_email", args=[token]))
    context = {"user": user, "activate_url": link}
    get_adapter(request).send_mail("account/email/email_confirmation", email, context)


def read_token(token: str) -> tuple[User, str] | None:
    """Return the account and the new address of a confirmation link.

    None if the link is forged, expired or used, or if another account has the new address.
    """
    try:
        pk, old, new = signing.loads(token, salt=SALT, max_age=LINK_LIFETIME)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, email=old, is_active=True).first()
    return (user, new) if user and not User.objects.by_address(new) else None


def change_email(request, user: User, email: str) -> bool:
    """Set the account's address and notify the old one. Return False if another account has the new one."""
    old, user.email = user.email, email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        return False
    context = {"from_email": old, "to_email": email}
    get_adapter(request).send_notification_mail("account/email/email_changed", user, context, email=old)
    return True
