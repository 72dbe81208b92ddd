"""Positions that an opening offers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recruiting.models.notice import Notice


class PositionKind(models.TextChoices):
    POSTDOC = "postdoc", _("Postdoctoral researcher")
    PHD = "phd", _("PhD student")
    MASTER = "master", _("Master’s student")
    UNDERGRADUATE = "undergraduate", _("Undergraduate student")
    INTERN = "intern", _("Intern")
    ENGINEER = "engineer", _("Research engineer")
    STAFF = "staff", _("Staff")
    VISITOR = "visitor", _("Visitor")
    FACULTY = "faculty", _("Faculty")


#: A lookup table, because Django's get_kind_display() is slow and a list of openings needs many labels.
KIND_LABELS = dict(PositionKind.choices)


class Position(models.Model):
    """A kind of position that an opening offers, and how many of them."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="positions", verbose_name=_("opening"))
    kind = models.CharField(_("kind"), max_length=14, choices=PositionKind)
    openings = models.PositiveSmallIntegerField(_("number of positions"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("job", "position")
        verbose_name_plural = _("positions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "kind"],
                name="unique_position_kind_per_notice",
                violation_error_message=_("This kind of position is listed twice."),
            )
        ]

    def __str__(self):
        return self.kind_label

    @property
    def kind_label(self) -> str:
        return str(KIND_LABELS.get(self.kind, self.kind))
