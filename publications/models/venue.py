"""Where papers appear."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.search.fields import SearchTextField
from people.models import Slugged


class VenueKind(models.TextChoices):
    CONFERENCE = "conference", _("Conference")
    JOURNAL = "journal", _("Journal")
    WORKSHOP = "workshop", _("Workshop")
    PREPRINTS = "preprints", _("Preprint server")
    PUBLISHER = "publisher", _("Publisher")
    OTHER = "other", _("Other")


#: Kind of a publication → kind of venue that it appears in; a conference where it is not here.
_KINDS = {
    "journal": VenueKind.JOURNAL,
    "workshop": VenueKind.WORKSHOP,
    "preprint": VenueKind.PREPRINTS,
    "book": VenueKind.PUBLISHER,
    "chapter": VenueKind.PUBLISHER,
}


def kind_for(publication_kind: str) -> VenueKind:
    """Returns the kind of a venue of which nothing is known but what has appeared there."""
    return _KINDS.get(publication_kind, VenueKind.CONFERENCE)


class VenueQuerySet(models.QuerySet):
    """Rows of Venue."""

    def called(self, name: str):
        """Returns the venue with this name or abbreviation, whatever the case of its letters, or None."""
        return self.filter(name__iexact=name).first() or self.filter(abbreviation__iexact=name).first()


class Venue(Slugged):
    """A conference series, a journal, a preprint server."""

    name = models.CharField(_("name"), max_length=250)
    abbreviation = models.CharField(
        _("abbreviation"), max_length=40, blank=True, help_text=_("As it stands on the badge, such as ISCA.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=VenueKind, default=VenueKind.CONFERENCE)
    rank = models.CharField(_("rank"), max_length=40, blank=True, help_text=_("Such as CCF-A."))
    url = models.URLField(_("address (URL)"), max_length=500, blank=True)
    search_text = SearchTextField()

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["abbreviation", "name"]

    def __str__(self):
        return self.abbreviation or self.name

    def slug_text(self):
        return self.abbreviation or self.name

    def search_parts(self):
        return self.name, self.abbreviation
