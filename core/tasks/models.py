"""Tasks that have not been finished yet."""

from django.db import models


class Task(models.Model):
    """A call of a registered function, which is deleted once the function has returned."""

    name = models.CharField(max_length=60)
    #: Keyword arguments as JSON data.
    arguments = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
