"""The accent colour: contrast, readable variants, and the style rules made from them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.colours import (
    PAPER_DARK,
    PAPER_LIGHT,
    _from_oklch,
    _to_oklch,
    accent_css,
    contrast,
    readable,
    validate_colour,
)

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#abcdef", "#ABCDEF", 1),
    ],
)
def test_contrast_follows_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@given(colours)
def test_any_accent_is_readable_on_light_and_dark_pages(accent):
    for paper in (PAPER_LIGHT, PAPER_DARK):
        assert contrast(readable(accent, paper), paper) >= 4.5


@given(colours)
def test_any_accent_gives_readable_text_and_fills(accent):
    properties = re.findall(r"--accent:(.{7});--accent-ink:(.{7});--accent-soft:(.{7})}", accent_css(accent))
    assert len(properties) == 3
    for (text, ink, soft), paper in zip(properties, (PAPER_LIGHT, PAPER_DARK, PAPER_DARK), strict=True):
        assert contrast(text, paper) >= 4.5
        assert contrast(text, soft) >= 4.5
        assert contrast(ink, text) >= 4.5


@given(colours, colours, st.sampled_from([3, 4.5, 7]))
def test_variant_reaches_the_contrast_if_the_background_allows_it(accent, background, ratio):
    possible = max(contrast("#000000", background), contrast("#ffffff", background))
    assert contrast(readable(accent, background, ratio), background) >= min(ratio, possible)


@given(colours)
def test_conversion_to_oklch_and_back_keeps_the_colour(colour):
    assert _from_oklch(*_to_oklch(colour)) == colour


def test_readable_accent_is_not_changed():
    assert readable("#1F4E8C", PAPER_LIGHT) == "#1f4e8c"


@pytest.mark.parametrize("accent", ["#ff8800", "#ffcc00", "#00b0ff", "#33cc55", "#ff66aa"])
def test_variant_keeps_the_hue_and_is_only_as_dark_as_necessary(accent):
    variant = readable(accent, PAPER_LIGHT)
    assert abs(_to_oklch(variant)[2] - _to_oklch(accent)[2]) < 0.05  # radians
    assert contrast(variant, PAPER_LIGHT) < 4.6


def test_style_rules_follow_the_system_and_the_theme_switch():
    light, system, switch, dark_parts = accent_css("#1f4e8c").splitlines()
    assert light.startswith(":root{--accent:#1f4e8c;")
    assert system.startswith("@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--accent:")
    assert switch.startswith(":root[data-theme=dark]{--accent:")
    assert dark_parts == switch.replace("[data-theme=dark]", "").replace("--accent", "--dark-accent")


@pytest.mark.parametrize(
    "text", ["", "red", "#fff", "#12345g", "#1234567", "1f4e8c", "#1f4e8c;}", "#1f4e8c\n", "#１２３４５６"]
)
def test_text_that_is_not_a_colour_is_rejected(text):
    with pytest.raises(ValidationError, match="such as #1f4e8c"):
        validate_colour(text)
    with pytest.raises(ValueError, match="not a colour"):
        accent_css(text)


def test_colour_may_be_in_upper_or_lower_case():
    validate_colour("#1f4e8c")
    validate_colour("#1F4E8C")


def test_dark_page_is_the_same_by_the_system_and_by_the_switch():
    css = Path(settings.BASE_DIR, "labsite/static/labsite/labsite.css").read_text(encoding="utf-8")
    selectors = r':root:not\(\[data-theme="light"\]\)', r':root\[data-theme="dark"\]'
    by_system, by_switch = (
        re.search(rf"{selector} {{([^}}]*--paper[^}}]*)}}", css)[1] for selector in selectors
    )
    assert by_system.split() == by_switch.split()
    assert f"--paper: {PAPER_DARK};" in by_system
