"""The sitemap: every public page, in both languages, with the day of its last change."""

from datetime import datetime
from xml.etree import ElementTree

import pytest

from people.models import Person
from tests import factories
from tests.views.full_lab import both

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HOST = "http://testserver"


@pytest.fixture
def sitemap(visitor):
    """Its entries by address."""

    def read():
        root = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
        return {url.findtext(f"{SITEMAP}loc"): url for url in root.iter(f"{SITEMAP}url")}

    return read


@pytest.fixture
def things(db):
    ada = factories.person("Ada")
    factories.person("Gone", left="2020")
    factories.team("Engines")
    factories.publication("On Engines", [ada])
    factories.news_item(slug="out")
    factories.notice("Open")
    factories.notice("Over", closes="2025-02-01")


def test_it_has_every_public_page_in_both_languages_and_no_other(things, sitemap):
    lists = ["/", "/people/", "/teams/", "/publications/", "/news/", "/recruiting/"]
    rows = ["/people/ada/", "/people/gone/", "/teams/engines/", "/publications/on-engines/", "/news/out/"]
    rows += ["/people/ada/publications/"]  # of those who have any
    assert set(sitemap()) == {HOST + path for path in both([*lists, *rows, "/recruiting/open/"])}


def test_every_page_in_it_is_there_and_may_be_indexed(things, sitemap, visit):
    for address in sitemap():
        assert not visit(address.removeprefix(HOST)).is_noindex


def test_every_entry_has_the_day_of_the_last_change(things, sitemap):
    changed = datetime.fromisoformat("2025-03-02T12:00+08:00")
    Person.objects.filter(slug="ada").update(updated=changed)
    for url in (entries := sitemap()).values():
        assert datetime.fromisoformat(url.findtext(f"{SITEMAP}lastmod"))
    assert entries[f"{HOST}/people/ada/"].findtext(f"{SITEMAP}lastmod").startswith("2025-03-02")


def test_every_entry_names_the_page_in_the_other_language(things, sitemap):
    english, chinese = f"{HOST}/people/ada/", f"{HOST}/zh-hans/people/ada/"
    for address in (english, chinese):
        alternates = sitemap()[address].findall(f"{XHTML}link[@rel='alternate']")
        assert {link.get("hreflang"): link.get("href") for link in alternates} == {
            "en": english,
            "zh-hans": chinese,
            "x-default": english,
        }


def test_an_empty_site_has_a_sitemap(sitemap):
    assert f"{HOST}/" in sitemap()


def test_it_names_the_host_of_the_settings(things, sitemap, settings):
    settings.SITE_URL = "https://lab.example.edu"
    assert all(address.startswith("https://lab.example.edu/") for address in sitemap())


@pytest.mark.parametrize("page", ["0", "2", "-1", "abc", "9" * 50, "%00"])
def test_a_page_of_it_that_is_not_there_is_a_404(things, visitor, page):
    assert visitor.get(f"/sitemap.xml?p={page}").status_code == 404
