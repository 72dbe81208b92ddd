"""Venues: the conferences, journals and servers in which papers appear."""

import re

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


_WITH_ABBREVIATION = re.compile(r"(.*\S)\s*[(（]\s*([A-Z][\w&/+-]*[A-Z][\w&/+-]*)\s*[)）]")


def split_abbreviation(text: str) -> tuple[str, str]:
    """Return the name and the abbreviation in "Conference on Machine Learning (ICML)", else the text and "".

    An abbreviation has three letters or more. The first one begins a word of the name; the others follow in
    it in the same order.
    """
    match = _WITH_ABBREVIATION.fullmatch(text)
    letters = re.sub(r"[\W\d_]", "", match[2]) if match else ""
    if match and len(letters) >= 3 and re.search(r"\b" + ".*?".join(letters), match[1], re.IGNORECASE):
        return match[1], match[2]
    return text, ""


class VenueQuerySet(models.QuerySet):
    """Rows of Venue."""

    def called(self, text: str):
        """Return the venue with this name or abbreviation, ignoring case, or None. "Name (ABC)" has both."""
        name, abbreviation = split_abbreviation(text)
        names = [text, name, abbreviation] if abbreviation else [text]
        matches = (self.filter(name__iexact=one).first() for one in names)
        return next(filter(None, matches), None) or self.filter(abbreviation__iexact=text).first()

    def named(self, text: str):
        """Return the venue with this name or abbreviation, or a new one that is not saved."""
        name, abbreviation = split_abbreviation(text)
        return self.called(text) or self.model(name=name, abbreviation=abbreviation)


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
