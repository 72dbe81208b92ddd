"""Every page exists in English and in Chinese, and declares its language."""

import re

import pytest

from people.views import CURRENT_PER_PAGE
from tests import factories
from tests.views.full_lab import ALL_PAGES, PAGES, in_chinese

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HOST = "http://testserver"


@pytest.mark.parametrize("path", PAGES)
def test_only_the_url_determines_the_language(full_lab, visitor, path):
    preferences = {"Accept-Language": "zh-CN,zh;q=0.9", "Cookie": "django_language=zh-hans"}
    for address, language in ((path, "en"), (in_chinese(path), "zh-Hans")):
        response = visitor.get(address, headers=preferences)
        assert f'<html lang="{language}"'.encode() in response.content
        assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("path", ALL_PAGES)
def test_page_links_to_itself_and_to_the_other_language(lab_page, path):
    english = path.removeprefix("/zh-hans")
    page = lab_page(path)
    assert page.one("link[@rel='canonical']").get("href") == HOST + path
    assert page.meta("og:url") == [HOST + path]
    alternates = {link.get("hreflang"): link.get("href") for link in page.all("link[@hreflang]")}
    assert alternates == {
        "en": HOST + english,
        "zh-Hans": HOST + in_chinese(english),
        "x-default": HOST + english,
    }


def test_later_page_of_a_list_has_the_same_page_in_the_other_language(visit):
    for number in range(CURRENT_PER_PAGE + 1):
        factories.person(f"Person {number}")
    page = visit("/people/?page=2&role=phd")
    alternates = {link.get("hreflang"): link.get("href") for link in page.all("link[@hreflang]")}
    assert alternates["zh-Hans"] == f"{HOST}/zh-hans/people/?page=2"
    assert alternates["en"] == alternates["x-default"] == page.one("link[@rel='canonical']").get("href")


@pytest.mark.parametrize("path", ALL_PAGES)
def test_links_stay_in_the_language_of_the_page(lab_page, path):
    page = lab_page(path)
    (switch,) = page.of_class("language-switch")
    own_links = [
        link for link in page.links if link.startswith("/") and not link.startswith(("/theme/", "/media/"))
    ]
    own_links.remove(switch.get("href"))
    assert own_links
    assert {link.startswith("/zh-hans/") for link in own_links} == {path.startswith("/zh-hans/")}


def test_canonical_url_has_the_host_of_the_settings_and_no_parameters(visit, settings):
    settings.SITE_URL = "https://lab.example.edu"
    page = visit("/people/?role=phd")
    assert page.one("link[@rel='canonical']").get("href") == "https://lab.example.edu/people/"
    assert page.meta("og:url") == ["https://lab.example.edu/people/"]


def test_language_switch_keeps_the_filters(visit):
    (switch,) = visit("/publications/?year=2025&q=a%26b").of_class("language-switch")
    assert switch.get("href") == "/zh-hans/publications/?year=2025&q=a%26b"
    assert (switch.get("hreflang"), switch.get("lang")) == ("zh-Hans", "zh-Hans")
    (switch,) = visit("/zh-hans/publications/?year=2025").of_class("language-switch")
    assert switch.get("href") == "/publications/?year=2025"


@pytest.mark.parametrize("path", PAGES)
def test_open_graph_has_the_language(lab_page, path):
    assert lab_page(path).meta("og:locale") == ["en_GB"]
    assert lab_page(in_chinese(path)).meta("og:locale") == ["zh_CN"]


@pytest.mark.parametrize("path", ALL_PAGES)
def test_open_graph_describes_the_page(lab_page, path):
    page = lab_page(path)
    for name in ("og:site_name", "og:title", "og:description", "og:type"):
        (content,) = page.meta(name)
        assert content.strip()
    assert all(re.match(HOST, image) for image in page.meta("og:image"))
