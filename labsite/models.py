"""What the site as a whole keeps in the database."""

from django.db import models


class ContentVersion(models.Model):
    """One row whose value changes in every transaction that changes content.

    Triggers in the database write it, see :mod:`labsite.lib.page_cache`.
    """

    value = models.CharField(max_length=100)

    def __str__(self):
        return self.value
