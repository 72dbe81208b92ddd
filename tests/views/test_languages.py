"""Every page is there in English and in Chinese, and says which of the two it is."""

import re

import pytest

from tests.views.full_lab import ALL_PAGES, PAGES, in_chinese

pytestmark = pytest.mark.django_db

HOST = "http://testserver"


@pytest.mark.parametrize("path", PAGES)
def test_the_address_alone_says_the_language(full_lab, visitor, path):
    wishes = {"Accept-Language": "zh-CN,zh;q=0.9", "Cookie": "django_language=zh-hans"}
    for address, language in ((path, "en"), (in_chinese(path), "zh-Hans")):
        response = visitor.get(address, headers=wishes)
        assert f'<html lang="{language}"'.encode() in response.content
        assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("path", ALL_PAGES)
def test_a_page_names_itself_and_its_twin(full_lab, visit, path):
    english = path.removeprefix("/zh-hans")
    page = visit(path)
    assert page.one("link[@rel='canonical']").get("href") == HOST + path
    assert page.meta("og:url") == [HOST + path]
    twins = {link.get("hreflang"): link.get("href") for link in page.all("link[@hreflang]")}
    assert twins == {
        "en": HOST + english,
        "zh-Hans": HOST + in_chinese(english),
        "x-default": HOST + english,
    }


@pytest.mark.parametrize("path", ALL_PAGES)
def test_the_links_of_a_page_stay_in_its_language(full_lab, visit, path):
    page = visit(path)
    (switch,) = page.of_class("language-switch")
    ours = [
        link for link in page.links if link.startswith("/") and not link.startswith(("/theme/", "/media/"))
    ]
    ours.remove(switch.get("href"))
    assert ours
    assert {link.startswith("/zh-hans/") for link in ours} == {path.startswith("/zh-hans/")}


def test_the_canonical_address_is_that_of_the_settings_and_without_parameters(visit, settings):
    settings.SITE_URL = "https://lab.example.edu"
    page = visit("/people/?role=phd")
    assert page.one("link[@rel='canonical']").get("href") == "https://lab.example.edu/people/"
    assert page.meta("og:url") == ["https://lab.example.edu/people/"]


def test_the_language_switch_keeps_the_filters(visit):
    (switch,) = visit("/publications/?year=2025&q=a%26b").of_class("language-switch")
    assert switch.get("href") == "/zh-hans/publications/?year=2025&q=a%26b"
    assert (switch.get("hreflang"), switch.get("lang")) == ("zh-Hans", "zh-Hans")
    (switch,) = visit("/zh-hans/publications/?year=2025").of_class("language-switch")
    assert switch.get("href") == "/publications/?year=2025"


@pytest.mark.parametrize("path", PAGES)
def test_open_graph_tells_the_language(full_lab, visit, path):
    assert visit(path).meta("og:locale") == ["en_GB"]
    assert visit(in_chinese(path)).meta("og:locale") == ["zh_CN"]


@pytest.mark.parametrize("path", ALL_PAGES)
def test_open_graph_tells_what_a_page_is_about(full_lab, visit, path):
    page = visit(path)
    for name in ("og:site_name", "og:title", "og:description", "og:type"):
        (content,) = page.meta(name)
        assert content.strip()
    assert all(re.match(HOST, image) for image in page.meta("og:image"))
