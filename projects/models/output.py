"""Software and datasets of a project."""

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.project import Project


class OutputKind(models.TextChoices):
    SOFTWARE = "software", _("Software")
    DATA = "data", _("Dataset")


class ProjectOutput(models.Model):
    """A program or a dataset of a project, with its version, licence and repository."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="outputs", verbose_name=_("project"))
    kind = models.CharField(_("kind"), max_length=10, choices=OutputKind, default=OutputKind.SOFTWARE)
    name = models.CharField(_("name"), max_length=120)
    version = models.CharField(_("version"), max_length=40, blank=True, help_text=_("e.g. 1.2.0"))
    licence = models.CharField(
        _("licence"),
        max_length=80,
        blank=True,
        help_text=_("The SPDX identifier if it has one, e.g. Apache-2.0 or CC-BY-4.0."),
    )
    repository = models.URLField(
        _("repository (URL)"), max_length=500, blank=True, validators=[URLValidator(["http", "https"])]
    )
    doi = models.CharField(
        _("DOI"),
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", _("Enter a DOI, e.g. 10.5281/zenodo.1234567."))],
        help_text=_("e.g. 10.5281/zenodo.1234567"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("software or dataset")
        verbose_name_plural = _("software and data")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="project_output_has_a_name")]

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        """Where it can be found: the repository, or else the page of its DOI; "" if neither is known."""
        return self.repository or (f"https://doi.org/{self.doi}" if self.doi else "")
