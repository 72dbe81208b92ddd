"""The news item: when it is public, its order, search, headline and slug."""

from datetime import date
from itertools import pairwise

import pytest
from django.utils import translation

from news.models import NewsItem
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db


def bodies(items):
    return [item.body for item in items]


@pytest.mark.parametrize(
    ("news_date", "first_day", "day_before"),
    [
        ("2025-06-15", date(2025, 6, 15), date(2025, 6, 14)),
        ("2025-06", date(2025, 6, 1), date(2025, 5, 31)),
        ("2025", date(2025, 1, 1), date(2024, 12, 31)),
    ],
)
def test_item_is_public_from_the_first_day_of_its_date(news_date, first_day, day_before):
    factories.news_item(date=news_date)
    assert NewsItem.objects.public(first_day).exists()
    assert not NewsItem.objects.public(day_before).exists()


def test_hidden_and_future_items_are_not_public():
    factories.news_item("Shown")
    factories.news_item("Hidden", is_public=False)
    factories.news_item("Far ahead", date="2099")
    assert bodies(NewsItem.objects.public()) == ["Shown"]


def test_news_are_ordered_newest_first_or_pinned_first():
    for day in ("2024", "2025-03", "2024-12-31", "2025-03-02"):
        factories.news_item(day, date=day, is_pinned=day == "2024")
    assert bodies(NewsItem.objects.newest_first()) == ["2025-03-02", "2025-03", "2024-12-31", "2024"]
    assert bodies(NewsItem.objects.pinned_first())[:2] == ["2024", "2025-03-02"]


def test_items_of_one_date_are_ordered_by_entry_latest_first():
    factories.news_item("First")
    factories.news_item("Second")
    assert bodies(NewsItem.objects.newest_first()) == ["Second", "First"]


def test_years_with_news_are_listed_latest_first():
    for day in ("2023-05", "2025", "2023", "2024-01-31"):
        factories.news_item(day, date=day)
    counts = NewsItem.objects.counts_by_year_and_kind()
    assert list(counts) == [("2025", "other", 1), ("2024", "other", 1), ("2023", "other", 2)]
    assert sorted(bodies(NewsItem.objects.in_year(2023))) == ["2023", "2023-05"]


def test_years_are_empty_without_news():
    assert list(NewsItem.objects.counts_by_year_and_kind()) == []


def test_neighbours_follow_the_order_of_the_list():
    for day in ("2024", "2025-03", "2024-12-31", "2025-03-02"):
        factories.news_item(day, date=day)
    factories.news_item("same day", date="2025-03-02")
    items = list(NewsItem.objects.newest_first())
    for newer, older in pairwise(items):
        assert NewsItem.objects.older_than(newer.date, newer.pk).first() == older
        assert NewsItem.objects.newer_than(older.date, older.pk).first() == newer
    assert not NewsItem.objects.newer_than(items[0].date, items[0].pk)
    assert not NewsItem.objects.older_than(items[-1].date, items[-1].pk)


def test_about_returns_the_news_of_a_person():
    ada = factories.person("Ada")
    factories.news_item("About Ada and Bob", people=[ada, factories.person("Bob")])
    factories.news_item("About nobody")
    assert bodies(NewsItem.objects.about(ada)) == ["About Ada and Bob"]


@pytest.mark.parametrize("query", ["best paper", "BESTPAPER", "award", "最佳论文", "prize award"])
def test_item_is_found_by_words_in_either_language(query):
    won = factories.news_item(
        "Our **best paper** won an [award](https://example.org/prize). Prize!", body_zh="最佳论文"
    )
    factories.news_item("Something else")
    assert list(NewsItem.objects.matching(query)) == [won]


def test_item_is_not_found_by_its_urls():
    factories.news_item("We won an [award](https://example.org/secret).")
    assert not NewsItem.objects.matching("secret").exists()


def test_item_needs_a_text_in_one_language():
    assert "in English or Chinese" in refusal_of(NewsItem(date="2025"))
    with refused_by_the_database():
        factories.news_item(body="")
    factories.news_item(body="", body_zh="获奖").full_clean()


def test_headline_is_the_beginning_of_the_text_without_markup():
    item = factories.news_item("We won a **prize** at [ISCA](https://example.org).")
    assert item.headline == ("We won a prize at ISCA.", "")
    with translation.override("zh-hans"):
        assert item.headline == ("We won a prize at ISCA.", "en")
    assert str(item) == "We won a prize at ISCA."


def test_headline_is_the_title_if_there_is_one():
    item = factories.news_item("We won.", title="Best paper", title_zh="最佳论文")
    assert item.headline == ("Best paper", "")
    with translation.override("zh-hans"):
        assert item.headline == ("最佳论文", "")
    assert str(item) == "Best paper"
    assert factories.news_item("We won.", title="", title_zh="获奖").headline == ("获奖", "zh-Hans")


def test_item_is_found_by_its_title():
    item = factories.news_item("We won.", title="Best paper", title_zh="最佳论文")
    for query in ("best paper", "最佳论文", "won"):
        assert list(NewsItem.objects.matching(query)) == [item]


def test_picture_needs_a_description_in_one_language():
    picture = factories.picture_name("news")
    assert "Describe the picture" in refusal_of(NewsItem(date="2025", body="We won.", picture=picture))
    with refused_by_the_database():
        factories.news_item(picture=picture)
    factories.news_item(picture=picture, picture_alt_zh="奖杯").full_clean()


def test_slug_is_made_of_date_and_title_or_text():
    assert factories.news_item("We won.", title="Best paper", date="2024").slug == "2024-best-paper"
    item = factories.news_item("We won a **prize**.", date="2025-06")
    assert item.get_absolute_url() == "/news/2025-06-we-won-a-prize/"
    assert factories.news_item("", body_zh="获奖", date="2025").slug == "2025-huo-jiang"


def test_item_survives_deletion_of_its_people_and_publications():
    ada, paper = factories.person(), factories.publication()
    item = factories.news_item(people=[ada], publications=[paper])
    ada.delete()
    paper.delete()
    item.refresh_from_db()
    assert not item.people.exists() and not item.publications.exists()
