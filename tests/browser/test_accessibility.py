"""axe finds nothing to mend on any page: light and dark, at the desk and on the phone, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.views.full_lab import PAGES, in_chinese

pytestmark = [pytest.mark.looks, pytest.mark.usefixtures("full_lab")]

AXE = Axe()
OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,  # or it fetches the style sheet anew on every page
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # axe leaves it out where it is not asked for
}
DESK, PHONE = 1440, 375
EVERY_PAGE = [*PAGES, "/search/?q=engines", "/publications/?page=2&order=selected"]
#: One of each layout, for the combinations that are not tried on all pages.
SAMPLES = ["/", "/people/ada-example/", "/publications/?kind=other", "/recruiting/closed-notice/"]
COMBINATIONS = [
    *((path, DESK, "light") for path in EVERY_PAGE),
    *((in_chinese(path), PHONE, "dark") for path in EVERY_PAGE),
    *((path, PHONE, "light") for path in SAMPLES),
    *((in_chinese(path), DESK, "dark") for path in SAMPLES),
]


def complaints(page) -> list[str]:
    """What axe finds, one line for each rule, with the first element that breaks it."""
    page.evaluate(AXE.axe_script)
    # Not AXE.run(), which also brings home all that is well.
    found = page.evaluate("(options) => axe.run(options).then(({ violations }) => violations)", OPTIONS)
    return [
        f"{rule['id']}: {rule['help']} ({len(rule['nodes'])} times, such as {rule['nodes'][0]['html']}: "
        f"{rule['nodes'][0]['failureSummary']})"
        for rule in found
    ]


@pytest.mark.parametrize(("path", "width", "theme"), COMBINATIONS)
def test_everybody_can_use_a_page(browse, path, width, theme):
    page = browse(width, color_scheme=theme).visit(path)
    assert complaints(page) == []


@pytest.mark.parametrize(("width", "theme"), [(DESK, "light"), (PHONE, "dark")])
def test_everybody_can_use_the_page_that_says_not_found(browse, width, theme):
    window = browse(width, color_scheme=theme)
    assert complaints(window.visit("/no-such-page/")) == []
    assert [problem for problem in window.problems if "404" not in problem] == []
    window.problems.clear()
