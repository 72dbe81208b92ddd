"""Form field for photos of people, which are cropped to a square.

The person uploading a photo selects the square in the browser; without JavaScript the server does.
"""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from core.images.crops import Crop
from core.images.fields import PictureFormField, PictureInput, prepare
from core.images.prepared import MAX_MEGABYTES, PreparedPicture

#: Pixels; the size at which the site displays the largest photo.
MIN_SIDE = 192


class PortraitInput(PictureInput):
    """A file input for a photo, with a hidden input for the square that is selected of it."""

    template_name = "forms/portrait.html"

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:
        """Return the uploaded file with the selected square as its attribute ``crop``."""
        upload = super().value_from_datadict(data, files, name)
        if upload:
            upload.crop = Crop.parse(data.get(f"{name}-crop", ""))
        return upload

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
