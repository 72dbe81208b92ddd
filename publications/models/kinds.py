"""Kinds of publications."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationKind(models.TextChoices):
    CONFERENCE = "conference", _("Conference paper")
    JOURNAL = "journal", _("Journal article")
    PREPRINT = "preprint", _("Preprint")
    WORKSHOP = "workshop", _("Workshop paper")
    THESIS = "thesis", _("Thesis")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Book chapter")
    REPORT = "report", _("Technical report")
    PATENT = "patent", _("Patent")
    SOFTWARE = "software", _("Software")
    DATASET = "dataset", _("Dataset")
    OTHER = "other", _("Other")


#: Headings of lists grouped by kind.
KIND_PLURALS = {
    PublicationKind.CONFERENCE: _("Conference papers"),
    PublicationKind.JOURNAL: _("Journal articles"),
    PublicationKind.PREPRINT: _("Preprints"),
    PublicationKind.WORKSHOP: _("Workshop papers"),
    PublicationKind.THESIS: _("Theses"),
    PublicationKind.BOOK: _("Books"),
    PublicationKind.CHAPTER: _("Book chapters"),
    PublicationKind.REPORT: _("Technical reports"),
    PublicationKind.PATENT: _("Patents"),
    PublicationKind.SOFTWARE: _("Software"),
    PublicationKind.DATASET: _("Datasets"),
    PublicationKind.OTHER: _("Other publications"),
}
