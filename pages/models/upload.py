"""Uploads: the pictures and files that texts of the site show or link to."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.field_check import FieldCheck
from core.http import site_path
from core.images.fields import PictureField
from core.languages import local
from core.private_files import PrivateStorage

#: The folder of uploads in the storage.
FOLDER = "uploads/"


class UploadStorage(PrivateStorage):
    """Private storage whose files have URLs: a view serves each file to those who may read a text with it."""

    def url(self, name: str | None) -> str:
        return reverse("upload", args=[(name or "").removeprefix(FOLDER)])


class UploadQuerySet(models.QuerySet):
    """QuerySet of Upload."""

    def by(self, account):
        """Return the uploads of an account."""
        return self.filter(uploader=account)

    def named(self, name: str):
        """Return the upload whose picture or file has this name in the storage."""
        return self.filter(Q(picture=name) | Q(file=name))


class Upload(models.Model):
    """A picture or another file that texts of the site can show or link to. It has either of the two."""

    picture = PictureField(_("picture"), upload_to="uploads", storage=UploadStorage(), blank=True)
    file = models.FileField(
        _("file"), upload_to="uploads", storage=UploadStorage(), max_length=200, blank=True
    )
    alt = models.CharField(
        pgettext_lazy("file", "description"),
        max_length=300,
        blank=True,
        help_text=_(
            "For a picture: what it shows, for people who cannot see it. For any other file: its title."
        ),
    )
    alt_zh = models.CharField(pgettext_lazy("file", "description (Chinese)"), max_length=300, blank=True)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="uploads",
        verbose_name=_("uploaded by"),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-created", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(picture="") & ~Q(file="") | ~Q(picture="") & Q(file=""), name="upload_is_one_file"
            ),
            FieldCheck(
                field="alt",
                condition=~Q(alt="", alt_zh=""),
                name="upload_has_a_description",
                violation_error_message=_("Enter the description in English or Chinese."),
            ),
        ]

    def __str__(self):
        return self.alt or self.alt_zh

    @property
    def url(self) -> str:
        """The path of the file, as texts contain it."""
        return self.picture.url or self.file.url

    @property
    def href(self) -> str:
        """The path of the file, as browsers need it."""
        return site_path(self.url)

    @property
    def markdown(self) -> str:
        """What shows or links the file in a text, with the description of the current language."""
        text = re.sub(r"([\\\[\]])", r"\\\1", local(self, "alt").text)
        return f"{'!' if self.picture else ''}[{text}]({self.url})"
