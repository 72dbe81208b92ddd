"""The content version, by which the page cache finds its pages."""

from django.db import models


class ContentVersion(models.Model):
    """One row whose value changes in every transaction that changes content.

    Triggers in the database write it, see :mod:`core.caching.page_cache`.
    """

    value = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.value
