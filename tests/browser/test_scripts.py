"""The pages work without scripts, and scripts make them nicer."""

import pytest

from tests.pages.full_lab import ALL_PAGES

pytestmark = pytest.mark.usefixtures("full_lab")


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_is_whole_without_scripts(browse, path):
    page = browse(java_script_enabled=False).visit(path)
    assert page.locator("main").inner_text().strip()
