"""Form content built from entries is what somebody would have typed."""

from dataclasses import replace

import pytest

from publications.author_claims import members_matcher
from publications.bibtex import Author
from publications.citing.registry import Funding, funding_lines, read_funding_lines
from publications.form_content import new_content, published_content
from publications.sources.records import build_entry
from tests import factories

pytestmark = pytest.mark.django_db


def entry(*authors, **values):
    return build_entry(
        "article", title="On Looms", authors=tuple(map(Author.from_printed_name, authors)), **values
    )


def members(content):
    return [row["values"]["person"] for row in content["rows"]["authorships"]]


@pytest.mark.parametrize(
    ("short", "venue"),
    [("JOE", "Journal of Engines (JOE)"), ("J. Eng.", "Journal of Engines")],
)
def test_abbreviation_of_a_new_venue_follows_its_name(short, venue):
    entry = build_entry("article", title="On Engines", venue="Journal of Engines", venue_short=short)
    assert new_content(entry, members_matcher())["fields"]["venue"] == [venue]


def test_date_is_as_precise_as_in_the_entry():
    fields = new_content(entry(date=(2025, 6, None)), members_matcher())["fields"]
    assert (fields["year"], fields["month"], fields["day"]) == (["2025"], ["6"], [])


def test_member_is_given_by_name_or_by_slug_if_several_share_it():
    factories.person("Ada Example", aliases="Ada van Example")
    factories.person("Wei Zhang", aliases="Weiwei Zhang")
    other = factories.person("Wei Zhang", aliases="Wei Q. Zhang\nWeiqi Zhang")
    content = new_content(entry("Ada van Example", "Weiqi Zhang", "Nobody Known"), members_matcher())
    assert members(content) == [["Ada Example"], [other.slug], []]


def test_known_author_is_not_linked_if_two_names_fit():
    ada = factories.person("Ada Example")
    content = new_content(entry("A. Example", "A. Example"), members_matcher(), ada)
    assert members(content) == [[], []]


def test_known_author_is_linked_to_the_only_name_that_fits():
    ada = factories.person("Ada Example")
    assert members(new_content(entry("A. Example", "B. Other"), members_matcher(), ada)) == [
        ["Ada Example"],
        [],
    ]


def test_links_of_the_entry_are_included():
    content = new_content(entry(url="https://looms.example.org/"), members_matcher())
    (link,) = content["rows"]["links"]
    assert link["values"] == {"kind": ["link"], "url": ["https://looms.example.org/"], "label": []}


def test_details_of_the_entry_are_included():
    details = {"note": "Oral", "award": "Best Paper", "article_number": "e12", "translated_title": "论织机"}
    content = new_content(entry(**details, is_in_press=True), members_matcher())
    assert {name: content["fields"][name] for name in details} == {
        name: [value] for name, value in details.items()
    }
    assert content["fields"]["is_in_press"] == ["on"]


def test_published_version_is_no_longer_in_press():
    in_press = {"fields": {"year": [], "is_in_press": ["on"], "title": ["x"]}, "rows": {}}
    published = published_content(in_press, entry(date=(2025, None, None), volume="7"))
    assert published["fields"]["is_in_press"] == []


def test_month_and_day_of_the_preprint_are_removed():
    preprint = {"fields": {"year": ["2024"], "month": ["1"], "day": ["2"], "title": ["x"]}, "rows": {"a": []}}
    published = published_content(preprint, entry(date=(2025, None, None), volume="7"))
    fields = published["fields"]
    assert (fields["year"], fields["month"], fields["day"]) == (["2025"], [], [])
    assert (fields["title"], fields["volume"], published["rows"]) == (["x"], ["7"], {"a": []})


def test_known_author_of_a_book_without_authors_is_one_of_its_editors():
    ada = factories.person("Ada Example")
    editors = (Author.from_parts("Other", "Ben"), Author.from_parts("Example", "A."))
    book = build_entry("book", title="On Looms", editors=editors)
    rows = new_content(book, members_matcher(), ada)["rows"]
    assert rows["authorships"] == []
    assert [row["values"] for row in rows["editorships"]] == [
        {"name": ["Ben Other"], "person": [], "citation_name": ["Other, Ben"]},
        {"name": ["A. Example"], "person": ["Ada Example"], "citation_name": ["Example, A."]},
    ]


def test_funding_of_the_published_version_is_taken_where_the_preprint_has_none():
    funded = replace(entry(), funding=(Funding("Yarn Fund", "10.13039/17", ("1", "2")),))
    content = {"fields": {"funding": []}, "rows": {}}
    assert published_content(content, funded)["fields"]["funding"] == ["Yarn Fund (10.13039/17) [1, 2]"]
    content["fields"]["funding"] = ["Loom Fund"]
    assert published_content(content, funded)["fields"]["funding"] == ["Loom Fund"]


@pytest.mark.parametrize(
    "funding",
    [
        Funding("Yarn Fund", "10.13039/17", ("1", "A-2")),
        Funding("Fund (of Looms)", "", ("EP/1: 2",)),
        Funding("国家自然科学基金委员会"),
    ],
)
def test_funding_comes_back_from_its_lines(funding):
    assert read_funding_lines(funding_lines([funding, Funding("Other Fund")])) == (
        funding,
        Funding("Other Fund"),
    )
