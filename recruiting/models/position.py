"""The kinds of positions that a notice offers."""

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


class Position(models.Model):
    """A kind of position that a notice offers."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="positions", verbose_name=_("notice"))
    kind = models.CharField(_("kind"), max_length=14, choices=PositionKind)
    openings = models.PositiveSmallIntegerField(_("openings"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("job", "position")
        verbose_name_plural = _("positions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "kind"],
                name="one_position_of_a_kind",
                violation_error_message=_("This kind of position stands there twice."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
