"""axe finds no violation on any page: light and dark, on desktop and phone, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.views.full_lab import PAGES, in_chinese

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("full_lab")]

AXE = Axe()
OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,  # else axe loads the style sheet again on every page
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # off by default
}
DESKTOP, PHONE = 1440, 375
EVERY_PAGE = [*PAGES, "/search/?q=engines", "/publications/?page=2&order=selected"]
#: A page of each layout, for the combinations that are not tested on all pages.
SAMPLES = ["/", "/people/ada-example/", "/publications/?kind=conference", "/recruiting/closed-notice/"]
COMBINATIONS = [
    *((path, DESKTOP, "light") for path in EVERY_PAGE),
    *((in_chinese(path), PHONE, "dark") for path in EVERY_PAGE),
    *((path, PHONE, "light") for path in SAMPLES),
    *((in_chinese(path), DESKTOP, "dark") for path in SAMPLES),
]


def violations(page) -> list[str]:
    """Return the violations that axe finds: a line for each rule, with the first element."""
    page.evaluate(AXE.axe_script)
    # Not AXE.run(), which also returns everything that passes.
    failed_rules = page.evaluate(
        "(options) => axe.run(options).then(({ violations }) => violations)", OPTIONS
    )
    return [
        f"{rule['id']}: {rule['help']} ({len(rule['nodes'])} times, such as {rule['nodes'][0]['html']}: "
        f"{rule['nodes'][0]['failureSummary']})"
        for rule in failed_rules
    ]


@pytest.mark.parametrize(("path", "width", "theme"), COMBINATIONS)
def test_page_is_accessible(browse, path, width, theme):
    page = browse(width, color_scheme=theme).visit(path)
    assert violations(page) == []


@pytest.mark.parametrize(("width", "theme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_not_found_page_is_accessible(browse, width, theme):
    window = browse(width, color_scheme=theme)
    assert violations(window.visit("/no-such-page/")) == []
    assert [problem for problem in window.problems if "404" not in problem] == []
    window.problems.clear()
