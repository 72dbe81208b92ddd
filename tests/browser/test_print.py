"""Profiles and publication lists print like a curriculum vitae."""

import re

import pytest

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("full_lab")]

PRINTED = ["/people/ada-example/", "/publications/"]
AFTER_LINKS = """(selector) => [...document.querySelectorAll(selector)]
    .map((link) => [link.href, getComputedStyle(link, "::after").content])"""


@pytest.fixture(params=PRINTED)
def printed(browse, request):
    """Return the printed form of a page that is displayed in dark mode."""
    page = browse(color_scheme="dark").visit(request.param)
    page.locator("[data-theme-switch]").click()
    page.locator("[data-theme-switch]").click()
    page.emulate_media(media="print")
    return page


def test_navigation_and_controls_are_not_printed(printed):
    for selector in ("nav", ".site-header", ".site-footer", ".skip-link", "form", "details", "button"):
        assert printed.locator(f"{selector}:visible").count() == 0, selector
    assert printed.locator("h1").is_visible()


def test_urls_are_printed_after_links(printed):
    links = printed.evaluate(AFTER_LINKS, ".entry-links a[href^=http], .profile-links a[href^=http]")
    assert links

    for url, after in links:
        assert url in after.replace('" attr(href) "', url)


def test_text_is_dark_on_white(printed):
    assert printed.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    inks = printed.evaluate("[...document.querySelectorAll('main a')].map((a) => getComputedStyle(a).color)")
    for ink in {*inks, printed.evaluate("getComputedStyle(document.body).color")}:
        assert max(map(int, re.findall(r"\d+", ink)[:3])) < 0x50, ink


def test_printed_page_fits_on_a4(printed):
    printed.set_viewport_size({"width": 672, "height": 980})  # A4 at 96 dpi, without the margins
    assert printed.evaluate("document.documentElement.scrollWidth") <= 672


def test_headings_are_kept_with_the_next_block(printed):
    """Browsers keep a heading with a following block, but break before the first row of a grid."""
    lists = printed.locator(".entries").evaluate_all("(all) => all.map((e) => getComputedStyle(e).display)")
    assert set(lists) == {"block"}


def test_reference_list_prints_on_a4_with_the_persons_name_in_bold(browse):
    page = browse(color_scheme="dark").visit("/people/ada-example/publications/?style=ieee&group=kind")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 980})
    for selector in ("nav", ".breadcrumb", ".formats", ".site-header", ".site-footer"):
        assert page.locator(f"{selector}:visible").count() == 0, selector
    assert page.locator("h1").is_visible()
    own = page.locator(".reference strong").first
    assert int(own.evaluate("(name) => getComputedStyle(name).fontWeight")) >= 700
    assert page.evaluate("document.documentElement.scrollWidth") <= 672
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
