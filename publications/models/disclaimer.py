"""Disclaimers: members who are not an author although their name matches."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from publications.models.publication import Publication


class Disclaimer(models.Model):
    """A person's statement of not being an author of a publication.

    It refers to the publication and not to an authorship, since editing the authors replaces those rows.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="disclaimers", verbose_name=_("member"))
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="disclaimers", verbose_name=_("publication")
    )
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")
        constraints = [models.UniqueConstraint(fields=["person", "publication"], name="disclaimer_unique")]

    def __str__(self):
        return f"#{self.person_id}: #{self.publication_id}"
