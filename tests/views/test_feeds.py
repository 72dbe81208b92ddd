"""Atom feeds: news, publications, open notices, and one person."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from labsite.feeds import ENTRIES
from news.models import NewsItem
from people.models import Person
from publications.models import Publication
from tests import factories

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["/news/feed/", "/publications/feed/", "/recruiting/feed/", "/people/ada/feed/"]


@pytest.fixture
def rows(db):
    factories.lab("Engine Lab", name_zh="引擎实验室")
    ada = factories.person("Ada", native_name="徐佳明")
    factories.publication("On Engines", [ada, "Charles Printed"], year=2024, month=5)
    factories.news_item("Engines are **out**.", [ada], date="2025-03-02", slug="out")
    factories.notice("Engineers", body="Build engines.")


@pytest.fixture
def feed(visitor):
    def parse(path):
        response = visitor.get(path)
        assert response.status_code == 200
        return ElementTree.fromstring(response.content)

    return parse


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def link(element, relation):
    return element.find(f"{ATOM}link[@rel='{relation}']").get("href")


@pytest.mark.parametrize("path", FEEDS)
def test_feed_is_valid_atom(rows, visitor, path):
    response = visitor.get(path)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    assert link(feed, "self") == f"http://testserver{path}"
    for element in [feed, *feed.iter(f"{ATOM}entry")]:
        assert element.findtext(f"{ATOM}id").startswith(("http://testserver/", "tag:testserver,"))
        assert element.findtext(f"{ATOM}title")
        assert link(element, "alternate").startswith("http://testserver/")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo


@pytest.mark.parametrize("path", FEEDS)
def test_feed_has_an_author(rows, feed, path):
    """RFC 4287 requires an author of the feed or of each entry."""
    author = "Ada" if path.startswith("/people/") else "Engine Lab"
    assert feed(path).findtext(f"{ATOM}author/{ATOM}name") == author


@pytest.mark.parametrize("path", FEEDS)
def test_feed_links_to_its_page(rows, feed, visitor, path):
    page = link(feed(path), "alternate").removeprefix("http://testserver")
    assert visitor.get(page).status_code == 200


def test_feeds_contain_rows_of_their_kind(rows, feed):
    factories.notice("Over", closes="2025-02-01")
    assert titles(feed("/news/feed/")) == ["Engines are out."]
    assert titles(feed("/publications/feed/")) == ["On Engines"]
    assert titles(feed("/recruiting/feed/")) == ["Engineers"]


def test_feed_of_a_person_has_news_and_publications_newest_first(rows, feed):
    factories.news_item("Not about her")
    assert titles(feed("/people/ada/feed/")) == ["Engines are out.", "On Engines"]


def test_entry_has_a_summary_and_a_date(rows, feed):
    (entry,) = feed("/publications/feed/").iter(f"{ATOM}entry")
    assert "Ada, Charles Printed" in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}published").startswith("2024-05-01T12:00")
    (entry,) = feed("/news/feed/").iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}summary") == "<p>Engines are <strong>out</strong>.</p>\n"


def test_entry_of_an_opening_begins_with_its_deadline(feed):
    tomorrow = timezone.localdate() + timedelta(days=1)
    factories.notice("Engineers", body="Build engines.", closes=tomorrow)
    (entry,) = feed("/recruiting/feed/").iter(f"{ATOM}entry")
    summary = entry.findtext(f"{ATOM}summary")
    assert summary.startswith(f'<p>Apply by the end of <time datetime="{tomorrow.isoformat()}">')
    assert summary.endswith("<p>Build engines.</p>\n")


def test_news_entry_has_the_title_and_the_picture(feed):
    name = factories.picture_name("news", 1200, 800)
    factories.news_item("We won.", title="Best paper", picture=name, picture_alt="A <cup>")
    (entry,) = feed("/news/feed/").iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Best paper"
    summary = entry.findtext(f"{ATOM}summary")
    url = f"http://testserver/media/{name.removesuffix('.webp')}/768.webp"
    assert f'<img src="{url}" alt="A &lt;cup&gt;">' in summary
    assert "We won." in summary


def test_feed_has_the_latest_entries_first(feed):
    for number in range(ENTRIES + 1):
        factories.news_item(f"Item {number}", date=f"{1990 + number}")
    entries = titles(feed("/news/feed/"))
    assert len(entries) == ENTRIES
    assert (entries[0], entries[-1]) == (f"Item {ENTRIES}", "Item 1")


def test_publications_feed_takes_the_filters_of_the_list(rows, feed):
    factories.publication("On Wheels", year=2025)
    filtered = feed("/publications/feed/?person=ada&year=2024&year=abc")
    assert titles(feed("/publications/feed/?person=ada")) == titles(filtered) == ["On Engines"]
    query = "?person=ada"
    assert link(filtered, "self") == f"http://testserver/publications/feed/{query}"
    assert link(filtered, "alternate") == f"http://testserver/publications/{query}"


@pytest.mark.parametrize("path", FEEDS)
def test_identifiers_stay_the_same_when_slugs_change(rows, feed, path):
    before = [element.text for element in feed(path).iter(f"{ATOM}id")]
    for row in (*Person.objects.all(), *Publication.objects.all(), *NewsItem.objects.all()):
        row.slug = f"new-{row.slug}"
        row.save()
    after = [element.text for element in feed(path.replace("/ada/", "/new-ada/")).iter(f"{ATOM}id")]
    assert before == after
    assert len(set(before)) == len(before) > 1


def test_chinese_feed_is_in_chinese(rows, feed):
    chinese = feed("/zh-hans/people/ada/feed/")
    assert chinese.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-hans"
    assert chinese.findtext(f"{ATOM}title") == "徐佳明 · 引擎实验室"
    assert link(chinese, "self") == "http://testserver/zh-hans/people/ada/feed/"
    assert all("/zh-hans/" in link(entry, "alternate") for entry in chinese.iter(f"{ATOM}entry"))


@pytest.mark.parametrize("path", FEEDS)
def test_characters_forbidden_in_xml_do_not_break_a_feed(feed, path):
    odd = "Engines\x01\x0c\x1f\ufffe ]]> & <b>\ud7ff"
    factories.lab(odd)
    ada = factories.person(odd, slug="ada")
    factories.publication(odd, [ada], slug="odd")
    factories.news_item(odd, [ada], slug="odd")
    factories.notice(odd, body=odd)
    assert "Engines" in titles(feed(path))[0]


@pytest.mark.parametrize("path", FEEDS)
def test_feed_uses_the_host_of_the_settings(rows, visitor, settings, path):
    settings.SITE_URL = "https://lab.example.edu"
    content = visitor.get(path).content.decode()
    assert "testserver" not in content
    assert f'href="https://lab.example.edu{path}"' in content


@pytest.mark.parametrize("path", FEEDS)
def test_unchanged_feed_gives_status_304(rows, visitor, path):
    first = visitor.get(path)
    again = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/news/feed/", "/publications/feed/", "/recruiting/feed/"])
def test_feed_without_entries_is_valid(feed, path):
    assert titles(feed(path)) == []


def test_empty_feed_does_not_change_with_the_time(visitor):
    assert "<updated>1970-01-01T00:00:00+00:00</updated>" in visitor.get("/news/feed/").content.decode()


def test_entry_and_its_text_state_another_language(feed):
    factories.news_item("织布。", slug="chinese", title="引擎发布", date="2025-03-02")
    factories.news_item("织布。", slug="mixed", title="Engines", date="2025-03-01")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    chinese, mixed = feed("/news/feed/").iter(f"{ATOM}entry")
    assert (chinese.get(language), mixed.get(language)) == ("zh-Hans", None)
    assert mixed.findtext(f"{ATOM}summary").startswith('<div lang="zh-Hans"><p>')
