"""Authors and editors of publications."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from publications.models.publication import Publication


class Contribution(models.Model):
    """A name on a publication, and how to cite it."""

    #: What the person is of the publication, as forms and addresses name it.
    role = ""
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name as printed"), max_length=200)
    #: As BibTeX writes it (``publications.citing.names``); "" where nobody knows more than the printed name.
    #: It counts only while its words are those of the printed name.
    citation_name = models.CharField(_("name in citations"), max_length=250, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


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


class Editorship(Contribution):
    """An editor of a book or of proceedings; of a chapter or paper, an editor of what it stands in."""

    role = "editor"
    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="editorships", verbose_name=_("publication")
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="editorships", verbose_name=_("member")
    )

    class Meta:
        verbose_name = _("editor")
        verbose_name_plural = _("editors")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "position"],
                name="editorship_position_unique",
                violation_error_message=_("Two editors have the same position."),
            ),
            models.UniqueConstraint(
                fields=["publication", "person"],
                condition=Q(person__isnull=False),
                name="editorship_person_unique",
                violation_error_message=_("This member is already an editor of this publication."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="editorship_name_not_empty"),
        ]
