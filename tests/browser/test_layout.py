"""No page is wider than its window, from a small phone to a wide screen, whatever its texts."""

import pytest

from pages.models import MenuItem
from tests.browser import hostile_lab
from tests.views.full_lab import LISTS, both

pytestmark = pytest.mark.any_database

WIDTHS = (360, 768, 1440, 2560)
#: Elements that extend beyond the window, unless the page fits because they scroll in their parent.
TOO_WIDE = """() => {
const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > width)
        .map((element) => `${element.localName}.${element.className}`);
}"""


def too_wide(window, path) -> dict[int, list[str]]:
    """Return the elements that do not fit, for each width at which the page is too wide."""
    page = window.visit(path)
    elements_by_width = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if elements := page.evaluate(TOO_WIDE):
            elements_by_width[width] = elements
    return elements_by_width


@pytest.mark.parametrize("path", ["/", *LISTS, "/search/?q=x"])
def test_empty_pages_fit_the_window(stored, browse, path):
    window = browse()
    assert too_wide(window, path) == {}
    assert window.page.locator("main").inner_text().strip()


@pytest.mark.parametrize("path", both(["/"]))
@pytest.mark.parametrize(("width", "max_height"), [(360, 100), (768, 100), (900, 66), (1440, 66)])
def test_header_has_one_row_on_desktop_and_two_on_a_phone(stored, browse, width, max_height, path):
    stored(lambda: MenuItem.objects.all().delete())  # then all sections are in the menu, also empty ones
    page = browse(width).visit(path)
    assert page.locator(".site-header").bounding_box()["height"] <= max_height


@pytest.fixture(scope="module")
def hostile(stored):
    stored(hostile_lab.make_hostile_lab)


@pytest.mark.parametrize("path", both(hostile_lab.PAGES))
def test_longest_texts_stay_in_the_window(hostile, browse, path):
    assert too_wide(browse(), path) == {}


def test_three_thousand_authors_are_collapsed(hostile, browse):
    page = browse().visit("/publications/")
    page.locator(".entry-authors a[href$='#all-authors']").first.click()
    all_authors = page.locator("#all-authors")
    all_authors.wait_for()
    assert "Author 2999" in all_authors.inner_text()
    page.get_by_text(f"All authors ({hostile_lab.AUTHORS})").click()
    assert not all_authors.is_visible()
    assert page.get_by_role("heading", name="Abstract").bounding_box()["y"] < 4000  # of some 30,000
