"""Photos in forms: cropped to a square, by whoever chooses them or by the server."""

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
    """A picture of which the upper half is red."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width, height // 2))
    target = BytesIO()
    image.save(target, "PNG")
    return SimpleUploadedFile("me.png", target.getvalue())


def sent(upload=None, data=""):
    return PhotoForm(QueryDict(data), MultiValueDict({"photo": [upload]} if upload else {}))


def cropped(data="", **options):
    form = sent(two_halves(**options), data)
    assert form.is_valid(), form.errors
    return Image.open(form.cleaned_data["photo"])


def colours(image):
    """The colours at the upper and the lower edge."""
    middle = image.width // 2
    names = ("red", "green", "blue")
    pixels = (image.getpixel((middle, 2)), image.getpixel((middle, image.height - 3)))
    return [names[max(range(3), key=pixel.__getitem__)] for pixel in pixels]


@pytest.mark.parametrize("data", ["", "photo-crop=", "photo-crop=garbage", "photo-crop=1,2"])
def test_without_a_crop_the_server_takes_a_square_above_the_middle(data):
    image = cropped(data)
    assert image.size == (600, 600)
    assert colours(image) == ["red", "blue"]


def test_the_crop_that_was_made_is_taken():
    image = cropped("photo-crop=0.5,0,2")
    assert image.size == (300, 300)
    assert colours(image) == ["red", "red"]
    assert colours(cropped("photo-crop=0.5,1,1")) == ["blue", "blue"]


def test_enough_pixels_are_left():
    assert cropped("photo-crop=0,0,99").size == (192, 192)


def test_a_photo_that_is_too_small_is_explained():
    text = "This picture is too small: each side needs 192 pixels or more."
    assert sent(two_halves(150, 300)).errors == {"photo": [text]}


def test_a_cropped_photo_stays_as_it_is_when_it_is_sent_on():
    first = webp.prepare(two_halves(500, 500))
    stored = SimpleUploadedFile(first.name, first.read())
    form = sent(stored)
    assert form.is_valid()
    assert form.cleaned_data["photo"].width == 500


def test_what_a_form_is_sent_means():
    widget = PhotoForm().fields["photo"].widget

    def value(upload=None, data=""):
        files = MultiValueDict({"photo": [upload]} if upload else {})
        return widget.value_from_datadict(QueryDict(data), files, "photo")

    photo = two_halves()
    assert value() is None
    assert value(data="photo-clear=on") is False
    assert value(photo) is photo
    assert value(photo, "photo-clear=on") is photo  # a new one takes the place of the old one anyway
