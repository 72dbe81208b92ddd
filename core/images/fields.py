"""The model field and the form field for pictures, and how pictures are stored.

The name of a stored file holds all that a page needs, so that displaying a picture opens no file:

    people/3f2a…9c-1200x1500.webp         the master
    people/3f2a…9c-1200x1500/192.webp     the same, 192 pixels wide

The hexadecimal part is a digest of the master's bytes. A picture therefore has the same name everywhere, and
a file never changes, so that browsers may cache it for ever. Files are not deleted with their row, since
another row or an earlier version of the row may use them; ``delete_picture`` is for those who have checked.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core import checks
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from core.file_widgets import FileChooser
from core.function_paths import FunctionAt
from core.images.prepared import (
    DEFAULT_SIZE,
    MIME_TYPES,
    MasterSize,
    PreparedPicture,
    variant_widths,
)
from core.storages.site_storage import SiteStorage

__all__ = [
    "MasterSize",
    "Picture",
    "PictureField",
    "PictureFormField",
    "PictureInput",
    "PreparedPicture",
    "delete_picture",
    "prepare",
    "store",
]

#: Loads Pillow with the first upload.
prepare: Callable[..., PreparedPicture] = FunctionAt("core.images.webp.prepare")

_MASTER = re.compile(r"[0-9a-f]{32}-([1-9]\d{0,3})x([1-9]\d{0,3})\.webp\Z")
_MAX_NAME_LENGTH = len("-1600x1600.webp") + 32

# ---- storage ----------------------------------------------------------------------------------


def store(picture: PreparedPicture, folder: str, storage: Storage = default_storage) -> str:
    """Write the master and its variants unless they exist, and return the name of the master."""
    name = posixpath.join(folder, picture.name)
    for width, content in picture.variants.items():
        _write(storage, _variant_name(name, width), content)
    picture.seek(0)
    _write(storage, name, picture.read())
    return name


def delete_picture(name: str, storage: Storage = default_storage) -> None:
    """Delete a master and its variants. The caller makes sure that nothing uses them any more."""
    match = _MASTER.search(name)
    for width in variant_widths(int(match[1])) if match else []:
        storage.delete(_variant_name(name, width))
    storage.delete(name)


def _variant_name(name: str, width: int) -> str:
    return f"{name.removesuffix('.webp')}/{width}.webp"


def _write(storage: Storage, name: str, content: bytes) -> None:
    if isinstance(storage, SiteStorage):
        storage.put_once(name, content)
    elif not storage.exists(name):
        storage.save(name, ContentFile(content))


def is_picture(name: str) -> bool:
    """Return whether a name is that of a master, which contains the digest of its content."""
    return bool(_MASTER.search(name))


def master_of(name: str) -> str:
    """Return the master's name for that of a variant; any other name unchanged."""
    folder, file_name = posixpath.split(name)
    is_variant = file_name.removesuffix(".webp").isdecimal() and _MASTER.search(f"{folder}.webp")
    return f"{folder}.webp" if is_variant else name


# ---- the value on a model ---------------------------------------------------------------------


class Picture(FieldFile):
    """The value of a PictureField. All that pages use is read from the name and never raises an error.

    Without a picture, URLs are "" and sizes 0. A file that was not named here has a URL and size 0.
    """

    field: "PictureField"

    @property
    def url(self) -> str:
        """The URL of the master."""
        return self.storage.url(self.name) if self and self._committed else ""

    @property
    def width(self) -> int:
        """Pixels of the master; 0 if unknown."""
        return self._dimensions[0]

    @property
    def height(self) -> int:
        """Pixels of the master; 0 if unknown."""
        return self._dimensions[1]

    @property
    def aspect(self) -> float:
        """Width divided by height; 1.0 if unknown."""
        width, height = self._dimensions
        return width / height if height else 1.0

    @property
    def srcset(self) -> str:
        """The value of the ``srcset`` attribute of an ``img`` element: all files with their widths."""
        return ", ".join(f"{url} {width}w" for url, width in self.files)

    @property
    def files(self) -> list[tuple[str, int]]:
        """The URL and the width of each file, the narrowest first; empty if the width is unknown."""
        url, width = self.url, self.width
        if not (url and width):
            return []
        return [*((_variant_name(url, variant), variant) for variant in variant_widths(width)), (url, width)]

    def url_for(self, width: int) -> str:
        """Return the URL of the smallest file at least ``width`` pixels wide, else of the master."""
        url = self.url
        wide_enough = [variant for variant in variant_widths(self.width) if variant >= width]
        return _variant_name(url, wide_enough[0]) if url and wide_enough else url

    @property
    def _dimensions(self) -> tuple[int, int]:
        match = _MASTER.search(self.name or "")
        return (int(match[1]), int(match[2])) if match else (0, 0)

    @property
    def new_file(self) -> "File[bytes] | None":
        """The assigned file, while it is not stored yet."""
        return None if self._committed else self.__dict__.get("_file")

    def save(self, name: str | None, content: "File[bytes]", save: bool = True) -> None:
        """Check, re-encode and store a file. ``name`` is ignored."""
        self.name = store(self.field.prepare(content), self.field.upload_to, self.storage)
        setattr(self.instance, self.field.attname, self.name)
        self._file = None  # so that the stored file is read from now on, not the upload
        self._committed = True
        if save:
            self.instance.save()

    save.alters_data = True  # type: ignore[attr-defined]

    def delete(self, save: bool = True) -> None:
        """Clear the field, without deleting the files (see the module docstring)."""
        self.name = self._file = None
        setattr(self.instance, self.field.attname, "")
        if save:
            self.instance.save()

    delete.alters_data = True  # type: ignore[attr-defined]


# ---- fields -----------------------------------------------------------------------------------


class PictureInput(FileChooser):
    """A file input that shows the current picture."""

    template_name = "forms/picture.html"

    def address(self, file: Any) -> str:
        return file.url_for(384) if isinstance(file, Picture) else super().address(file)


class PictureFormField(forms.ImageField):
    """Checks a picture. The cleaned value is a PreparedPicture."""

    widget = PictureInput
    default_validators = []  # Django's checks the extension; here only the content counts

    def __init__(self, *, master_size: MasterSize = DEFAULT_SIZE, **kwargs: Any):
        super().__init__(**kwargs)
        self.master_size = master_size

    def to_python(self, data: Any) -> PreparedPicture | None:
        file = forms.FileField.to_python(self, data)
        return None if file is None else prepare(file, master_size=self.master_size)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(MIME_TYPES)}


class PictureField(models.FileField):
    """A picture, stored in the folder ``upload_to``. Assign a Django file or the name of a stored picture.

    ``master_size`` limits the master. Masters stored under another limit stay as they are.
    ``full_clean()`` reports an invalid file as an error of the field; saving it raises the same
    ValidationError.
    """

    upload_to: str
    max_length: int

    attr_class = Picture
    description = _("Picture")

    def __init__(
        self,
        verbose_name: Any = None,
        name: str | None = None,
        *,
        upload_to: str,
        master_size: MasterSize = DEFAULT_SIZE,
        **kwargs: Any,
    ):
        kwargs.setdefault("max_length", 200)
        super().__init__(verbose_name, name, upload_to=upload_to, **kwargs)
        self.master_size = master_size

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["max_length"] = self.max_length  # Django omits its own default, 100
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        messages = super().check(**kwargs)
        max_name_length = len(posixpath.join(self.upload_to, "")) + _MAX_NAME_LENGTH
        if self.max_length < max_name_length:
            text = f"max_length must be at least {max_name_length}, the length of the names of pictures."
            messages.append(checks.Error(text, obj=self, id="images.E001"))
        return messages

    def prepare(self, file: "File[bytes]") -> PreparedPicture:
        """Check and re-encode a picture for this field. Raises ValidationError."""
        return prepare(file, master_size=self.master_size)

    def clean(self, value: Picture, model_instance: models.Model | None) -> Picture:
        value = super().clean(value, model_instance)
        if value.new_file is not None:
            value.file = self.prepare(value.new_file)
        return value

    def pre_save(self, model_instance: models.Model, add: bool) -> Picture:
        picture: Picture = getattr(model_instance, self.attname)
        if picture.new_file is not None:
            picture.save(None, picture.new_file, save=False)
        return picture

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        # No max_length: the form would apply it to the name of the upload, which is not used.
        options = {"form_class": PictureFormField, **kwargs, "max_length": None}
        if issubclass(options["form_class"], PictureFormField):
            options.setdefault("master_size", self.master_size)
        return super().formfield(**options)
