"""What somebody has said not to have written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from publications.models.publication import Publication


class Disclaimer(models.Model):
    """This person is not an author of this publication, whatever the names look like.

    Of the publication, not of one of its authors: those rows are made anew when the authors are edited.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="disclaimers", verbose_name=_("member"))
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="disclaimers", verbose_name=_("publication")
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("“not me”")
        verbose_name_plural = _("“not me”")
        constraints = [models.UniqueConstraint(fields=["person", "publication"], name="disclaimer_unique")]

    def __str__(self):
        return f"{self.person}: {self.publication}"
