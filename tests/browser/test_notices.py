"""Openings in a browser: posting one by keyboard, and accessibility checks of the pages involved."""

import pytest

from recruiting.models import Notice
from tests import factories
from tests.browser.conftest import follow
from tests.browser.test_accessibility import DESKTOP, PHONE, violations

pytestmark = [pytest.mark.any_database, pytest.mark.django_db(transaction=True)]


def press_on(page, name, limit=120):
    """Press Tab until the element with this text has the focus, then Enter."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText?.replace(/\\s+/g, ' ').trim()") == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the Tab key does not lead to {name}")


def tab_to(page, selector, limit=120):
    """Press Tab until this element has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key does not lead to {selector}")


def test_pi_posts_a_notice_by_keyboard_and_closes_it(site, pia):
    page = site.visit("/desk/notices/")
    press_on(page, "New opening")
    page.wait_for_url("**/desk/notices/add/")
    tab_to(page, "#id_title")
    page.keyboard.type("Engineers wanted")
    tab_to(page, "#id_positions-0-kind")
    page.keyboard.type("Research engineer")
    tab_to(page, ".editor-bar [value=preview]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("This is how the page will look").wait_for()
    assert page.locator("h1").inner_text() == "Engineers wanted"
    assert not Notice.objects.exists()
    press_on(page, "Back")
    page.wait_for_url("**/edit/")
    tab_to(page, ".editor-bar [value=send]")
    page.keyboard.press("Enter")
    page.get_by_text("Published.").wait_for()
    assert site.visit("/").get_by_role("link", name="Engineers wanted").is_visible()
    page = site.visit("/desk/notices/")
    press_on(page, "Close now Engineers wanted")
    page.get_by_text("Opening closed.").wait_for()
    assert site.visit("/").get_by_role("link", name="Engineers wanted").count() == 0
    assert (
        "This opening is closed." in site.visit("/recruiting/engineers-wanted/").locator("main").inner_text()
    )


@pytest.mark.parametrize(("width", "theme", "prefix"), [(DESKTOP, "light", ""), (PHONE, "dark", "/zh-hans")])
def test_notice_pages_are_accessible(site, pia, width, theme, prefix):
    factories.notice("Open " + "long " * 30, slug="open", closes="2099-06-30", to_send="A CV")
    factories.notice("Later", opens="2099-01-01")
    factories.notice("Over", slug="over", closes="2025-02-01")
    site.page.set_viewport_size({"width": width, "height": 900})
    site.page.emulate_media(color_scheme=theme)
    for path in ("/desk/notices/", "/desk/notices/add/", "/recruiting/open/", "/recruiting/over/"):
        page = site.visit(prefix + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page = site.visit(f"{prefix}/desk/notices/add/")
    page.locator("#id_title").fill("From the preview")
    follow(page.locator(".editor-bar [value=preview]"))
    page.locator(".preview-bar").wait_for()
    assert violations(page) == []
    follow(page.locator(".preview-bar [type=submit]"))
    page.locator(".message-success").wait_for()
    assert violations(page) == [] and Notice.objects.filter(title="From the preview").exists()
