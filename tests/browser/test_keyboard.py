"""Everything that works with a mouse works with the keyboard."""

import pytest

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("full_lab")]

#: Records each element that gets the focus, and whether its focus is visible.
RECORD_FOCUS = """() => {
    window.reached = new Map();
    addEventListener("focusin", ({ target }) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        reached.set(target, outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    });
    window.expected = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
        .filter((element) => element.tabIndex >= 0 && element.checkVisibility())
        .filter(({ type, checked }) => type !== "radio" || checked); // arrow keys reach the others
    return expected.length;
}"""
MISSED = "() => expected.filter((element) => !reached.has(element)).map((element) => element.outerHTML)"
WITHOUT_OUTLINE = """() => [...reached].filter(([element, visible]) => !visible && element !== document.body)
    .map(([element]) => element.outerHTML)"""


def focused(page):
    """Return the element that has the focus."""
    return page.locator(":focus")


def tab_to(page, selector, max_stops=80):
    """Press the Tab key until an element that matches has the focus."""
    for _ in range(max_stops):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key does not reach {selector}")


def test_first_stop_skips_to_the_content(browse):
    page = browse().visit("/people/")
    page.keyboard.press("Tab")
    assert focused(page).inner_text() == "Skip to content"
    assert focused(page).bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert focused(page).get_attribute("id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/people/",
        "/people/ada-example/",
        "/publications/?kind=conference",
        "/publications/on-engines/",
        "/recruiting/open-notice/",
    ],
)
def test_tab_key_reaches_every_control_with_a_visible_focus(browse, path, width):
    page = browse(width).visit(path)
    for _ in range(page.evaluate(RECORD_FOCUS) + 2):
        page.keyboard.press("Tab")
    assert page.evaluate(MISSED) == []
    assert page.evaluate(WITHOUT_OUTLINE) == []


def test_filters_are_set_and_removed(browse):
    window = browse()
    page = window.visit("/publications/")
    tab_to(page, "#filter-year")
    page.keyboard.type("2019")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/publications/?year=2019")
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["2019"]
    tab_to(page, ".chip")
    page.keyboard.press("Enter")
    page.wait_for_url("**/publications/?")
    assert page.locator(".chip").count() == 0


def test_table_of_contents_leads_to_the_sections(browse):
    page = browse().visit("/people/ada-example/")
    tab_to(page, "a[href='#publications']")
    page.keyboard.press("Enter")
    page.wait_for_url("**#publications")
    assert 0 <= page.locator("#publications").bounding_box()["y"] < 100
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('section').id") == "publications"


def test_theme_is_switched(browse):
    page = browse(color_scheme="light").visit("/")
    tab_to(page, "[data-theme-switch]")
    page.keyboard.press("Enter")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("document.activeElement.matches('[data-theme-switch]')")


def test_list_is_exported(browse):
    page = browse().visit("/publications/")
    page.get_by_text("Export this list").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".bib")
