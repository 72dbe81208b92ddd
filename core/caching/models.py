"""The content version, by which the page cache finds its pages."""

from django.db import models


class ContentVersion(models.Model):
    """One row whose value differs after every transaction that changed content.

    Database triggers write it, see :mod:`core.caching.triggers`.
    """

    value = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.value
