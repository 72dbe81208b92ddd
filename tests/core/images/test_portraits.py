"""Photos in forms, cropped to a square by the person or by the server."""

from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from PIL import Image

from core.images import webp
from core.images.portraits import PortraitFormField


class PhotoForm(forms.Form):
    photo = PortraitFormField(required=False)


def two_halves(width=600, height=1200):
    """Return a picture with a red upper half and a blue lower half."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width, height // 2))
    target = BytesIO()
    image.save(target, "PNG")
    return SimpleUploadedFile("me.png", target.getvalue())


def bound_form(upload=None, data=""):
    return PhotoForm(QueryDict(data), MultiValueDict({"photo": [upload]} if upload else {}))


def cropped(data="", **options):
    form = bound_form(two_halves(**options), data)
    assert form.is_valid(), form.errors
    return Image.open(form.cleaned_data["photo"])


def colours(image):
    """Return the colours at the upper and at the lower edge."""
    middle = image.width // 2
    names = ("red", "green", "blue")
    pixels = (image.getpixel((middle, 2)), image.getpixel((middle, image.height - 3)))
    return [names[max(range(3), key=pixel.__getitem__)] for pixel in pixels]


@pytest.mark.parametrize("data", ["", "photo-crop=", "photo-crop=invalid", "photo-crop=1,2"])
def test_without_a_crop_the_server_selects_a_square_above_the_middle(data):
    image = cropped(data)
    assert image.size == (600, 600)
    assert colours(image) == ["red", "blue"]


def test_selected_crop_is_used():
    image = cropped("photo-crop=0.5,0,2")
    assert image.size == (300, 300)
    assert colours(image) == ["red", "red"]
    assert colours(cropped("photo-crop=0.5,1,1")) == ["blue", "blue"]


def test_crop_has_a_minimum_size():
    assert cropped("photo-crop=0,0,99").size == (192, 192)


def test_too_small_photo_is_reported():
    text = "This picture is too small: each side needs at least 192 pixels."
    assert bound_form(two_halves(150, 300)).errors == {"photo": [text]}


def test_cropped_photo_is_not_cropped_again():
    first = webp.prepare(two_halves(500, 500))
    stored = SimpleUploadedFile(first.name, first.read())
    form = bound_form(stored)
    assert form.is_valid()
    assert form.cleaned_data["photo"].width == 500


def test_widget_returns_the_upload_or_false_to_clear():
    widget = PhotoForm().fields["photo"].widget

    def value(upload=None, data=""):
        files = MultiValueDict({"photo": [upload]} if upload else {})
        return widget.value_from_datadict(QueryDict(data), files, "photo")

    photo = two_halves()
    assert value() is None
    assert value(data="photo-clear=on") is False
    assert value(photo) is photo
    assert value(photo, "photo-clear=on") is photo  # a new photo replaces the old one anyway
