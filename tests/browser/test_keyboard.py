"""All that a mouse can do, the keyboard can."""

import pytest

pytestmark = pytest.mark.usefixtures("full_lab")

#: Notes each element that gets the focus, and whether one sees that it has it.
RECORD_FOCUS = """() => {
    window.reached = new Map();
    addEventListener("focusin", ({ target }) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        reached.set(target, outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
    });
    window.wanted = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
        .filter((element) => element.tabIndex >= 0 && element.checkVisibility())
        .filter(({ type, checked }) => type !== "radio" || checked); // arrow keys lead to the others
    return wanted.length;
}"""
MISSED = "() => wanted.filter((element) => !reached.has(element)).map((element) => element.outerHTML)"
UNSEEN = """() => [...reached].filter(([element, seen]) => !seen && element !== document.body)
    .map(([element]) => element.outerHTML)"""


def focused(page):
    """The element that has the focus."""
    return page.locator(":focus")


def tab_to(page, selector, most=80):
    """Go on with the Tab key until an element that matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key does not get to {selector}")


def test_the_first_stop_skips_to_the_content(browse):
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
        "/publications/?kind=other",
        "/publications/on-engines/",
        "/recruiting/open-notice/",
    ],
)
def test_the_tab_key_gets_everywhere_and_one_sees_where_it_is(browse, path, width):
    page = browse(width).visit(path)
    for _ in range(page.evaluate(RECORD_FOCUS) + 2):
        page.keyboard.press("Tab")
    assert page.evaluate(MISSED) == []
    assert page.evaluate(UNSEEN) == []


def test_filters_are_set_and_taken_away(browse):
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


def test_the_contents_of_a_profile_lead_to_its_sections(browse):
    page = browse().visit("/people/ada-example/")
    tab_to(page, "a[href='#publications']")
    page.keyboard.press("Enter")
    assert page.url.endswith("#publications")
    assert 0 <= page.locator("#publications").bounding_box()["y"] < 100
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('section').id") == "publications"


def test_the_theme_is_switched(browse):
    page = browse(color_scheme="light").visit("/")
    tab_to(page, "[data-theme-switch]")
    page.keyboard.press("Enter")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("document.activeElement.matches('[data-theme-switch]')")


def test_a_list_is_exported(browse):
    page = browse().visit("/publications/")
    page.get_by_text("Export this list").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".bib")
