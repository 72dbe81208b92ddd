"""Personal data of authors, talks and imports."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.personal_data import PersonalData, counted, record_of
from people.personal_data import shared_record_of
from publications.models import (
    Authorship,
    Disclaimer,
    Editorship,
    Import,
    ImportedEntry,
    Lookup,
    Publication,
    Talk,
)


class PublicationData(PersonalData):
    """The publications linked to the profile, and the answers "not me"."""

    name = "publications"
    label = _("Publications linked to your profile, and those that you said are not yours")
    fields = (
        "publications.Authorship.person",
        "publications.Editorship.person",
        "publications.Disclaimer.person",
    )

    def records(self, subject):
        for model in (Authorship, Editorship):
            rows = model.objects.filter(person=subject.profile) if subject.profile else model.objects.none()
            for row in rows.select_related("publication").iterator():
                paper = row.publication
                yield record_of(row, without=["person"], title=paper.title, year=paper.year, doi=paper.doi)
        disclaimers = Disclaimer.objects.filter(person=subject.profile) if subject.profile else []
        for disclaimer in disclaimers and disclaimers.select_related("publication"):
            yield record_of(disclaimer, without=["person"], title=disclaimer.publication.title)

    def remaining(self, subject):
        linked = [
            model.objects.order_by().filter(person=subject.profile).values("publication")
            for model in (Authorship, Editorship)
        ]
        yield from counted(
            Publication.objects.filter(pk__in=linked[0].union(linked[1])),
            ngettext_lazy(
                "%(count)d publication: the name stays as printed, without a link to a profile",
                "%(count)d publications: the name stays as printed, without a link to a profile",
                "count",
            ),
        )


class TalkData(PersonalData):
    """The talks on the profile."""

    name = "talks"
    label = _("Talks on your profile")
    fields = ("publications.Talk.person", "publications.Talk.colleagues")

    def records(self, subject):
        if subject.profile:
            for talk in Talk.objects.of(subject.profile.pk):
                yield shared_record_of(talk, subject.profile)

    def deleted(self, subject):
        yield from counted(
            Talk.objects.filter(person=subject.profile, colleagues=None),
            ngettext_lazy("%(count)d talk", "%(count)d talks", "count"),
        )


class ImportData(PersonalData):
    """The bibliographies that the account imported."""

    name = "imports"
    label = _("Lists of publications that you imported")
    fields = ("publications.Import.by", "publications.Lookup.by")

    def records(self, subject):
        if subject.account is None:
            return
        for batch in Import.objects.filter(by=subject.account).order_by("pk"):
            yield record_of(batch, without=["by"])
        for lookup in Lookup.objects.filter(by=subject.account).order_by("pk"):
            yield record_of(lookup, without=["by"])
        entries = ImportedEntry.objects.filter(batch__by=subject.account).order_by("batch", "position")
        for entry in entries.iterator(chunk_size=100):
            yield record_of(entry)

    def deleted(self, subject):
        if subject.account:
            yield from counted(
                Import.objects.filter(by=subject.account),
                ngettext_lazy(
                    "%(count)d imported list of publications (the publications stay)",
                    "%(count)d imported lists of publications (the publications stay)",
                    "count",
                ),
            )
