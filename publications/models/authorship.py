"""Authors of publications."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from publications.models.publication import Publication


class Authorship(models.Model):
    """An author of a publication: the printed name and the member it belongs to, if any."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="authorships", verbose_name=_("publication")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name as printed"), max_length=200)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="authorships", verbose_name=_("member")
    )
    is_equal = models.BooleanField(_("equal contribution"), default=False)
    is_corresponding = models.BooleanField(_("corresponding author"), default=False)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "position"],
                name="authorship_position_unique",
                violation_error_message=_("Two authors have the same position."),
            ),
            models.UniqueConstraint(
                fields=["publication", "person"],
                condition=Q(person__isnull=False),
                name="authorship_person_unique",
                violation_error_message=_("This member is already an author of this publication."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="authorship_name_not_empty"),
        ]

    def __str__(self):
        return self.name
