"""Venues: the conferences, journals and servers in which papers appear."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.search.fields import SearchTextField
from core.sorting import SortKeyField
from people.models import Slugged


class VenueKind(models.TextChoices):
    CONFERENCE = "conference", _("Conference")
    JOURNAL = "journal", _("Journal")
    WORKSHOP = "workshop", _("Workshop")
    PREPRINTS = "preprints", _("Preprint server")
    PUBLISHER = "publisher", _("Publisher")
    OTHER = "other", _("Other")


#: Kind of venue by kind of publication. The default is a conference.
_VENUE_KINDS = {
    "journal": VenueKind.JOURNAL,
    "workshop": VenueKind.WORKSHOP,
    "preprint": VenueKind.PREPRINTS,
    "book": VenueKind.PUBLISHER,
    "chapter": VenueKind.PUBLISHER,
}


def kind_for(publication_kind: str) -> VenueKind:
    """Return the most likely kind of a venue in which a publication of this kind has appeared."""
    return _VENUE_KINDS.get(publication_kind, VenueKind.CONFERENCE)


class VenueQuerySet(models.QuerySet):
    """Rows of Venue."""

    def called(self, name: str):
        """Return the venue with this name or abbreviation, ignoring case, or None."""
        return self.filter(name__iexact=name).first() or self.filter(abbreviation__iexact=name).first()


class Venue(Slugged):
    """A conference series, a journal, a preprint server."""

    name = models.CharField(_("name"), max_length=250)
    abbreviation = models.CharField(
        _("abbreviation"), max_length=40, blank=True, help_text=_("Shown on the badge, e.g. ISCA.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=VenueKind, default=VenueKind.CONFERENCE)
    rank = models.CharField(_("rank"), max_length=40, blank=True, help_text=_("e.g. CCF-A"))
    url = models.URLField(_("URL"), max_length=500, blank=True)
    search_text = SearchTextField()
    sort_name = SortKeyField("en")
    sort_name_zh = SortKeyField("zh-hans")

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

    def sort_text(self):
        return str(self)
