"""The sitemap: every public page, in both languages, with the day of its last change."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from labsite import sitemaps
from people.models import Person
from tests import factories
from tests.views.full_lab import both

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HOST = "http://testserver"


@pytest.fixture
def sitemap(visitor, settings):
    """``sitemap()`` returns the entries of all pages that the index lists, by URL."""

    def read(path):
        response = visitor.get(path)
        assert response.status_code == 200
        return ElementTree.fromstring(response.content)

    def entries_by_url():
        addresses = [entry.findtext(f"{SITEMAP}loc") for entry in read("/sitemap.xml")]
        pages = [read(address.removeprefix(settings.SITE_URL or HOST)) for address in addresses]
        return {url.findtext(f"{SITEMAP}loc"): url for page in pages for url in page.iter(f"{SITEMAP}url")}

    return entries_by_url


@pytest.fixture
def rows(db):
    ada = factories.person("Ada")
    factories.person("Gone", left="2020")
    factories.team("Engines")
    factories.publication("On Engines", [ada])
    factories.project("Steam")
    factories.grant(slug="yarn")
    factories.news_item(slug="out")
    factories.page("Contact")
    factories.notice("Open")
    factories.notice("Over", closes="2025-02-01")


def test_sitemap_has_every_public_page_in_both_languages_and_no_other(rows, sitemap):
    lists = ["/", "/people/", "/teams/", "/publications/", "/projects/", "/news/", "/recruiting/"]
    pages = ["/people/ada/", "/people/gone/", "/teams/engines/", "/publications/on-engines/", "/news/out/"]
    pages += ["/projects/steam/", "/projects/grants/yarn/"]
    pages += ["/people/ada/publications/"]  # only of people with publications
    assert set(sitemap()) == {
        HOST + path for path in both([*lists, *pages, "/recruiting/open/", "/contact/"])
    }


@pytest.mark.any_database
def test_every_listed_page_exists_and_may_be_indexed(rows, sitemap, visit):
    for address in sitemap():
        assert not visit(address.removeprefix(HOST)).is_noindex


def test_every_entry_has_the_day_of_the_last_change(rows, sitemap):
    changed = datetime.fromisoformat("2025-03-02T12:00+08:00")
    Person.objects.filter(slug="ada").update(updated=changed)
    for url in (entries := sitemap()).values():
        assert datetime.fromisoformat(url.findtext(f"{SITEMAP}lastmod"))
    assert entries[f"{HOST}/people/ada/"].findtext(f"{SITEMAP}lastmod").startswith("2025-03-02")


@pytest.mark.any_database
def test_every_entry_links_to_the_other_language(rows, sitemap):
    english, chinese = f"{HOST}/people/ada/", f"{HOST}/zh-hans/people/ada/"
    for address in (english, chinese):
        alternates = sitemap()[address].findall(f"{XHTML}link[@rel='alternate']")
        assert {link.get("hreflang"): link.get("href") for link in alternates} == {
            "en": english,
            "zh-hans": chinese,
            "x-default": english,
        }


def test_empty_site_has_a_sitemap(sitemap):
    assert f"{HOST}/" in sitemap()


def test_sitemap_uses_the_host_of_the_settings(rows, sitemap, settings):
    settings.SITE_URL = "https://lab.example.edu"
    assert all(address.startswith("https://lab.example.edu/") for address in sitemap())


@pytest.mark.parametrize("page", ["0", "2", "-1", "abc", "9" * 50, "%00"])
def test_missing_page_of_the_sitemap_gives_a_404(rows, visitor, page):
    assert visitor.get(f"/sitemap-people.xml?p={page}").status_code == 404


def test_missing_section_of_the_sitemap_gives_a_404(rows, visitor):
    assert visitor.get("/sitemap-nothing.xml").status_code == 404


def test_long_section_has_several_pages(rows, sitemap, visitor, monkeypatch):
    entries = sitemap()
    monkeypatch.setattr(sitemaps.PeopleSitemap, "limit", 1)
    assert set(sitemap()) == set(entries)
    assert len(re.findall("<loc>", visitor.get("/sitemap-people.xml?p=2").content.decode())) == 2


def test_index_names_the_latest_change_of_each_section(rows, visitor):
    changed = datetime.fromisoformat("2125-03-02T12:00+08:00")
    Person.objects.filter(slug="ada").update(updated=changed)
    index = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    latest = {page.findtext(f"{SITEMAP}loc"): page.findtext(f"{SITEMAP}lastmod") for page in index}
    assert datetime.fromisoformat(latest[f"{HOST}/sitemap-people.xml"]) == changed
    assert datetime.fromisoformat(latest[f"{HOST}/sitemap-pages.xml"]) == changed
    assert datetime.fromisoformat(latest[f"{HOST}/sitemap-teams.xml"]) < changed


def test_page_of_a_long_section_builds_each_address_once(visitor, monkeypatch):
    for number in range(3):
        factories.person(f"Ada {number}")
    reversed_names = []

    def counted(name, *args, **kwargs):
        reversed_names.append(name)
        return reverse(name, *args, **kwargs)

    monkeypatch.setattr(sitemaps, "reverse", counted)
    assert visitor.get("/sitemap-people.xml").status_code == 200
    assert reversed_names == ["profile"] * 3
