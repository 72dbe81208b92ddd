"""The e-mail address by which an account is known: whose it is, and how its owner changes it.

``User.email`` is the only truth. allauth keeps a table of addresses of its own; nothing here asks it, so
that an address that somebody has only claimed, or had once, opens no account.
"""

from allauth.account.adapter import get_adapter
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.http import absolute

SALT = "accounts.addresses"
PROOF_LASTS = 3 * 24 * 3600  # seconds


def ask_for_proof(request, user: User, email: str) -> None:
    """Sends a link to the new address. Whoever opens it in time, once, makes it the account's."""
    token = signing.dumps([user.pk, user.email, email], salt=SALT)
    link = absolute(request, reverse("account_confirm_email", args=[token]))
    context = {"user": user, "activate_url": link}
    get_adapter(request).send_mail("account/email/email_confirmation", email, context)


def proven(token: str) -> tuple[User, str] | None:
    """Returns account and new address of a link; None if it is too old, used, or not ours."""
    try:
        pk, old, new = signing.loads(token, salt=SALT, max_age=PROOF_LASTS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, email=old, is_active=True).first()
    return (user, new) if user and not User.objects.by_address(new) else None


def change(request, user: User, email: str) -> bool:
    """Makes ``email`` the account's address and tells the old one. False if another account has got it."""
    old, user.email = user.email, email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        return False
    changed = {"from_email": old, "to_email": email}
    get_adapter(request).send_notification_mail("account/email/email_changed", user, changed, email=old)
    return True
