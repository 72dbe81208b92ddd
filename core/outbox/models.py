"""Outgoing emails, waiting or sent."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmailQuerySet(models.QuerySet["Email"]):
    """Emails by their status."""

    def pending(self) -> "EmailQuerySet":
        """Return the emails that are still to be sent."""
        return self.filter(sent=None, given_up=None)

    def expired(self, now: datetime) -> "EmailQuerySet":
        """Return the unsent emails whose link no longer works."""
        return self.filter(sent=None, expires__lte=now)

    def due(self, now: datetime) -> "EmailQuerySet":
        """Return the pending emails whose next attempt is due, oldest first."""
        return self.pending().filter(due__lte=now).order_by("due", "pk")

    def failed(self) -> "EmailQuerySet":
        """Return the unsent emails with at least one failed attempt, including those given up."""
        return self.filter(sent=None).exclude(error="")


class Email(models.Model):
    """An email to one recipient, in plain text. See :mod:`core.outbox.queue`."""

    to = models.EmailField(pgettext_lazy("email", "to"))
    subject = models.CharField(_("subject"), max_length=300)
    #: Emptied once the email is sent or has expired, since it may contain a private link.
    body = models.TextField(_("text"), blank=True)
    #: The object that the email is about, such as "application:12". Deleting the object discards its emails.
    about = models.CharField(pgettext_lazy("record", "about"), max_length=60, blank=True, db_index=True)
    #: The account that the email is for, if any. Deleting the account deletes its emails.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, editable=False, related_name="+"
    )
    created = models.DateTimeField(_("created"))
    due = models.DateTimeField(_("next attempt"), db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    #: When the link in the email expires. The email is not sent after that.
    expires = models.DateTimeField(_("expires"), null=True, blank=True)
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("message", "email")
        verbose_name_plural = pgettext_lazy("message", "emails")
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"
