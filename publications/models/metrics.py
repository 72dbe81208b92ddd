"""Numbers that were fetched about publications, and when they were last asked for."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from publications.models.publication import Publication, PublicationLink


class CitationYear(models.Model):
    """How often a publication was cited in one year, as far as is known by ``Publication.citations_on``."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="citation_years", verbose_name=_("publication")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    citations = models.PositiveIntegerField(_("citations"))

    class Meta:
        verbose_name = _("citations in a year")
        verbose_name_plural = _("citations in years")
        ordering = ["publication", "year"]
        constraints = [models.UniqueConstraint(fields=["publication", "year"], name="citation_year_unique")]

    def __str__(self):
        return f"{self.year}: {self.citations}"


class CitationCheck(models.Model):
    """The day on which a source was last asked for the citations of a publication, whatever it answered.

    Apart from the publication, for no page shows it: to have asked makes no page anew.
    """

    publication = models.OneToOneField(
        Publication, models.CASCADE, primary_key=True, related_name="citation_check"
    )
    on = models.DateField()

    def __str__(self):
        return f"{self.publication_id}: {self.on}"


class StarCheck(models.Model):
    """The day on which the stars of a link's repository were last asked for, whatever the answer was."""

    link = models.OneToOneField(PublicationLink, models.CASCADE, primary_key=True, related_name="star_check")
    on = models.DateField()

    def __str__(self):
        return f"{self.link_id}: {self.on}"
