"""Personal data of uploads."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.personal_data import PersonalData, StoredFile, counted, record_of
from pages.models import Upload


class UploadData(PersonalData):
    """The files that an account has uploaded for the texts of the site."""

    name = "uploads"
    label = _("Files that you uploaded for texts of the site")
    fields = ("pages.Upload.uploader",)

    def records(self, subject):
        for upload in _uploads_of(subject):
            yield record_of(upload, without=["uploader"])

    def files(self, subject):
        for upload in _uploads_of(subject):
            file = upload.picture or upload.file
            name = file.name.rpartition("/")[2]
            yield StoredFile(name, lambda file=file: file.storage.open(file.name))

    def remaining(self, subject):
        yield from counted(
            _uploads_of(subject),
            ngettext_lazy(
                "%(count)d file for texts of the site, without the name of the uploader",
                "%(count)d files for texts of the site, without the name of the uploader",
                "count",
            ),
        )


def _uploads_of(subject):
    return Upload.objects.by(subject.account) if subject.account else Upload.objects.none()
