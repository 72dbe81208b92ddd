"""The list of publications: by year, with filters that combine and are part of the URL."""

import pytest

from publications.models import Publication
from publications.views import PER_PAGE
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def titles(page):
    return [text(title) for title in page.of_class("entry-title")]


def selected_filters(page):
    """Return the selected options of the filter form."""
    selected = {select.get("name"): select.find("option[@selected]") for select in page.all("main//select")}
    return {name: option.get("value") for name, option in selected.items() if option is not None}


@pytest.mark.parametrize(("abbreviation", "rank"), [("", "CCF-A"), ("EX", "(CCF-A)")])
def test_rank_stands_in_brackets_after_the_name_of_a_venue(visit, abbreviation, rank):
    factories.publication(venue=factories.venue("Looms", abbreviation=abbreviation, rank="CCF-A"))
    assert [text(element) for element in visit("/publications/").of_class("rank")] == [rank]


def test_publications_are_grouped_by_year_newest_first(visit):
    factories.publication("Old", year=2023)
    factories.publication("New, day unknown", year=2025, month=3)
    factories.publication("New, late", year=2025, month=11)
    factories.publication("New, month unknown", year=2025)
    page = visit("/publications/")
    assert titles(page) == ["New, late", "New, day unknown", "New, month unknown", "Old"]
    assert page.headings(2) == ["2025", "2023"]
    assert text(page.of_class("count")[0]) == "4 publications"


@pytest.mark.parametrize(("language", "heading"), [("", "No year"), ("/zh-hans", "无年份")])
def test_undated_publications_come_last_and_can_be_filtered(visit, language, heading):
    ada = factories.person("Ada")
    for title, year in (("Undated", None), ("Old", 1843), ("New", 2025), ("Newer", 2026)):
        factories.publication(title, [ada], year=year)
    page = visit(f"{language}/publications/")
    assert titles(page) == ["Newer", "New", "Old", "Undated"]
    assert page.headings(2) == ["2026", "2025", "1843", heading]
    for filters in ({"year": "none"}, {"year": "none", "q": "undated"}, {"year": "none", "person": "ada"}):
        page = visit(f"{language}/publications/", **filters)
        assert (titles(page), selected_filters(page)["year"]) == (["Undated"], "none")
    page = visit(f"{language}/publications/undated/")
    assert f"{language}/publications/?year=none" in page.links and heading in page.text
    assert b"Undated" in visit(f"{language}/publications/feed/").response.content
    assert heading in visit(f"{language}/people/ada/publications/").headings(2)
    assert "Undated" in text(visit(f"{language}/people/ada/").one("main"))


def test_selected_publications_come_first_on_request(visit):
    factories.publication("Plain", year=2025)
    factories.publication("Selected", year=2019, is_selected=True)
    assert titles(visit("/publications/")) == ["Plain", "Selected"]
    page = visit("/publications/", order="selected")
    assert titles(page) == ["Selected", "Plain"]
    assert page.one("input[@name='order']").get("checked") is not None


def test_only_kinds_of_which_there_are_publications_are_offered(visit):
    factories.publication(kind="journal")
    factories.publication(kind="thesis", is_public=False)
    page = visit("/publications/")
    options = page.all("main//select[@name='kind']/option")
    assert [option.get("value") for option in options] == ["", "journal"]
    assert visit("/publications/", kind="thesis").of_class("notes")


def test_empty_list_says_so(visit):
    assert visit("/publications/").of_class("empty")


def test_export_links_in_the_head_keep_the_filters(visit):
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
    """One paper that matches every filter below, and others that each fail one of them."""
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


def test_all_filters_combine_and_are_shown_as_active(papers, visit):
    page = visit("/publications/", **FILTERS)
    assert titles(page) == ["The one about engines"]
    assert selected_filters(page) == {name: value for name, value in FILTERS.items() if name != "q"}
    assert page.one("input[@name='q']").get("value") == "engines"
    assert len(page.of_class("chip")) == len(FILTERS) + 1


def test_what_opens_folded_filters_comes_before_them(papers, visit):
    """So the Tab key leads from it to the first filter that it has opened."""
    classes = [element.get("class", "") for element in visit("/publications/").of_class("filters")[0]]
    further = next(place for place, names in enumerate(classes) if "filter-more" in names.split())
    assert classes[0] == "filters-toggle" and classes[further - 1] == "filters-more"


def test_chip_removes_its_filter_and_keeps_the_others(papers, visit):
    chips = visit("/publications/", year="2025", kind="journal").of_class("chip")
    assert [chip.get("href") for chip in chips] == ["?kind=journal", "?year=2025", "?"]


def test_filters_without_a_match_show_the_empty_state(papers, visit):
    page = visit("/publications/", q="wheels", year="2024")
    assert titles(page) == []
    assert page.of_class("empty")


@pytest.mark.parametrize("name", [name for name in FILTERS if name != "q"])
@pytest.mark.parametrize("value", ["abc", "-1", "2025\x00x", "1" * 5000])
def test_invalid_value_is_ignored_with_a_note(papers, visit, name, value):
    page = visit("/publications/", **{name: value})
    assert len(titles(page)) == 7
    assert page.notes
    assert selected_filters(page) == {}


def test_empty_value_is_no_filter(papers, visit):
    page = visit("/publications/", **dict.fromkeys(FILTERS, ""))
    assert len(titles(page)) == 7
    assert page.notes == []


def test_keywords_are_cut_at_200_characters_with_a_note(papers, visit):
    page = visit("/publications/", q="engines " * 600)
    assert len(titles(page)) == 6
    assert "200" in page.notes[0]


def test_last_of_repeated_values_is_used(papers, visitor, visit):
    assert selected_filters(visit("/publications/?year=2024&year=2025")) == {"year": "2025"}


def test_person_outside_the_offered_choices_can_be_filtered(visit):
    former_member = factories.person("Gone", left="2020")
    factories.publication("Hers", [former_member])
    factories.publication("Of others")
    page = visit("/publications/", person="gone")
    assert titles(page) == ["Hers"]
    assert selected_filters(page) == {"person": "gone"}


def test_paper_of_two_team_members_is_listed_once(visit):
    team, ada, bob = factories.team("Engines"), factories.person("Ada"), factories.person("Bob")
    factories.membership(ada, team)
    factories.membership(bob, team)
    factories.publication("Together", [ada, bob])
    page = visit("/publications/", team="engines")
    assert titles(page) == ["Together"]
    assert text(page.of_class("count")[0]) == "1 publication"


def test_filters_offer_only_choices_with_publications(visit):
    factories.venue("Unused")
    factories.topic("Unused")
    factories.publication(venue=factories.venue("Used"))
    offered = [option.get("value") for option in visit("/publications/").all("main//option")]
    assert "used" in offered
    assert "unused" not in offered


# ---- pages and links --------------------------------------------------------------------------


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
    ("requested", "displayed"), [("-1", "2"), ("99999", "2"), ("two", "1"), ("1.5", "1"), ("\x00", "1")]
)
def test_invalid_page_number_shows_the_nearest_page_with_a_note(visit, requested, displayed):
    for number in range(PER_PAGE + 1):
        factories.publication(f"Paper {number}")
    page = visit("/publications/", page=requested)
    assert text(page.one("span[@aria-current='page']")) == displayed
    assert len(page.notes) == 1


def test_export_and_feed_links_keep_the_filters(papers, visit):
    page = visit("/publications/", year="2025", q="engines")
    exports = [link for link in page.links if "/export." in link]
    assert exports == [f"/publications/export.{name}?q=engines&year=2025" for name in ("bib", "ris", "json")]
    feed = page.one("link[@type='application/atom+xml']").get("href")
    assert feed == "/publications/feed/?q=engines&year=2025"


def test_titles_in_another_language_have_a_lang_attribute(visit):
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


def in_chart(page, name):
    return [part for chart in page.of_class("chart") for part in chart.iter(name)]


def chart_description(page):
    return "".join(map(text, in_chart(page, "desc")))


def test_chart_shows_the_number_by_year_with_a_text_alternative(years, visit):
    page = visit("/publications/")
    assert chart_description(page) == "2021: 1; 2023: 2; 2024: 4"
    assert [link.get("href") for link in in_chart(page, "a")] == [
        "?year=2021",
        "?year=2023",
        "?year=2024",
    ]


def test_chart_applies_the_other_filters_and_marks_the_selected_year(years, visit):
    assert chart_description(visit("/publications/", kind="journal")) == ""
    factories.publication("On wheels", year=2022, kind="journal")
    assert chart_description(visit("/publications/", kind="journal")) == "2022: 1; 2023: 2; 2024: 4"
    assert chart_description(visit("/publications/", q="engines")) == "2021: 1; 2023: 2; 2024: 4"
    page = visit("/publications/", q="engines", year=2023)
    assert len(titles(page)) == 2
    assert [bar.get("href") for bar in in_chart(page, "a") if bar.get("aria-current")] == [
        "?q=engines&year=2023"
    ]


def test_count_is_right_with_only_the_year_filter(years, visit):
    assert text(visit("/publications/", year=2024).of_class("count")[0]) == "4 publications"


def test_search_results_are_grouped_by_where_the_words_were_found(visit):
    factories.publication("On engines")
    factories.publication("On wheels", abstract="For engines.")
    page = visit("/publications/", q="engines")
    assert page.headings(2) == ["In the title", "Other matches"]
    factories.publication("Selected", abstract="Engines", is_selected=True, year=2000)
    page = visit("/publications/", q="engines", order="selected")
    assert page.headings(2) == ["Selected", "In the title", "Other matches"]


def test_badge_and_line_of_an_entry_do_not_repeat_each_other(visit):
    factories.publication("A", venue=factories.venue("Symposium on Engines", abbreviation="SE"), year=2025)
    factories.publication("B", venue=factories.venue("Engine Letters", kind="journal"), year=2024)
    factories.publication("C", venue=None, kind="preprint", year=2023)
    page = visit("/publications/")
    entries = page.of_class("entry")
    badges = [[text(badge) for badge in page.of_class("badge", entry)] for entry in entries]
    lines = [[text(line) for line in page.of_class("entry-venue", entry)] for entry in entries]
    assert badges == [["SE 2025"], ["Engine Letters 2024"], []]
    assert lines == [["Symposium on Engines"], [], ["Preprint 2023"]]


def test_abstract_and_bibtex_open_in_an_entry_and_lead_to_the_page_without_scripts(visit):
    factories.publication("With abstract", slug="with", abstract="Engines.", year=2025)
    factories.publication("Without abstract", slug="without", year=2024)
    page = visit("/publications/")
    folds = [page.all("details[@data-load]", entry) for entry in page.of_class("entry")]
    assert [[fold.get("data-load") for fold in entry] for entry in folds] == [
        ["abstract", "bibtex"],
        ["bibtex"],
    ]
    url, anchor = page.one("a", folds[0][0]).get("href").split("#")
    target = visit(url)
    assert text(target.one(f"*[@id='{anchor}']")) == "Engines."
    assert "@" in text(target.one("*[@id='bibtex']"))


def test_citations_are_shown_from_the_first_on(visit):
    factories.publication("A", citations=0, citations_on="2025-03-01")
    assert "Cited" not in visit("/publications/").text
    Publication.objects.update(citations=1)
    assert "Cited once" in visit("/publications/").text


def test_venue_badge_leads_to_the_publications_of_the_venue(visit):
    factories.publication(venue=factories.venue("ISCA"))
    badge = visit("/publications/").of_class("badge")[0]
    assert badge.get("href").startswith("/publications/?venue=")
