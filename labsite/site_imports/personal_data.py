"""Personal data of imports of sites."""

from collections.abc import Sequence
from functools import partial
from itertools import chain

from django.core.files.base import File
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.batches import batches
from core.personal_data import PersonalData, StoredFile, counted, record_of
from labsite.site_imports.members import MEMBER
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.retention import discard_upload


class SiteImportData(PersonalData):
    """The imports by the account or of the homepage, and the item from which the person was added."""

    name = "site-imports"
    label = _("Homepages and lab sites that you imported")
    fields = (
        "labsite.SiteImport.by",
        "labsite.SiteImport.person",
        "labsite.SiteItem.added_person",
    )

    def records(self, subject):
        for site_import in _imports_of(subject).order_by("pk"):
            yield record_of(site_import, without=["by", "person"])
            for item in site_import.items.iterator(chunk_size=100):
                yield record_of(item, without=["added_person"])
        if subject.profile:
            for item in SiteItem.objects.filter(added_person=subject.profile):
                yield record_of(item, without=["site_import"])

    def files(self, subject):
        for site_import in _imports_of(subject).exclude(upload=""):
            yield StoredFile(
                f"{site_import.pk}-{site_import.source}".replace("/", "-"), partial(_open, site_import)
            )

    def deleted(self, subject):
        yield from counted(
            _imports_of(subject),
            ngettext_lazy(
                "%(count)d import of a homepage or lab site (the imported items stay)",
                "%(count)d imports of homepages or lab sites (the imported items stay)",
                "count",
            ),
        )

    def remove_references(self, subject):
        """Delete what imports of others read about the person: an entry of a list, a text, a study."""
        names = [name.casefold() for name in subject.names if len(name) > 1]
        is_about_somebody = Q(target__in=["people", ""]) | Q(values__has_key=MEMBER)
        items = SiteItem.objects.filter(is_about_somebody)
        if names:
            keys = [item.pk for item in items.iterator(chunk_size=500) if _names_one_of(item, names)]
            for batch in batches(keys):
                SiteItem.objects.filter(pk__in=list(batch)).delete()

    def erase(self, subject):
        if subject.profile:
            SiteItem.objects.filter(added_person=subject.profile).delete()
        for site_import in _imports_of(subject):
            discard_upload(site_import)


def _names_one_of(item: SiteItem, names: Sequence[str]) -> bool:
    texts = [item.raw, item.why, *chain.from_iterable(item.values.values())]
    content = "\n".join(map(str, texts)).casefold()
    return any(name in content for name in names)


def _open(site_import: SiteImport) -> File:
    return site_import.upload.storage.open(site_import.upload.name)


def _imports_of(subject):
    by_account = (
        SiteImport.objects.filter(by=subject.account) if subject.account else SiteImport.objects.none()
    )
    of_person = (
        SiteImport.objects.filter(person=subject.profile) if subject.profile else SiteImport.objects.none()
    )
    return by_account | of_person
