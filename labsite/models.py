"""The project's own models: decisions about the setup checklist, and imports of sites."""

from django.db import models

from labsite.link_checks.models import LinkCheck
from labsite.site_imports.models import SiteImport, SiteItem

__all__ = ["LinkCheck", "SetupDecisions", "SiteImport", "SiteItem"]


class SetupDecisions(models.Model):
    """Decisions about the setup checklist. Everything else on it is computed. At most one row."""

    #: The keys of the steps that the lab does not need.
    not_needed = models.JSONField(default=list)
    #: When the checklist was hidden; None while it is shown.
    hidden = models.DateTimeField(null=True)
    #: The keys of the essential steps that were not done when it was hidden, which do not bring it back.
    accepted = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_setup_decisions")]

    def __str__(self):
        return "setup checklist"

    def save(self, *args, **kwargs):
        self.pk = 1  # the only row
        super().save(*args, **kwargs)

    @classmethod
    def load(cls) -> "SetupDecisions":
        """Return the row, or an unsaved one with nothing decided."""
        return cls.objects.first() or cls()
