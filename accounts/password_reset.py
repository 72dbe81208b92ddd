"""Requests for a link to set a new password.

A page stores the request and nothing else, so that neither its answer nor its time tells whether the address
has an account. Whoever sends the queued emails then looks the account up and queues the email with the link.
"""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import PasswordResetRequest, User
from core.http import absolute
from core.outbox.background import wake_after_commit


def request_link(address: str, language: str, now: datetime) -> None:
    """Store the request for a link to this address, in the language of the page; it is answered by email."""
    PasswordResetRequest.objects.create(address=address, language=language, created=now)
    wake_after_commit()


def queue_links(now: datetime) -> None:
    """Queue the email of each request whose address has an active account, and forget all requests."""
    for request in PasswordResetRequest.objects.order_by("pk"):
        with transaction.atomic():
            is_ours, _rows = PasswordResetRequest.objects.filter(pk=request.pk).delete()
            user = User.objects.by_address(request.address)
            if is_ours and user and user.is_active:
                with translation.override(request.language):
                    _queue_link(user)


def _queue_link(user: User) -> None:
    """Queue the email to the account's own address: the one that was typed may only look like it."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = absolute(reverse("account_reset_password_from_key", kwargs=key))
    get_adapter().send_password_reset_mail(user, user.email, {"user": user, "password_reset_url": link})
