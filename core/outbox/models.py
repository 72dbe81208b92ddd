"""Emails that are to be sent, or have been."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmailQuerySet(models.QuerySet):
    """Rows of Email."""

    def waiting(self):
        """Those that are still to be sent."""
        return self.filter(sent=None, given_up=None)

    def over(self, now: datetime):
        """Those that were not sent while they were of use."""
        return self.filter(sent=None, expires__lte=now)

    def due(self, now: datetime):
        return self.waiting().filter(due__lte=now).order_by("due", "pk")

    def in_trouble(self):
        """Those that were tried in vain at least once, given up or not."""
        return self.filter(sent=None).exclude(error="")


class Email(models.Model):
    """A mail that is to be sent, or has been. ``core.outbox.queue`` works with it."""

    to = models.EmailField(pgettext_lazy("mail", "to"))
    subject = models.CharField(_("subject"), max_length=300)
    #: Empty once it is sent, or over: nobody needs it any more, and there may be a private link in it.
    body = models.TextField(_("text"), blank=True)
    #: What it is about, like "application:12", so that it can go when that goes.
    about = models.CharField(_("about"), max_length=60, blank=True, db_index=True)
    #: Whose account it is for; without the account nobody needs it.
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, editable=False, related_name="+"
    )
    created = models.DateTimeField(_("written"))
    due = models.DateTimeField(_("next try"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("last error"), max_length=300, blank=True)
    #: When the link in it stops working: from then on it is not sent, and its text is not kept.
    expires = models.DateTimeField(_("of use until"), null=True, blank=True)
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    given_up = models.DateTimeField(_("given up"), null=True, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created", "-pk"]

    def __str__(self):
        return f"#{self.pk}"
