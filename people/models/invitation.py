"""The invitation of a person: a pending account, and the link with which its owner activates it."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    return secrets.token_hex(16)


class Invitation(models.Model):
    """The latest invitation link of an account. ``people.invitations`` creates, sends and accepts it."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation", verbose_name=_("account")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    #: The address that the link was sent to. A change of the account's address invalidates the link.
    email = models.EmailField(_("email address"))
    language = models.CharField(_("language of the email"), max_length=10, default="en")
    #: Signed into the link, so that a new key invalidates all earlier links.
    key = models.CharField(max_length=32, default=new_key, editable=False)
    created_person = models.BooleanField(_("created the profile as well"), default=False)
    created = models.DateTimeField(_("invited"))
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    expires = models.DateTimeField(_("link expires"))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return self.email

    def is_expired(self, now: datetime) -> bool:
        return self.expires <= now
