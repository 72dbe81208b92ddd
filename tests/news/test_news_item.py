"""News: out from their date on, newest first, in either language."""

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
    ("when", "first_day", "day_before"),
    [
        ("2025-06-15", date(2025, 6, 15), date(2025, 6, 14)),
        ("2025-06", date(2025, 6, 1), date(2025, 5, 31)),
        ("2025", date(2025, 1, 1), date(2024, 12, 31)),
    ],
)
def test_an_item_is_out_from_the_first_day_of_its_date_on(when, first_day, day_before):
    factories.news_item(date=when)
    assert NewsItem.objects.public(first_day).exists()
    assert not NewsItem.objects.public(day_before).exists()


def test_an_item_that_is_not_shown_is_not_public():
    factories.news_item("Shown")
    factories.news_item("Hidden", is_public=False)
    factories.news_item("Far ahead", date="2099")
    assert bodies(NewsItem.objects.public()) == ["Shown"]


def test_news_come_newest_first_and_pinned_ones_may_lead():
    for when in ("2024", "2025-03", "2024-12-31", "2025-03-02"):
        factories.news_item(when, date=when, is_pinned=when == "2024")
    assert bodies(NewsItem.objects.newest_first()) == ["2025-03-02", "2025-03", "2024-12-31", "2024"]
    assert bodies(NewsItem.objects.pinned_first())[:2] == ["2024", "2025-03-02"]


def test_of_two_items_of_one_date_the_one_entered_last_comes_first():
    factories.news_item("First")
    factories.news_item("Second")
    assert bodies(NewsItem.objects.newest_first()) == ["Second", "First"]


def test_the_years_that_have_news_are_known_latest_first():
    for when in ("2023-05", "2025", "2023", "2024-01-31"):
        factories.news_item(when, date=when)
    assert NewsItem.objects.years() == [2025, 2024, 2023]
    assert sorted(bodies(NewsItem.objects.in_year(2023))) == ["2023", "2023-05"]


def test_without_news_there_are_no_years():
    assert NewsItem.objects.years() == []


def test_each_item_has_its_neighbours_in_the_order_of_the_list():
    for when in ("2024", "2025-03", "2024-12-31", "2025-03-02"):
        factories.news_item(when, date=when)
    factories.news_item("same day", date="2025-03-02")
    in_order = list(NewsItem.objects.newest_first())
    for newer, older in pairwise(in_order):
        assert NewsItem.objects.older_than(newer) == older
        assert NewsItem.objects.newer_than(older) == newer
    assert NewsItem.objects.newer_than(in_order[0]) is None
    assert NewsItem.objects.older_than(in_order[-1]) is None


def test_news_about_a_person():
    ada = factories.person("Ada")
    factories.news_item("About Ada and Bob", people=[ada, factories.person("Bob")])
    factories.news_item("About nobody")
    assert bodies(NewsItem.objects.about(ada)) == ["About Ada and Bob"]


@pytest.mark.parametrize("query", ["best paper", "BESTPAPER", "award", "最佳论文", "prize award"])
def test_an_item_is_found_by_its_words_in_either_language(query):
    won = factories.news_item(
        "Our **best paper** won an [award](https://example.org/prize). Prize!", body_zh="最佳论文"
    )
    factories.news_item("Something else")
    assert list(NewsItem.objects.matching(query)) == [won]


def test_an_item_is_not_found_by_its_addresses():
    factories.news_item("We won an [award](https://example.org/secret).")
    assert not NewsItem.objects.matching("secret").exists()


def test_an_item_has_a_text_in_one_language_at_least():
    assert "in English or in Chinese" in refusal_of(NewsItem(date="2025"))
    with refused_by_the_database():
        factories.news_item(body="")
    factories.news_item(body="", body_zh="获奖").full_clean()


def test_the_headline_is_the_beginning_of_the_text_without_markup():
    item = factories.news_item("We won a **prize** at [ISCA](https://example.org).")
    assert item.headline == ("We won a prize at ISCA.", "")
    with translation.override("zh-hans"):
        assert item.headline == ("We won a prize at ISCA.", "en")
    assert str(item) == "We won a prize at ISCA."


def test_the_address_is_made_of_date_and_text():
    item = factories.news_item("We won a **prize**.", date="2025-06")
    assert item.get_absolute_url() == "/news/2025-06-we-won-a-prize/"
    assert factories.news_item("", body_zh="获奖", date="2025").slug == "2025-huo-jiang"


def test_an_item_stays_when_what_it_is_about_is_deleted():
    ada, paper = factories.person(), factories.publication()
    item = factories.news_item(people=[ada], publications=[paper])
    ada.delete()
    paper.delete()
    item.refresh_from_db()
    assert not item.people.exists() and not item.publications.exists()
