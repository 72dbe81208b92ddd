"""The looks that a lab can choose, its header at every width, and its settings with scripts."""

import pytest
from playwright.sync_api import expect

from people.groups import set_group
from people.models import Lab, Role
from tests import factories
from tests.browser.test_accessibility import violations
from tests.views.full_lab import PAGES

pytestmark = pytest.mark.any_database

LONG_NAME = "Laboratory for Everything That Anybody Could Ever Want to Study, and for Much More Than That"
WIDTHS = [360, 414, 768, 895, 897, 1024, 1440, 2560]
MAX_HEADER = 120  # pixels; two rows of the menu, or a name in two lines above the menu


@pytest.fixture
def look(full_lab, django_db_blocker):
    """``look("bold")`` gives the site of the module this look, until the test ends."""
    with django_db_blocker.unblock():
        yield lambda value: Lab.objects.update(look=value)
        Lab.objects.update(look="journal")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["bold", "compact"])
def test_look_is_accessible_in_both_themes(browse, look, name, theme):
    look(name)
    for width, path in ((1440, "/"), (375, "/"), (1440, PAGES[1])):
        assert violations(browse(width, color_scheme=theme).visit(path)) == [], (width, path)


@pytest.mark.parametrize("name", ["journal", "bold", "compact"])
def test_header_never_takes_a_third_row(browse, look, name):
    look(name)
    page = browse().visit("/people/")
    page.evaluate("(text) => document.querySelector('.site-name > span').textContent = text", LONG_NAME)
    for width in WIDTHS:
        if name == "compact" and width >= 1024:
            continue  # a column
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator(".site-header").bounding_box()["height"] <= MAX_HEADER, width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_header_with_a_wide_logo_and_a_long_menu_has_two_rows(browse, full_lab):
    for entries in (11, 16):
        page = browse().visit("/people/")
        page.evaluate(
            """(entries) => {
              document.querySelector(".site-logo").className = "site-logo-wide";
              document.querySelector(".site-logo-wide").style.aspectRatio = 4.3;
              const menu = document.querySelector(".site-nav > ul");
              const entry = [...menu.children].find((item) => !item.matches(".has-menu"));
              while (menu.children.length < entries) menu.append(entry.cloneNode(true));
            }""",
            entries,
        )
        for width in (*WIDTHS, 952, 1100):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.locator(".site-header").bounding_box()["height"] <= MAX_HEADER, (width, entries)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, entries)


def test_compact_look_has_the_menu_beside_the_page_where_there_is_room(browse, look):
    look("compact")
    page = browse(1440).visit("/people/")
    header, main = (page.locator(name).bounding_box() for name in (".site-header", "main"))
    assert header["x"] + header["width"] <= main["x"]


@pytest.fixture
def pi(full_lab, django_db_blocker):
    """The account of a PI, which stays until the last test of the module."""
    with django_db_blocker.unblock():
        user = factories.user()
        set_group(user, Role.PI)
        yield user


def test_settings_show_an_accent_colour_at_once_and_move_sections_with_buttons(browse, pi):
    window = browse(1440)
    window.sign_in(pi)
    page = window.visit("/desk/lab/")
    button = page.locator(".button-primary[value=send]")
    page.locator("[name=accent]").fill("#a01050")
    expect(button).to_have_css("background-color", "rgb(160, 16, 80)")
    sections = page.locator("[data-rows=home_sections]")
    sections.locator("[data-row]").first.locator("[data-move='1']").click()
    values = sections.locator("[name=home_sections]").evaluate_all("(boxes) => boxes.map((box) => box.value)")
    places = sections.locator("[name$=-ORDER]").evaluate_all("(inputs) => inputs.map((input) => input.value)")
    assert values[:2] == ["projects", "about"]
    assert places == [str(number) for number in range(1, len(values) + 1)]
    assert violations(page) == []


def test_rows_are_dragged_to_another_place_and_put_back_with_escape(browse, pi):
    window = browse(1440)
    window.sign_in(pi)
    page = window.visit("/desk/lab/")
    sections = page.locator("[data-rows=home_sections]")
    boxes = sections.locator("[name=home_sections]")
    order = lambda: boxes.evaluate_all("(boxes) => boxes.map((box) => box.value)")  # noqa: E731
    handles = sections.locator("[data-drag]")
    before = order()

    def drag(first, last, *keys):
        handles.nth(first).scroll_into_view_if_needed()
        start, end = handles.nth(first).bounding_box(), handles.nth(last).bounding_box()
        page.mouse.move(start["x"] + 5, start["y"] + 5)
        page.mouse.down()
        page.mouse.move(end["x"] + 5, end["y"] + end["height"] + 2, steps=4)
        for key in keys:
            page.keyboard.press(key)
        page.mouse.up()

    drag(0, 2, "Escape")
    assert order() == before
    drag(0, 2)
    assert order() == [*before[1:3], before[0], *before[3:]]
    places = sections.locator("[name$=-ORDER]").evaluate_all("(inputs) => inputs.map((input) => input.value)")
    assert places == [str(number) for number in range(1, len(before) + 1)]
    expect(sections.locator("[data-rows-status]")).to_contain_text("Moved")


def test_focus_of_the_picture_is_chosen_by_clicking_on_it(browse, pi):
    window = browse(1440)
    window.sign_in(pi)
    page = window.visit("/desk/lab/")
    file = {"name": "hero.jpg", "mimeType": "image/jpeg", "buffer": factories.picture_bytes(800, 400)}
    page.locator("[name=hero]").set_input_files(file)
    canvas = page.locator(".focus-canvas")
    canvas.wait_for()
    box = canvas.bounding_box()
    assert abs(box["width"] / box["height"] - 2) < 0.1
    canvas.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    assert page.locator("[name=hero_focus_x]").input_value() == "25"
    assert page.locator("[name=hero_focus_y]").input_value() == "75"
    page.evaluate("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)")
