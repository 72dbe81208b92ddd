"""Personal data of imports of sites."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.personal_data import PersonalData, counted, record_of
from labsite.site_imports.models import SiteImport, SiteItem


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

    def deleted(self, subject):
        yield from counted(
            _imports_of(subject),
            ngettext_lazy(
                "%(count)d import of a homepage or lab site (what it brought in stays)",
                "%(count)d imports of homepages or lab sites (what they brought in stays)",
                "count",
            ),
        )

    def erase(self, subject):
        if subject.profile:
            SiteItem.objects.filter(added_person=subject.profile).delete()


def _imports_of(subject):
    by_account = (
        SiteImport.objects.filter(by=subject.account) if subject.account else SiteImport.objects.none()
    )
    of_person = (
        SiteImport.objects.filter(person=subject.profile) if subject.profile else SiteImport.objects.none()
    )
    return by_account | of_person
