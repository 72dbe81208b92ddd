"""The outcome of the last request for an address of another site."""

from datetime import datetime, timedelta

from django.db import models

#: An address is broken once it has failed for this long: many servers are unavailable for a day.
PATIENCE = timedelta(days=3)


class LinkCheckQuerySet(models.QuerySet):
    def broken(self, now: datetime):
        """Restrict to the addresses that have failed for days and that nobody has accepted."""
        return self.filter(failing_since__lte=now - PATIENCE, is_accepted=False)


class LinkCheck(models.Model):
    """An address that a page links to, and the outcome of the last request for it."""

    url = models.URLField(max_length=500, unique=True)
    checked = models.DateTimeField(null=True)
    #: When the current series of failures began; None after a success.
    failing_since = models.DateTimeField(null=True)
    #: Why the last request failed, a code of ``asking.Problem``; "" after a success.
    problem = models.CharField(max_length=20, blank=True)
    #: Whether somebody has accepted the link although it fails; reset when it works again.
    is_accepted = models.BooleanField(default=False)

    objects = LinkCheckQuerySet.as_manager()

    def __str__(self):
        return self.url

    def record(self, problem: str, now: datetime) -> None:
        """Set the outcome of a request. Does not save."""
        self.checked, self.problem = now, problem
        self.failing_since = (self.failing_since or now) if problem else None
