"""Light and dark mode: the preference of the system, until the visitor selects one."""

import re

import pytest

from tests.browser.conftest import follow

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("full_lab")]

SWITCH = "[data-theme-switch]"


def is_dark(page) -> bool:
    """Return whether the page has a dark background."""
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", background)[:3])) < 200


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_page_follows_the_system(browse, scripts):
    page = browse(color_scheme="dark", java_script_enabled=scripts).visit("/")
    assert is_dark(page)
    page.emulate_media(color_scheme="light")
    assert not is_dark(page)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_selected_theme_applies_to_every_page_and_overrides_the_system(browse, system):
    page = browse(color_scheme=system).visit("/")
    page.locator(SWITCH).click()
    selected_is_dark = is_dark(page)
    assert selected_is_dark is (system == "light")
    page.reload()
    assert is_dark(page) is selected_is_dark
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    page.wait_for_url("**/people/")
    assert is_dark(page) is selected_is_dark
    page.emulate_media(color_scheme="dark")
    assert is_dark(page) is selected_is_dark


def test_switch_toggles_the_theme(browse):
    page = browse(color_scheme="light").visit("/")
    for expected in (True, False, True):
        page.locator(SWITCH).click()
        assert is_dark(page) is expected


def test_server_renders_the_selected_theme(browse):
    window = browse(color_scheme="light")
    window.visit("/").locator(SWITCH).click()
    served = window.page.goto(f"{window.url}/people/").text()
    assert re.search(r'<html [^>]*data-theme="dark"', served)


def test_pages_in_the_browser_history_get_the_selected_theme(browse):
    window = browse(color_scheme="light")
    window.visit("/")
    page = window.visit("/people/")
    page.locator(SWITCH).click()
    page.go_back()
    assert page.url == f"{window.url}/"
    assert is_dark(page)
    page.locator(SWITCH).click()
    page.go_forward()
    assert page.url == f"{window.url}/people/"
    assert not is_dark(page)


def test_switch_without_javascript_returns_to_the_page(browse):
    window = browse(color_scheme="light", java_script_enabled=False)
    page = window.visit("/zh-hans/publications/?kind=conference&page=2")
    themes = []
    for _ in range(3):
        follow(page.locator(SWITCH))
        assert page.url == f"{window.url}/zh-hans/publications/?kind=conference&page=2"
        themes.append(page.locator("html").get_attribute("data-theme"))
    assert themes == ["dark", "light", None]


def test_switch_shows_the_icon_of_the_theme(browse):
    page = browse(color_scheme="light").visit("/")
    icons = page.locator(f"{SWITCH} .icon")
    assert [icon.is_visible() for icon in icons.all()] == [True, False]
    page.locator(SWITCH).click()
    assert [icon.is_visible() for icon in icons.all()] == [False, True]
