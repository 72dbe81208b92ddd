"""The content version, by which the page cache finds its pages."""

from datetime import UTC, datetime

from django.db import models


class ContentVersion(models.Model):
    """One row whose value differs after every transaction that changed content.

    Database triggers write it, see :mod:`core.caching.triggers`.
    """

    value = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.value

    @property
    def changed(self) -> datetime | None:
        """When content was last changed; None if nothing has changed since the triggers record it."""
        seconds = self.value.rpartition(":")[2]
        return datetime.fromtimestamp(int(seconds), UTC) if ":" in self.value else None
