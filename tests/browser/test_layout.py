"""No page is wider than its window, from a small phone to a wide desk, whatever stands on it."""

import pytest

from tests.browser import hostile_lab
from tests.views.full_lab import LISTS, both

pytestmark = pytest.mark.looks

WIDTHS = (360, 768, 1440, 2560)
#: What reaches out of the window, unless it scrolls inside something that does not.
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > room)
        .map((element) => `${element.localName}.${element.className}`);
}"""


def too_wide(window, path) -> dict[int, list[str]]:
    """For each width at which the page does not fit: the elements that are to blame."""
    page = window.visit(path)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if elements := page.evaluate(TOO_WIDE):
            found[width] = elements
    return found


@pytest.mark.parametrize("path", ["/", *LISTS, "/search/?q=x"])
def test_the_pages_of_a_lab_without_anything_say_so(stored, browse, path):
    window = browse()
    assert too_wide(window, path) == {}
    assert window.page.locator("main").inner_text().strip()


@pytest.mark.parametrize("path", both(["/"]))
@pytest.mark.parametrize(("width", "most"), [(360, 100), (768, 100), (900, 66), (1440, 66)])
def test_the_head_has_one_row_at_the_desk_and_two_on_a_phone(stored, browse, width, most, path):
    page = browse(width).visit(path)
    assert page.locator(".site-header").bounding_box()["height"] <= most


@pytest.fixture(scope="module")
def hostile(stored):
    stored(hostile_lab.make_hostile_lab)


@pytest.mark.parametrize("path", both(hostile_lab.PAGES))
def test_the_longest_texts_stay_in_the_window(hostile, browse, path):
    assert too_wide(browse(), path) == {}


def test_three_thousand_authors_are_folded_until_asked_for(hostile, browse):
    page = browse().visit("/publications/")
    page.locator(".entry-authors a[href$='#all-authors']").first.click()
    everybody = page.locator("#all-authors")
    everybody.wait_for()
    assert "Author 2999" in everybody.inner_text()
    page.get_by_text(f"All authors ({hostile_lab.AUTHORS})").click()
    assert not everybody.is_visible()
    assert page.get_by_role("heading", name="Abstract").bounding_box()["y"] < 4000  # of some 30,000
