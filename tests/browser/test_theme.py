"""Light and dark: by the system's preference until somebody chooses, and then as chosen."""

import re

import pytest

pytestmark = [pytest.mark.looks, pytest.mark.usefixtures("full_lab")]

SWITCH = "[data-theme-switch]"


def is_dark(page) -> bool:
    """Say whether the page is drawn on a dark ground."""
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", ground)[:3])) < 200


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_page_follows_the_system(browse, scripts):
    page = browse(color_scheme="dark", java_script_enabled=scripts).visit("/")
    assert is_dark(page)
    page.emulate_media(color_scheme="light")
    assert not is_dark(page)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_choice_holds_on_every_page_and_against_the_system(browse, system):
    page = browse(color_scheme=system).visit("/")
    page.locator(SWITCH).click()
    chosen = is_dark(page)
    assert chosen is (system == "light")
    page.reload()
    assert is_dark(page) is chosen
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    page.wait_for_url("**/people/")
    assert is_dark(page) is chosen
    page.emulate_media(color_scheme="dark")
    assert is_dark(page) is chosen


def test_the_switch_goes_back_and_forth(browse):
    page = browse(color_scheme="light").visit("/")
    for expected in (True, False, True):
        page.locator(SWITCH).click()
        assert is_dark(page) is expected


def test_no_page_flashes_in_the_other_theme(browse):
    window = browse(color_scheme="light")
    window.visit("/").locator(SWITCH).click()
    served = window.page.goto(f"{window.url}/people/").text()
    assert re.search(r'<html [^>]*data-theme="dark"', served)


def test_pages_gone_back_to_have_the_theme_that_was_chosen_meanwhile(browse):
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


def test_without_scripts_the_switch_is_a_link_that_comes_back(browse):
    window = browse(color_scheme="light", java_script_enabled=False)
    page = window.visit("/zh-hans/publications/?kind=other&page=2")
    shown = []
    for _ in range(3):
        with page.expect_navigation():
            page.locator(SWITCH).click()
        assert page.url == f"{window.url}/zh-hans/publications/?kind=other&page=2"
        shown.append(page.locator("html").get_attribute("data-theme"))
    assert shown == ["dark", "light", None]


def test_the_switch_says_what_it_shows(browse):
    page = browse(color_scheme="light").visit("/")
    icons = page.locator(f"{SWITCH} .icon")
    assert [icon.is_visible() for icon in icons.all()] == [True, False]
    page.locator(SWITCH).click()
    assert [icon.is_visible() for icon in icons.all()] == [False, True]
