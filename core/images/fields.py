"""Pictures on models, forms and pages. `webp.py` says what is accepted and what becomes of the pixels.

A stored name carries all that a page needs, so that showing a picture opens no file:

    people/3f2a…9c-1200x1500.webp         the master
    people/3f2a…9c-1200x1500/192.webp     the same, 192 pixels wide

The hexadecimal part is a digest of the master's bytes. The same picture so has the same name wherever it is
used, a file never changes (browsers may keep it for ever), and files are not deleted with their row: another
row or a former version may show them.
"""

import posixpath
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import checks
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from core.file_widgets import FileChooser
from core.images.webp import MIME_TYPES, PreparedPicture, prepare, variant_widths

__all__ = [
    "Picture",
    "PictureField",
    "PictureFormField",
    "PictureInput",
    "PreparedPicture",
    "prepare",
    "store",
]

_MASTER = re.compile(r"[0-9a-f]{32}-([1-9]\d{0,3})x([1-9]\d{0,3})\.webp\Z")
_LONGEST_BASENAME = len("-1600x1600.webp") + 32

# ---- storage ----------------------------------------------------------------------------------


def store(picture: PreparedPicture, folder: str, storage: Storage = default_storage) -> str:
    """Writes the master and its variants unless they are there already; returns the master's name."""
    name = posixpath.join(folder, picture.name)
    for width, content in picture.variants.items():
        _write(storage, _variant(name, width), content)
    picture.seek(0)
    _write(storage, name, picture.read())
    return name


def _variant(name: str, width: int) -> str:
    return f"{name.removesuffix('.webp')}/{width}.webp"


def _write(storage: Storage, name: str, content: bytes) -> None:
    if storage.exists(name):
        if storage.size(name) == len(content):
            return
        storage.delete(name)  # left half-written by a crash
    saved = storage.save(name, ContentFile(content))
    if saved != name:  # another request stored the same picture in between, so storage chose another name
        storage.delete(saved)


# ---- the value on a model ---------------------------------------------------------------------


class Picture(FieldFile):
    """The value of a PictureField. What pages use comes from the name alone and never raises.

    Without a picture, addresses are "" and sizes 0; a file named by other software has an address and size 0.
    """

    field: "PictureField"

    @property
    def url(self) -> str:
        """The address of the master."""
        return self.storage.url(self.name) if self and self._committed else ""

    @property
    def width(self) -> int:
        """Pixels of the master, 0 where the name does not tell."""
        return self._dimensions[0]

    @property
    def height(self) -> int:
        """Pixels of the master, 0 where the name does not tell."""
        return self._dimensions[1]

    @property
    def aspect(self) -> float:
        """Width divided by height, 1.0 where the name does not tell."""
        width, height = self._dimensions
        return width / height if height else 1.0

    @property
    def srcset(self) -> str:
        """All files with their widths, for the `srcset` attribute of an `img` element."""
        url, width = self.url, self.width
        if not (url and width):
            return ""
        variants = [f"{_variant(url, variant)} {variant}w" for variant in variant_widths(width)]
        return ", ".join([*variants, f"{url} {width}w"])

    def url_for(self, width: int) -> str:
        """The address of the smallest file that is at least so many pixels wide, else of the master."""
        url = self.url
        wide_enough = [variant for variant in variant_widths(self.width) if variant >= width]
        return _variant(url, wide_enough[0]) if url and wide_enough else url

    @property
    def _dimensions(self) -> tuple[int, int]:
        match = _MASTER.search(self.name or "")
        return (int(match[1]), int(match[2])) if match else (0, 0)

    @property
    def new_file(self) -> "File[bytes] | None":
        """The file that was assigned and is not stored yet."""
        return None if self._committed else self.__dict__.get("_file")

    def save(self, name: str | None, content: "File[bytes]", save: bool = True) -> None:
        """Checks, re-encodes and stores; `name` is there for Django and is not looked at."""
        self.name = store(prepare(content), self.field.upload_to, self.storage)
        setattr(self.instance, self.field.attname, self.name)
        self._file = None  # from now on it reads what was stored, not what was uploaded
        self._committed = True
        if save:
            self.instance.save()

    save.alters_data = True  # type: ignore[attr-defined]

    def delete(self, save: bool = True) -> None:
        """Empties the field. The files stay, see above."""
        self.name = self._file = None
        setattr(self.instance, self.field.attname, "")
        if save:
            self.instance.save()

    delete.alters_data = True  # type: ignore[attr-defined]


# ---- fields -----------------------------------------------------------------------------------


class PictureInput(FileChooser):
    """Chooses a picture and shows the one that is there."""

    template_name = "forms/picture.html"

    def address(self, file: Any) -> str:
        return file.url_for(384) if isinstance(file, Picture) else super().address(file)


class PictureFormField(forms.ImageField):
    """Shows what is wrong with a picture next to its field; the cleaned value is a PreparedPicture."""

    widget = PictureInput
    default_validators = []  # Django's looks at the file name's extension; only content counts here

    def to_python(self, data: Any) -> PreparedPicture | None:
        file = forms.FileField.to_python(self, data)
        return None if file is None else prepare(file)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # With a list of types instead of image/*, iPhones hand over HEIC photos as JPEG.
        return {**super().widget_attrs(widget), "accept": ",".join(MIME_TYPES)}


class PictureField(models.FileField):
    """A picture; `upload_to` is a folder. Assign any Django file or a stored name; saving re-encodes files.

    `full_clean` reports an unusable file as the field's error; saving one raises the same ValidationError.
    """

    upload_to: str
    max_length: int

    attr_class = Picture
    description = _("Picture")

    def __init__(self, verbose_name: Any = None, name: str | None = None, *, upload_to: str, **kwargs: Any):
        kwargs.setdefault("max_length", 200)
        super().__init__(verbose_name, name, upload_to=upload_to, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["max_length"] = self.max_length  # Django would leave out 100, its own default
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        messages = super().check(**kwargs)
        longest = len(posixpath.join(self.upload_to, "")) + _LONGEST_BASENAME
        if self.max_length < longest:
            text = f"max_length must be at least {longest}, the length of the names that pictures get."
            messages.append(checks.Error(text, obj=self, id="images.E001"))
        return messages

    def clean(self, value: Picture, model_instance: models.Model | None) -> Picture:
        value = super().clean(value, model_instance)
        if value.new_file is not None:
            value.file = prepare(value.new_file)
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Picture:
        picture: Picture = getattr(model_instance, self.attname)
        if picture.new_file is not None:
            picture.save(None, picture.new_file, save=False)
        return picture

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        # No max_length: the form would apply it to the user's file name, which is not kept.
        return super().formfield(**{"form_class": PictureFormField, **kwargs, "max_length": None})
