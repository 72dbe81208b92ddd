"""The list of news, its years and filters, and the page of one item."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.views import PER_PAGE
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def bodies(page):
    return [text(item) for item in page.of_class("dated-what")]


def test_kind_is_named_unless_it_is_no_particular_one(visit):
    talk = factories.news_item("We spoke.", kind="talk", date="2025-02-01")
    other = factories.news_item("We moved.", kind="other", date="2025-01-01")
    assert bodies(visit("/news/")) == ["Talk We spoke.", "We moved."]
    assert "Talk" in visit(talk.get_absolute_url()).text
    (meta,) = visit(other.get_absolute_url()).of_class("news-item-meta")
    assert text(meta) == "1 Jan 2025"


def test_items_are_grouped_by_year_newest_first(visit):
    factories.news_item("Old", date="2023-05")
    factories.news_item("New", date="2025-03-02")
    factories.news_item("Month only", date="2025-03")
    page = visit("/news/")
    assert bodies(page) == ["New", "Month only", "Old"]
    assert page.headings(2) == ["2025", "2023"]
    assert [text(day) for day in page.of_class("dated-when")] == ["2025.03.02", "2025.03", "2023.05"]


def test_items_of_one_day_are_listed_latest_first(visit):
    for number in range(3):
        factories.news_item(f"Item {number}", date="2025-03-02")
    assert bodies(visit("/news/")) == ["Item 2", "Item 1", "Item 0"]


def test_year_page_lists_the_items_of_that_year(visit):
    factories.news_item("Old", date="2023")
    factories.news_item("New", date="2025")
    page = visit("/news/2023/")
    assert bodies(page) == ["Old"]
    years = page.all("a", page.of_class("year-nav")[0])
    assert [(link.get("href"), link.get("aria-current")) for link in years] == [
        ("/news/", None),
        ("/news/2025/", None),
        ("/news/2023/", "page"),
    ]


def test_news_of_a_single_year_offer_no_choice_of_years(visit):
    factories.news_item("News", date="2025-03")
    assert not visit("/news/").of_class("year-nav")
    assert visit("/news/2025/").of_class("year-nav")
    factories.news_item("Old news", date="2024-03")
    assert visit("/news/").of_class("year-nav")


def test_year_without_news_is_not_found(visit):
    factories.news_item(date="2025")
    visit("/news/2024/", status=404)


def test_year_with_leading_zero_is_not_found(visit):
    factories.news_item(date="2025-03")
    visit("/news/02025/", status=404)


def test_item_of_tomorrow_is_not_public_today(visit):
    tomorrow = timezone.localdate() + timedelta(days=1)
    item = factories.news_item("Soon", date=tomorrow)
    assert bodies(visit("/news/")) == []
    visit(item.get_absolute_url(), status=404)


def test_only_kinds_of_which_there_is_news_are_offered(visit):
    factories.news_item("We spoke.", kind="talk")
    factories.news_item("Secret.", kind="award", is_public=False)
    options = visit("/news/").all("main//select[@name='kind']/option")
    assert [option.get("value") for option in options] == ["", "talk"]


def test_list_is_filtered_by_kind_and_person(visit):
    ada = factories.person("Ada")
    factories.news_item("Ada's paper", [ada], kind="paper")
    factories.news_item("Ada's talk", [ada], kind="talk")
    factories.news_item("Another paper", kind="paper")
    assert bodies(visit("/news/", kind="paper", person="ada")) == ["Paper Ada's paper"]
    assert bodies(visit("/news/2025/", kind="talk")) == ["Talk Ada's talk"]


@pytest.mark.parametrize(
    "parameters", [{"kind": "gossip"}, {"person": "nobody"}, {"page": "-1"}, {"page": "99"}]
)
def test_invalid_parameter_is_ignored_with_a_note(visit, parameters):
    factories.news_item("News")
    page = visit("/news/", **parameters)
    assert bodies(page) == ["News"]
    assert len(page.notes) == 1


def test_long_list_is_paginated(visit):
    for number in range(PER_PAGE):
        factories.news_item(f"Item {number}", date="2025-06")
    factories.news_item("The first", date="2020")
    assert bodies(visit("/news/", page=2)) == ["The first"]


def test_item_shows_text_people_and_publications(visit):
    ada = factories.person("Ada")
    paper = factories.publication("On Engines", [ada])
    factories.news_item("We **won** a prize.", [ada], [paper], date="2025-03-02", kind="award", slug="won")
    page = visit("/news/won/")
    assert len(page.all("h1")) == 1
    assert text(page.one("strong", page.of_class("news-body")[0])) == "won"
    assert {"/people/ada/", "/publications/on-engines/", "/news/2025/"} <= set(page.main_links)
    assert page.meta("og:type") == ["article"]
    assert page.meta("description") == ["We won a prize."]


def test_list_shows_the_first_paragraph_with_a_link_to_the_item(visit):
    factories.news_item("# We moved\n\nTo *room* 5.", slug="moved", date="2025-03")
    factories.news_item("Won.", date="2025-02")
    page = visit("/news/")
    assert bodies(page) == ["We moved Read more", "Won."]
    assert page.main_links.count("/news/moved/") == 2


def test_item_lists_people_by_seniority_and_publications_newest_first(visit):
    people = [
        factories.person(name, role=role)
        for name, role in (("Intern", 90), ("Student", 40), ("Professor", 10))
    ]
    papers = [factories.publication(f"In {year}", year=year) for year in (2023, 2025, 2024)]
    page = visit(factories.news_item("News", people, papers).get_absolute_url())
    portraits = page.of_class("portraits")[0]
    assert [text(link) for link in page.all("a", portraits)] == ["Professor", "Student", "Intern"]
    assert [text(title) for title in page.of_class("entry-title")] == ["In 2025", "In 2024", "In 2023"]


def test_item_links_to_its_neighbours(visit):
    for number in range(3):
        factories.news_item(f"Item {number}", date="2025-03-02", slug=f"item-{number}")
    page = visit("/news/item-1/")
    assert page.one("a[@rel='prev']").get("href") == "/news/item-0/"
    assert page.one("a[@rel='next']").get("href") == "/news/item-2/"


def test_neighbours_are_public_items(visit):
    factories.news_item("Hidden", date="2025-03-01", is_public=False)
    factories.news_item("Shown", date="2025-03-02", slug="shown")
    factories.news_item("Future", date="2099")
    assert visit("/news/shown/").of_class("neighbours") == []


def test_text_without_translation_is_marked_with_its_language(visit):
    factories.news_item("Only English", slug="english")
    body = visit("/zh-hans/news/english/").of_class("news-body")[0]
    assert text(body) == "Only English"
    assert body.find("div").get("lang") == "en"


# ---- title and picture ------------------------------------------------------------------------


def test_title_and_picture_are_in_the_list_and_on_the_page(visit):
    name = factories.picture_name("news", 1200, 800)
    item = factories.news_item(
        "We won.", title="Best paper", title_zh="最佳论文", picture=name, picture_alt="A cup", date="2025"
    )
    for path in ("/", "/news/", item.get_absolute_url()):
        page = visit(path)
        assert "Best paper" in page.text and "We won." in page.text
        (image,) = [image for image in page.all("img") if "news/" in image.get("src")]
        assert image.get("alt") == "A cup"
    page = visit(item.get_absolute_url())
    assert page.headings(1) == ["Best paper"]
    assert not page.of_class("visually-hidden", page.one("main"))
    assert page.meta("og:image")[0].endswith(name)
    page = visit("/zh-hans/news/")
    assert "最佳论文" in page.text
    assert page.one("img[@alt='A cup']").get("lang") == "en"


def test_structured_data_describe_the_item(visit, settings):
    settings.SITE_URL = "https://lab.example.edu"
    item = factories.news_item("We **won**.", title="Best paper", date="2025-03")
    (data,) = visit(item.get_absolute_url()).json_ld
    assert (data["@type"], data["headline"], data["description"]) == ("NewsArticle", "Best paper", "We won.")
    assert data["datePublished"] == "2025-03"
    assert data["url"] == f"https://lab.example.edu{item.get_absolute_url()}"
    assert "image" not in data
