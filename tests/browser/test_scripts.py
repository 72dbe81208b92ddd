"""Pages work without JavaScript, and scripts improve them."""

import pytest

from tests.browser.conftest import copy, follow
from tests.views.full_lab import PAGES

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("full_lab")]

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_pages_are_complete_without_javascript(browse):
    window = browse(375, java_script_enabled=False)
    for path in PAGES:
        page = window.visit(path)
        assert page.get_by_role("heading", level=1).count() == 1, path
        assert page.locator("button[data-copy]:visible").count() == 0, path


def test_filters_work_without_javascript(browse):
    page = browse(java_script_enabled=False).visit("/publications/")
    page.get_by_label("Year").select_option("2019")
    page.get_by_label("Keywords").fill("plain")
    follow(page.get_by_role("button", name="Filter"))
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["In the title"]
    assert page.locator(".entry").count() == 20
    follow(page.get_by_role("link", name="Clear all"))
    assert page.locator(".chip").count() == 0


def test_filters_that_are_not_set_are_not_in_the_url(browse):
    page = browse().visit("/publications/")
    page.get_by_label("Year").select_option("2019")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/publications/?year=2019")


def test_search_works_without_javascript(browse):
    page = browse(java_script_enabled=False).visit("/search/")
    page.get_by_role("searchbox").fill("plain")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=plain")
    assert page.locator(".entry").count() > 0


def test_bibtex_is_displayed_without_javascript_and_copied_with_it(browse):
    plain = browse(java_script_enabled=False).visit("/publications/on-engines/")
    bibtex = plain.locator("pre").inner_text()
    assert bibtex.startswith("@")
    page = browse(permissions=CLIPBOARD).visit("/publications/on-engines/")
    page.context.grant_permissions(CLIPBOARD)
    copy(page.locator(".styles").get_by_role("button", name="Copy"))
    assert page.evaluate("navigator.clipboard.readText()").strip() == bibtex.strip()
    assert page.locator(".styles").get_by_role("status").filter(has_text="Copied").count() == 1
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.locator(".styles .copy-box:visible [data-copy]").click()
    page.wait_for_function("getSelection().toString().startsWith('@')")


def test_bibtex_opens_in_a_list_and_is_a_link_without_javascript(browse):
    plain = browse(java_script_enabled=False).visit("/publications/?year=2025")
    plain.locator("details[data-load='bibtex'] summary").first.click()
    assert "#bibtex" in plain.locator("details[data-load='bibtex'] a").first.get_attribute("href")
    page = browse().visit("/publications/?year=2025")
    page.locator("details[data-load='bibtex'] summary").first.click()
    page.locator("details[data-load='bibtex'] pre").wait_for()
    assert page.locator("details[data-load='bibtex'] pre").inner_text().startswith("@")


def test_reference_is_displayed_without_javascript_and_copied_with_its_italics(browse):
    plain = browse(java_script_enabled=False).visit("/publications/on-engines/")
    plain.get_by_text("IEEE", exact=True).click()
    reference = plain.locator(".styles .reference:visible").inner_text()
    assert plain.locator("pre:visible").count() == 0
    page = browse(permissions=CLIPBOARD).visit("/publications/on-engines/")
    page.get_by_label("BibTeX", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.context.grant_permissions(CLIPBOARD)
    copy(page.locator(".styles").get_by_role("button", name="Copy"))
    assert page.evaluate("navigator.clipboard.readText()") == reference
    html = "(await (await navigator.clipboard.read())[0].getType('text/html')).text()"
    assert "<i>" in page.evaluate(f"(async () => {html})()")


def current_links(page) -> list[str]:
    """Return the links that the table of contents marks as current."""
    return [link.get_attribute("href") for link in page.locator("[data-toc] [aria-current]").all()]


@pytest.mark.parametrize("width", [1440, 375])
def test_table_of_contents_marks_the_section_in_view(browse, width):
    page = browse(width).visit("/people/ada-example/")
    assert current_links(page) == ["#about"]
    links = page.locator("[data-toc] a")
    for link in links.all():
        link.click()
        href = link.get_attribute("href")
        # Browsers report scrolling with the next frame.
        page.locator(f"[data-toc] [aria-current][href='{href}']").wait_for()
        assert current_links(page) == [href]
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-toc] [aria-current][href='#about']").wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    last = links.last.get_attribute("href")
    page.locator(f"[data-toc] [aria-current][href='{last}']").wait_for()
    assert current_links(page) == [last]


def test_short_first_section_is_current_at_the_top(browse):
    page = browse(1440, 3000).visit("/people/bob-before/")
    assert current_links(page) == [page.locator("[data-toc] a").first.get_attribute("href")]
