"""Icons as inline SVG."""

from xml.etree import ElementTree

import pytest

from core import icons
from core.icons import NAMES, icon

SHAPES = {"svg", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_icons_load_and_run_nothing(name):
    svg = ElementTree.fromstring(icon(name))
    assert len(svg) > 0
    assert {element.tag for element in svg.iter()} <= SHAPES
    for element in svg.iter():
        assert not {key for key in element.attrib if key.startswith("on") or key in ("style", "href")}
        assert "url(" not in "".join(element.attrib.values())


@pytest.mark.parametrize("name", sorted(NAMES - {icons.UNKNOWN}))
def test_every_name_has_its_own_icon(name):
    assert icon(name) != icon(icons.UNKNOWN)


@pytest.mark.parametrize("name", ["email", "github", "x"])
def test_icon_is_hidden_from_screen_readers_and_takes_size_and_colour_of_the_text(name):
    svg = ElementTree.fromstring(icon(name))
    assert (svg.get("aria-hidden"), svg.get("focusable")) == ("true", "false")
    assert (svg.get("class"), svg.get("viewBox")) == ("icon", "0 0 24 24")
    assert (svg.get("width"), svg.get("height")) == ("1em", "1em")
    assert "currentColor" in (svg.get("fill"), svg.get("stroke"))


@pytest.mark.parametrize("name", ["", "no-such-icon", '"><script>', "../link"])
def test_unknown_name_gives_the_link_icon(name):
    assert icon(name) == icon("link")


def test_icon_removed_from_its_package_gives_the_link_icon(monkeypatch):
    monkeypatch.setitem(icons._DRAWINGS, "star", "removed")
    monkeypatch.setitem(icons._BRANDS, "orcid", "removed")
    icon.cache_clear()
    assert icon("star") == icon("orcid") == icon("link")
    icon.cache_clear()


def test_icons_are_cached():
    assert icon("github") is icon("github")
