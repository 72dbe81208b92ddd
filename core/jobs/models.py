"""The last run of each job."""

from django.db import models


class JobRun(models.Model):
    """The last run of a job, which may still be going on."""

    name = models.CharField(max_length=60, primary_key=True)
    started = models.DateTimeField()
    #: None while the job runs, and after a run that was killed.
    finished = models.DateTimeField(null=True)
    #: One line about what the run did; empty after a failure.
    result = models.TextField(blank=True)
    #: Why the run failed; empty after a success.
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
