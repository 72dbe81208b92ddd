"""Lookups: what somebody typed to import, while web services are still being asked about it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from publications.models.imports import Import


class Lookup(models.Model):
    """Identifiers or a title about which the services had not answered when the page stopped waiting.

    Only the user who typed them sees it.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    typed = models.TextField()
    #: When the services were asked.
    begun = models.DateTimeField()
    is_done = models.BooleanField(default=False)
    #: The list of the entries that were found, if any.
    batch = models.ForeignKey(Import, models.CASCADE, null=True, related_name="+")
    #: Messages about what was not found.
    failures = models.JSONField(default=list)
    #: The works with the typed title, as ``publications.stored_entries`` stores entries.
    matches = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.typed[:80]

    def get_absolute_url(self) -> str:
        return reverse("import-lookup", args=[self.pk])
