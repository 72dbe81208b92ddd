"""Search over people, projects, publications, news and notices."""

import pytest

from labsite.views.search import ROWS_PER_KIND
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def results_of(page):
    """Return the text of the results by kind."""
    return {
        section.get("aria-labelledby").removeprefix("results-"): text(section)
        for section in page.of_class("results")
    }


@pytest.fixture
def rows(db):
    ada = factories.person("Xu Jiaming", native_name="徐佳明", shown_aliases="J. Xu", interests="turbines")
    factories.publication("Flash Engines", [ada], abstract="About turbines.", doi="10.1000/182")
    factories.project("Turbines on trial", summary="With steam.", body="Water **too**.")
    factories.news_item("Turbines are out", date="2025-03")
    factories.notice("Turbine engineers", body="Build turbines.")


def test_search_without_a_query_shows_no_results(rows, visit):
    page = visit("/search/")
    assert results_of(page) == {}
    assert not page.of_class("empty")


def test_results_are_hidden_from_search_engines_but_not_the_search_page(rows, visit):
    assert visit("/search/", q="turbine").is_noindex
    assert not visit("/search/").is_noindex


def test_word_finds_rows_of_all_kinds(rows, visit):
    kinds = ["people", "projects", "publications", "news", "notices"]
    assert list(results_of(visit("/search/", q="turbine"))) == kinds


@pytest.mark.parametrize("query", ["turbines trial", "steam", "water too"])
def test_project_is_found_by_title_summary_and_text(rows, visit, query):
    assert "Turbines on trial" in results_of(visit("/search/", q=query))["projects"]


@pytest.mark.parametrize("query", ["jiaming", "JIAMING xu", "徐佳明", "xujiaming", "j xu"])
def test_person_and_papers_are_found_by_any_spelling(rows, visit, query):
    results = results_of(visit("/search/", q=query))
    assert "Xu Jiaming" in results["people"]
    assert "Flash Engines" in results["publications"]


@pytest.mark.parametrize(
    "query", ["flashengines", "10.1000/182", "https://doi.org/10.1000/182", "engine flash"]
)
def test_publication_is_found_by_title_and_identifier(rows, visit, query):
    assert "Flash Engines" in results_of(visit("/search/", q=query))["publications"]


@pytest.mark.parametrize("query", ["wheels", "turbines wheels", "...", "%", "_", "\\", "'", "\x00"])
def test_query_without_matches_finds_nothing(rows, visit, query):
    assert results_of(visit("/search/", q=query)) == {}


def test_search_without_results_says_so_and_keeps_the_query(rows, visit):
    page = visit("/search/", q='wheels "<b>')
    assert page.of_class("empty")
    assert page.one("main//input[@name='q']").get("value") == 'wheels "<b>'


def test_further_results_are_linked(visit):
    for number in range(ROWS_PER_KIND + 1):
        factories.publication(f"Engine {number}")
    page = visit("/search/", q="engine")
    assert len(page.of_class("entry")) == ROWS_PER_KIND
    assert "/publications/?q=engine" in page.main_links


def test_long_query_is_cut_with_a_note(rows, visit):
    page = visit("/search/", q="turbine " * 600)
    assert "people" in results_of(page)
    assert len(page.notes) == 1


def test_former_members_and_closed_notices_are_found(visit):
    factories.person("Gone", left="2020")
    factories.notice("Gone as well", closes="2025-02-01")
    assert list(results_of(visit("/search/", q="gone"))) == ["people", "notices"]


@pytest.mark.parametrize("address", ["/search/", "/publications/"])
def test_title_matches_come_first_then_the_newest(visit, address):
    factories.publication("Newest, but elsewhere", year=2025, abstract="Better than FlashDecoding.")
    factories.publication("Models by FlashDecoding", year=2024)
    factories.publication("Flash-Decoding: Old", year=2019)
    factories.publication("FlashDecoding++ in a newer one", year=2023)
    factories.publication("Flash Decoding", year=2018)
    page = visit(address, q="flash decoding")
    assert [text(title) for title in page.of_class("entry-title")] == [
        "Flash Decoding",
        "FlashDecoding++ in a newer one",
        "Flash-Decoding: Old",
        "Models by FlashDecoding",
        "Newest, but elsewhere",
    ]


def test_name_matches_come_before_other_matches(visit):
    factories.person("Bob", role=10, bio="Works with Ada.")
    factories.person("Cid Doe", role=20, shown_aliases="Ada Doe")
    factories.person("Ada Example", role=90)
    results = results_of(visit("/search/", q="ada"))["people"]
    assert results.index("Ada Example") < results.index("Cid Doe") < results.index("Bob")


@pytest.mark.parametrize("query", ["徐佳明", "xujiaming", "jiamingxu", "xu jiaming", "Jiaming Xu"])
def test_author_who_is_not_a_member_is_found_in_pinyin(visit, query):
    factories.publication("On Engines", ["徐佳明"])
    assert "On Engines" in results_of(visit("/search/", q=query))["publications"]
