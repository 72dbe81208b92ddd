"""The language switch opens the same page in the other language."""

import pytest

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("full_lab")]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/people/?role=phd&previous=1",
        "/people/ada-example/",
        "/publications/?kind=conference&year=2019&order=selected",
        "/news/2025/",
        "/search/?q=engines",
    ],
)
def test_switch_opens_the_same_page_and_returns(browse, path):
    window = browse()
    page = window.visit(path)
    page.get_by_role("link", name="中文").click()
    page.wait_for_url(f"{window.url}/zh-hans{path}")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    page.get_by_role("banner").get_by_role("link", name="English").click()
    page.wait_for_url(window.url + path)
    assert page.locator("html").get_attribute("lang") == "en"


def test_switch_keeps_the_filters(browse):
    page = browse().visit("/publications/?kind=conference&year=2019")
    page.get_by_role("link", name="中文").click()
    page.wait_for_url("**/zh-hans/**")
    assert page.locator("#filter-year").input_value() == "2019"
    assert page.locator(".chip:not(.chip-all)").count() == 2
