"""Links of publications to further resources."""

from datetime import date

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkKind(models.TextChoices):
    PAPER = "paper", _("Paper")
    PDF = "pdf", "PDF"
    DOI = "doi", "DOI"
    ARXIV = "arxiv", "arXiv"
    CODE = "code", _("Code")
    PROJECT = "project", _("Project")
    SLIDES = "slides", _("Slides")
    VIDEO = "video", _("Video")
    POSTER = "poster", _("Poster")
    DATA = "data", _("Data")
    MEDIA = "media", _("Media")
    OTHER = "link", _("Link")


#: Labels by kind: get_kind_display() is slow, and a list page has dozens of links.
LINK_LABELS = dict(LinkKind.choices)


class PublicationLink(models.Model):
    """A link from a publication to its code, slides, video or another resource."""

    publication = models.ForeignKey(
        "publications.Publication", models.CASCADE, related_name="links", verbose_name=_("publication")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=LinkKind)
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Replaces the name of the kind.")
    )
    url = models.URLField(_("URL"), max_length=500, validators=[URLValidator(["http", "https"])])
    repository = models.CharField(
        _("repository"),
        max_length=140,
        blank=True,
        help_text=_(
            "GitHub repository (owner/name) whose stars are shown. Only needed if it differs from the URL."
        ),
    )
    stars = models.PositiveIntegerField(_("stars"), null=True, blank=True)
    stars_on = models.DateField(_("stars as of"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position", "pk"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if isinstance(self.stars_on, str):  # rows from JSON have the date as text
            self.stars_on = date.fromisoformat(self.stars_on)

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """The text of the link: its label, or the name of its kind."""
        return self.label or str(LINK_LABELS.get(self.kind, self.kind))
