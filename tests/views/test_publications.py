"""The list of publications: by year, with filters that combine and can be shared as an address."""

import pytest

from publications.views import PER_PAGE
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def titles(page):
    return [text(title) for title in page.of_class("entry-title")]


def set_filters(page):
    """What the form shows as chosen."""
    chosen = {select.get("name"): select.find("option[@selected]") for select in page.all("main//select")}
    return {name: option.get("value") for name, option in chosen.items() if option is not None}


def test_they_stand_by_year_newest_first(visit):
    factories.publication("Old", year=2023)
    factories.publication("New, day unknown", year=2025, month=3)
    factories.publication("New, late", year=2025, month=11)
    factories.publication("New, month unknown", year=2025)
    page = visit("/publications/")
    assert titles(page) == ["New, late", "New, day unknown", "New, month unknown", "Old"]
    assert page.headings(2) == ["2025", "2023"]
    assert text(page.of_class("count")[0]) == "4 publications"


@pytest.mark.parametrize(("language", "heading"), [("", "No year"), ("/zh-hans", "无年份")])
def test_what_has_no_year_comes_last_and_is_filtered_like_a_year(visit, language, heading):
    ada = factories.person("Ada")
    for title, year in (("Undated", None), ("Old", 1843), ("New", 2025), ("Newer", 2026)):
        factories.publication(title, [ada], year=year)
    page = visit(f"{language}/publications/")
    assert titles(page) == ["Newer", "New", "Old", "Undated"]
    assert page.headings(2) == ["2026", "2025", "1843", heading]
    for filters in ({"year": "none"}, {"year": "none", "q": "undated"}, {"year": "none", "person": "ada"}):
        page = visit(f"{language}/publications/", **filters)
        assert (titles(page), set_filters(page)["year"]) == (["Undated"], "none")
    page = visit(f"{language}/publications/undated/")
    assert f"{language}/publications/?year=none" in page.links and heading in page.text
    assert b"Undated" in visit(f"{language}/publications/feed/").response.content
    assert heading in visit(f"{language}/people/ada/publications/").headings(2)
    assert "Undated" in text(visit(f"{language}/people/ada/").one("main"))


def test_selected_ones_come_first_if_asked(visit):
    factories.publication("Plain", year=2025)
    factories.publication("Selected", year=2019, is_selected=True)
    assert titles(visit("/publications/")) == ["Plain", "Selected"]
    page = visit("/publications/", order="selected")
    assert titles(page) == ["Selected", "Plain"]
    assert page.one("input[@name='order']").get("checked") is not None


def test_a_lab_without_publications_says_so(visit):
    assert visit("/publications/").of_class("empty")


def test_reference_managers_find_the_files_of_the_list_as_it_is_filtered(visit):
    factories.publication(kind="journal")
    links = {
        link.get("type"): link.get("href")
        for link in visit("/publications/?kind=journal").all("link[@rel='alternate']")
    }
    assert links["application/x-bibtex"] == "/publications/export.bib?kind=journal"
    assert links["application/x-research-info-systems"] == "/publications/export.ris?kind=journal"
    assert links["application/vnd.citationstyles.csl+json"] == "/publications/export.json?kind=journal"


# ---- filters ----------------------------------------------------------------------------------


@pytest.fixture
def papers(db):
    """One paper that every filter below lets through, and others that differ in one thing."""
    ada, bob = factories.person("Ada"), factories.person("Bob")
    factories.membership(ada, factories.team("Engines"), end="2024")
    venue, topic = factories.venue("Conf", abbreviation="EX"), factories.topic("Turbines")
    same = {"authors": [ada], "topics": [topic], "venue": venue, "kind": "journal", "year": 2025}
    factories.publication("The one about engines", **same)
    factories.publication("On wheels", **same)
    factories.publication("Other year engines", **same | {"year": 2024})
    factories.publication("Other kind engines", **same | {"kind": "thesis"})
    factories.publication("Other venue engines", **same | {"venue": factories.venue("Journal of Wheels")})
    factories.publication("Other topic engines", **same | {"topics": [factories.topic("Wheels")]})
    factories.publication("Other author engines", **same | {"authors": [bob]})


FILTERS = {
    "q": "engines",
    "year": "2025",
    "kind": "journal",
    "venue": "ex",
    "topic": "turbines",
    "person": "ada",
    "team": "engines",
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_narrows_the_list(papers, visit, name):
    page = visit("/publications/", **{name: FILTERS[name]})
    assert 0 < len(titles(page)) < 7
    assert "The one about engines" in titles(page)
    assert page.notes == []


def test_all_filters_combine_and_show_what_is_set(papers, visit):
    page = visit("/publications/", **FILTERS)
    assert titles(page) == ["The one about engines"]
    assert set_filters(page) == {name: value for name, value in FILTERS.items() if name != "q"}
    assert page.one("input[@name='q']").get("value") == "engines"
    assert len(page.of_class("chip")) == len(FILTERS) + 1


def test_a_chip_takes_its_filter_away_and_leaves_the_others(papers, visit):
    chips = visit("/publications/", year="2025", kind="journal").of_class("chip")
    assert [chip.get("href") for chip in chips] == ["?kind=journal", "?year=2025", "?"]


def test_filters_of_nothing_in_common_find_nothing_and_say_so(papers, visit):
    page = visit("/publications/", q="wheels", year="2024")
    assert titles(page) == []
    assert page.of_class("empty")


@pytest.mark.parametrize("name", [name for name in FILTERS if name != "q"])
@pytest.mark.parametrize("value", ["abc", "-1", "2025\x00x", "1" * 5000])
def test_a_wild_value_is_left_out_with_a_note(papers, visit, name, value):
    page = visit("/publications/", **{name: value})
    assert len(titles(page)) == 7
    assert page.notes
    assert set_filters(page) == {}


def test_an_empty_value_is_no_filter_and_needs_no_note(papers, visit):
    page = visit("/publications/", **dict.fromkeys(FILTERS, ""))
    assert len(titles(page)) == 7
    assert page.notes == []


def test_words_beyond_200_characters_do_not_count_and_that_is_said(papers, visit):
    page = visit("/publications/", q="engines " * 600)
    assert len(titles(page)) == 6
    assert "200" in page.notes[0]


def test_of_repeated_values_the_last_counts(papers, visitor, visit):
    assert set_filters(visit("/publications/?year=2024&year=2025")) == {"year": "2025"}


def test_somebody_who_is_not_in_the_list_of_names_can_be_filtered_by(visit):
    gone = factories.person("Gone", left="2020")
    factories.publication("Hers", [gone])
    factories.publication("Of others")
    page = visit("/publications/", person="gone")
    assert titles(page) == ["Hers"]
    assert set_filters(page) == {"person": "gone"}


def test_a_paper_with_two_members_of_a_team_stands_there_once(visit):
    team, ada, bob = factories.team("Engines"), factories.person("Ada"), factories.person("Bob")
    factories.membership(ada, team)
    factories.membership(bob, team)
    factories.publication("Together", [ada, bob])
    page = visit("/publications/", team="engines")
    assert titles(page) == ["Together"]
    assert text(page.of_class("count")[0]) == "1 publication"


def test_filters_offer_only_what_leads_somewhere(visit):
    factories.venue("Unused")
    factories.topic("Unused")
    factories.publication(venue=factories.venue("Used"))
    offered = [option.get("value") for option in visit("/publications/").all("main//option")]
    assert "used" in offered
    assert "unused" not in offered


# ---- pages and what else the list leads to ----------------------------------------------------


def test_pages_keep_the_filters_and_the_order(visit):
    for number in range(PER_PAGE):
        factories.publication(f"Paper {number}")
    factories.publication("The last", year=2000)
    page = visit("/publications/?kind=conference&order=selected&page=2")
    assert titles(page) == ["The last"]
    assert text(page.of_class("count")[0]) == f"{PER_PAGE + 1} publications"
    assert page.one("a[@rel='prev']").get("href") == "?kind=conference&order=selected&page=1"
    assert text(page.one("span[@aria-current='page']")) == "2"


@pytest.mark.parametrize(
    ("asked", "shown"), [("-1", "2"), ("99999", "2"), ("two", "1"), ("1.5", "1"), ("\x00", "1")]
)
def test_a_page_that_is_not_there_is_the_nearest_one_with_a_note(visit, asked, shown):
    for number in range(PER_PAGE + 1):
        factories.publication(f"Paper {number}")
    page = visit("/publications/", page=asked)
    assert text(page.one("span[@aria-current='page']")) == shown
    assert len(page.notes) == 1


def test_exports_and_feed_of_the_list_obey_its_filters(papers, visit):
    page = visit("/publications/", year="2025", q="engines")
    exports = [link for link in page.links if "/export." in link]
    assert exports == [f"/publications/export.{name}?q=engines&year=2025" for name in ("bib", "ris", "json")]
    feed = page.one("link[@type='application/atom+xml']").get("href")
    assert feed == "/publications/feed/?q=engines&year=2025"


def test_what_is_in_another_language_is_marked(visit):
    factories.publication("引擎论", language="zh-Hans")
    factories.publication("On Engines")
    languages = {text(title): title.get("lang") for title in visit("/publications/").of_class("entry-title")}
    assert languages == {"引擎论": "zh-Hans", "On Engines": None}
    languages = {
        text(title): title.get("lang") for title in visit("/zh-hans/publications/").of_class("entry-title")
    }
    assert languages == {"引擎论": None, "On Engines": "en"}


# ---- the chart --------------------------------------------------------------------------------


@pytest.fixture
def years(db):
    for year, number in [(2021, 1), (2023, 2), (2024, 4)]:
        for _ in range(number):
            factories.publication("On engines", year=year, kind="journal" if year > 2021 else "thesis")


SVG = "{http://www.w3.org/2000/svg}"


def in_chart(page, name):
    charts = page.of_class("chart")
    return [part for chart in charts for part in chart.iter() if part.tag in (name, SVG + name)]


def numbers(page):
    return "".join(map(text, in_chart(page, "desc")))


def test_how_many_each_year_has_is_drawn_and_told(years, visit):
    page = visit("/publications/")
    assert numbers(page) == "2021: 1; 2023: 2; 2024: 4"
    assert [link.get("href") for link in in_chart(page, "a")] == [
        "?year=2021",
        "?year=2023",
        "?year=2024",
    ]


def test_the_chart_obeys_the_other_filters_and_marks_the_chosen_year(years, visit):
    assert numbers(visit("/publications/", kind="journal")) == ""
    factories.publication("On wheels", year=2022, kind="journal")
    assert numbers(visit("/publications/", kind="journal")) == "2022: 1; 2023: 2; 2024: 4"
    assert numbers(visit("/publications/", q="engines")) == "2021: 1; 2023: 2; 2024: 4"
    page = visit("/publications/", q="engines", year=2023)
    assert len(titles(page)) == 2
    assert [bar.get("href") for bar in in_chart(page, "a") if bar.get("aria-current")] == [
        "?q=engines&year=2023"
    ]


def test_a_year_that_is_chosen_alone_is_counted_right(years, visit):
    assert text(visit("/publications/", year=2024).of_class("count")[0]) == "4 publications"


def test_what_was_searched_for_stands_under_where_it_was_found(visit):
    factories.publication("On engines")
    factories.publication("On wheels", abstract="For engines.")
    page = visit("/publications/", q="engines")
    assert page.headings(2) == ["In the title", "Other matches"]
    factories.publication("Selected", abstract="Engines", is_selected=True, year=2000)
    page = visit("/publications/", q="engines", order="selected")
    assert page.headings(2) == ["Selected", "In the title", "Other matches"]
