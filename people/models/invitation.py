"""An account that was made for somebody, and the link with which they take it over."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    return secrets.token_hex(16)


class Invitation(models.Model):
    """The latest link to an account that nobody has used yet; ``people.invitations`` works with it."""

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
    #: Where the link was sent. It stops working when the account gets another address.
    email = models.EmailField(_("email address"))
    language = models.CharField(_("language of the mail"), max_length=10, default="en")
    #: A new one makes all earlier links stop working.
    key = models.CharField(max_length=32, default=new_key, editable=False)
    made_person = models.BooleanField(_("made the page as well"), default=False)
    created = models.DateTimeField(_("invited"))
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    expires = models.DateTimeField(_("the link works until"))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return self.email

    def is_expired(self, now: datetime) -> bool:
        return self.expires <= now
