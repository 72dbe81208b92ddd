"""Citation counts by year, and the dates on which counts and stars were last checked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from publications.models.link import PublicationLink
from publications.models.publication import Publication


class CitationYear(models.Model):
    """The citations of a publication in one year, as of ``Publication.citations_on``."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="citation_years", verbose_name=_("publication")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    citations = models.PositiveIntegerField(_("citations"))

    class Meta:
        verbose_name = _("citations per year")
        verbose_name_plural = _("citations per year")
        ordering = ["publication", "year"]
        constraints = [models.UniqueConstraint(fields=["publication", "year"], name="citation_year_unique")]

    def __str__(self):
        return f"{self.year}: {self.citations}"


class CitationCheck(models.Model):
    """The date of the last check of a publication's citation count, successful or not.

    Kept in a table of its own, because a write to the publication would invalidate all cached pages.
    """

    publication = models.OneToOneField(
        Publication, models.CASCADE, primary_key=True, related_name="citation_check"
    )
    on = models.DateField()

    def __str__(self):
        return f"{self.publication_id}: {self.on}"


class StarCheck(models.Model):
    """The date of the last check of the stars of a link's repository, successful or not."""

    link = models.OneToOneField(PublicationLink, models.CASCADE, primary_key=True, related_name="star_check")
    on = models.DateField()

    def __str__(self):
        return f"{self.link_id}: {self.on}"
