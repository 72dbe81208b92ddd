"""Publications in press, and other details on the page of a publication."""

import pytest

from publications.models import Publication
from tests import factories
from tests.views.reading import text

pytestmark = pytest.mark.django_db


def test_in_press_comes_first_in_lists():
    papers = [
        factories.publication("Undated", year=None),
        factories.publication("Newest", year=2026, month=12, day=31),
        factories.publication("This year’s", year=2026, is_in_press=True),
        factories.publication("No year yet", year=None, is_in_press=True),
        factories.publication("Old", year=2012, is_in_press=True),
    ]
    ordered = [paper.title for paper in Publication.objects.newest_first()]
    assert ordered == ["No year yet", "This year’s", "Newest", "Old", "Undated"]
    assert len(papers) == len(ordered)


def test_list_and_page_say_in_press(visit):
    paper = factories.publication("Soon", year=None, is_in_press=True)
    listed = visit("/publications/")
    assert [text(heading) for heading in listed.all("h2", listed.one("main"))][:1] == ["In press"]
    assert "(in press)" in listed.text
    page = visit(paper.get_absolute_url())
    assert "Date In press" in page.text
    assert "Publications / In press" in page.text
    assert "待出版" in visit("/zh-hans" + paper.get_absolute_url()).text


def test_page_shows_note_article_number_version_holder_and_a_year_in_words(visit):
    paper = factories.publication(
        "Details",
        year=None,
        note="Oral, with <b>appendix</b>",
        article_number="e0209899",
        extra={"version": "2.1", "holder": "Example University", "year": "350 BC"},
    )
    page = visit(paper.get_absolute_url()).text
    for words in (
        "Note Oral, with <b>appendix</b>",
        "Article number e0209899",
        "Version 2.1",
        "Holder Example University",
        "Date 350 BC",
    ):
        assert words in page


def test_date_in_figures_without_a_year_of_today_is_shown_in_words(visit):
    """In the notation of biblatex, -0349 is 350 BC, since there the year 0 exists."""
    politics = factories.publication("Politics", year=None, extra={"date": "-0349"})
    factories.publication("Decade", year=1850, extra={"date": "1850~"}, venue=factories.venue("Trials"))
    assert "Date 350 BC" in visit(politics.get_absolute_url()).text
    assert "日期 公元前 350 年" in visit("/zh-hans" + politics.get_absolute_url()).text
    listed = visit("/publications/")
    assert "350 BC" in [text(heading) for heading in listed.all("h2", listed.one("main"))]
    assert "Trials c. 1850" in listed.text
    assert "Trials 约 1850 年" in visit("/zh-hans/publications/").text


def test_lists_of_the_dashboard_show_dates_in_words(member):
    factories.publication("Laws", year=None, extra={"year": "c. 350 BC"}, authors=[member.person])
    assert "c. 350 BC" in member.get("/me/publications/").content.decode()


def test_impossible_day_is_not_shown(visit):
    paper = factories.publication("Leap", year=2019, month=2, extra={"date": "2019-02-30"})
    assert "Date Feb 2019" in visit(paper.get_absolute_url()).text


def undated(title, words, **fields):
    return factories.publication(title, year=None, extra={"year": words} if words else {}, **fields)


def test_list_groups_years_in_words_under_what_the_page_shows(visit):
    papers = [undated("Laws", "c. 350 BC"), undated("Unknown", ""), undated("Letters", "c. 350 BC")]
    listed = visit("/publications/")
    groups = {
        text(group.find(".//h2")): [text(title) for title in group.iterfind(".//h3")]
        for group in listed.all("section[@class='year']")
    }
    assert groups == {"No year": ["Unknown"], "c. 350 BC": ["Letters", "Laws"]}
    assert "Publications / c. 350 BC" in visit(papers[0].get_absolute_url()).text


def test_entries_show_an_approximate_year_as_entered(visit):
    factories.publication("Alone", year=1850, extra={"year": "c. 1850"})
    factories.publication("In a venue", year=1850, venue=factories.venue("Trials"), extra={"year": "c. 1850"})
    listed = visit("/publications/")
    headings = [text(heading) for heading in listed.all("h2", listed.one("main"))]
    assert "1850" in headings
    assert "Conference paper c. 1850" in listed.text
    assert "Trials c. 1850" in listed.text


def test_references_of_a_person_are_grouped_by_years_in_words(visit):
    ada = factories.person("Ada Example")
    for title, words in (("Laws", "c. 350 BC"), ("Unknown", ""), ("Letters", "c. 350 BC")):
        undated(title, words, authors=[ada])
    page = visit("/people/ada-example/publications/")
    headings = [text(heading) for heading in page.all("h2", page.one("main"))]
    assert [heading for heading in headings if heading in ("No year", "c. 350 BC")] == [
        "c. 350 BC",
        "No year",
    ]
