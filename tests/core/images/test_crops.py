"""The square part of a picture that a person selects."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.images.crops import Crop


def test_crop_is_parsed():
    assert Crop.parse("0.5,0.75,1.6") == Crop(0.5, 0.75, 1.6)


@pytest.mark.parametrize(
    "text", ["", "1", "a,b,c", "0.5,0.5", "0.5,0.5,2,1", "nan,0,1", "0,inf,1", "0,0,1e999", "0" * 10**6]
)
def test_invalid_text_gives_the_default_crop(text):
    assert Crop.parse(text) == Crop()


def test_values_outside_the_range_are_clamped():
    assert Crop.parse("-3,7,0.1") == Crop(0, 1, 1)


def test_default_crop_is_slightly_above_the_middle():
    assert Crop().box(400, 600, 100) == (0, 50, 400, 450)
    assert Crop().box(600, 400, 100) == (100, 0, 500, 400)


def test_zoom_selects_a_smaller_square():
    assert Crop(0, 1, 2).box(400, 600, 100) == (0, 400, 200, 600)


def test_square_has_a_minimum_size():
    assert Crop(0, 0, 1000).box(400, 600, 100) == (0, 0, 100, 100)
    assert Crop(0, 0, 1000).box(60, 80, 100) == (0, 0, 60, 60)


@given(st.text(max_size=80), st.integers(1, 5000), st.integers(1, 5000))
def test_any_text_gives_a_square_inside_the_picture(text, width, height):
    left, top, right, bottom = Crop.parse(text).box(width, height, 192)
    assert 0 <= left < right <= width + 0.001
    assert 0 <= top < bottom <= height + 0.001
    assert right - left == pytest.approx(bottom - top)
