"""Authors and editors of publications."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from publications.models.publication import Publication


class Contribution(models.Model):
    """A name on a publication, and how to cite it."""

    #: "author" or "editor", for the names of form fields and for addresses.
    role = ""
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name as printed"), max_length=200)
    #: As BibTeX writes it (``publications.citing.names``); "" if only the printed name is known. Ignored
    #: where the printed name has other words, because it has been changed since.
    citation_name = models.CharField(_("name in citations"), max_length=250, blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self):
        return self.name


def _constraints(model: str, same_position, same_member) -> list[models.BaseConstraint]:
    """Return the constraints of a model, with the messages for a position and a member that occur twice."""
    return [
        models.UniqueConstraint(
            fields=["publication", "position"],
            name=f"{model}_position_unique",
            violation_error_message=same_position,
        ),
        models.UniqueConstraint(
            fields=["publication", "person"],
            condition=Q(person__isnull=False),
            name=f"{model}_person_unique",
            violation_error_message=same_member,
        ),
        models.CheckConstraint(condition=~Q(name=""), name=f"{model}_name_not_empty"),
    ]


class Authorship(Contribution):
    """An author of a publication: the printed name and the member it belongs to, if any."""

    role = "author"
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="authorships", verbose_name=_("publication")
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="authorships", verbose_name=_("member")
    )
    is_equal = models.BooleanField(_("equal contribution"), default=False)
    is_corresponding = models.BooleanField(_("corresponding author"), default=False)

    class Meta(Contribution.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = _constraints(
            "authorship",
            _("Two authors have the same position."),
            _("This member is already an author of this publication."),
        )


class Editorship(Contribution):
    """An editor of a book or of proceedings; of a chapter or paper, an editor of what it stands in."""

    role = "editor"
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="editorships", verbose_name=_("publication")
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="editorships", verbose_name=_("member")
    )

    class Meta(Contribution.Meta):
        verbose_name = _("editor")
        verbose_name_plural = _("editors")
        constraints = _constraints(
            "editorship",
            _("Two editors have the same position."),
            _("This member is already an editor of this publication."),
        )
