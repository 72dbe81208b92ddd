"""Where papers appear."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from labsite.lib.search import SearchTextField
from people.models import Slugged


class VenueKind(models.TextChoices):
    CONFERENCE = "conference", _("Conference")
    JOURNAL = "journal", _("Journal")
    WORKSHOP = "workshop", _("Workshop")
    PREPRINTS = "preprints", _("Preprint server")
    PUBLISHER = "publisher", _("Publisher")
    OTHER = "other", _("Other")


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
