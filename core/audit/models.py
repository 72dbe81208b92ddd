"""An entry of the audit log."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.audit.events import Event


class AuditEvent(models.Model):
    """One act. Entries are added and expire; they are never changed, except to remove a person from them."""

    at = models.DateTimeField(_("time"), db_index=True)
    #: A value of Event. No choices, so that a new kind of act needs no migration.
    event = models.CharField(pgettext_lazy("audit log", "event"), max_length=40)
    #: Who did it. Empty for visitors and for commands, and once the account is deleted.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("account"),
        related_name="+",
    )
    #: The email address of the account at that time, which stays when the account is deleted.
    by = models.CharField(pgettext_lazy("audit log", "by"), max_length=254, blank=True)
    #: What it was done to: its name at that time, and a key such as "people.person:12".
    target = models.CharField(_("target"), max_length=300, blank=True)
    target_key = models.CharField(max_length=100, blank=True, db_index=True, editable=False)
    address = models.GenericIPAddressField(_("IP address"), null=True, blank=True)
    #: The browser, as it describes itself.
    user_agent = models.CharField(_("browser"), max_length=200, blank=True)
    #: Further facts, as a flat object of texts, numbers and lists.
    details = models.JSONField(_("details"), default=dict, blank=True)

    class Meta:
        verbose_name = _("audit log entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        default_permissions = ["view"]

    def __str__(self) -> str:
        return f"{self.label} #{self.pk}"

    @property
    def label(self) -> str:
        """The name of the act in the current language; the stored value if the code no longer has it."""
        return str(Event(self.event).label) if self.event in Event.values else self.event
