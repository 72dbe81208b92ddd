"""Photos of people in forms: cropped to a square by whoever chooses them, or else by the server."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from core.images.crops import Crop
from core.images.fields import PictureFormField, PictureInput
from core.images.webp import MAX_MEGABYTES, PreparedPicture, prepare

#: Pixels: enough for the largest place where a photo is shown.
MIN_SIDE = 192


class PortraitInput(PictureInput):
    """Chooses a photo, and with scripts the square that is taken of it, which a hidden input brings along."""

    template_name = "forms/portrait.html"

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        """As with any file; one that was sent knows its ``crop``."""
        sent = super().value_from_datadict(data, files, name)
        if sent:
            sent.crop = Crop.parse(data.get(f"{name}-crop", ""))
        return sent

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "crop_name": f"{name}-crop",
            "min_side": MIN_SIDE,
            "max_megabytes": MAX_MEGABYTES,
        }
        return context


class PortraitFormField(PictureFormField):
    """A photo; the cleaned value is a square PreparedPicture."""

    widget = PortraitInput

    def to_python(self, data: Any) -> PreparedPicture | None:
        file = forms.FileField.to_python(self, data)
        return None if file is None else prepare(file, getattr(file, "crop", Crop()), MIN_SIDE)
