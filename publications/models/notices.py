"""Editorial notices about publications: retractions, corrections and so on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publications.models.publication import Publication


class NoticeKind(models.TextChoices):
    """The kinds of notice, the gravest first; the values are those of ``citing.registry.NOTICE_KINDS``."""

    RETRACTION = "retraction", _("Retraction")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    CONCERN = "concern", _("Expression of concern")
    CORRECTION = "correction", _("Correction")
    OTHER = "other", _("Notice")


class EditorialNotice(models.Model):
    """A notice that the publisher, or Retraction Watch, has registered about a publication.

    Refreshing deletes notices that are no longer registered, except those entered by hand.
    """

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="notices", verbose_name=_("publication")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind)
    doi = models.CharField(_("DOI of the notice"), max_length=200, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    is_entered = models.BooleanField(_("entered by hand"), default=True, editable=False)

    class Meta:
        verbose_name = _("editorial notice")
        verbose_name_plural = _("editorial notices")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "kind", "doi"],
                name="editorial_notice_unique",
                violation_error_message=_("This notice is already listed."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.doi}".strip()


class NoticeCheck(models.Model):
    """The date on which Crossref was last asked for notices about a publication."""

    publication = models.OneToOneField(
        Publication, models.CASCADE, primary_key=True, related_name="notice_check"
    )
    on = models.DateField()

    def __str__(self):
        return f"{self.publication_id}: {self.on}"
