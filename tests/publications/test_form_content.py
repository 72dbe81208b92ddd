"""An entry becomes what the form of a publication holds, as if somebody had typed it."""

import pytest

from publications.author_claims import members_matcher
from publications.bibtex import Author
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


def test_a_date_is_as_precise_as_the_entry():
    fields = new_content(entry(date=(2025, 6, None)), members_matcher())["fields"]
    assert (fields["year"], fields["month"], fields["day"]) == (["2025"], ["6"], [])


def test_a_member_is_there_by_name_and_by_address_where_several_have_it():
    factories.person("Ada Example", aliases="Ada van Example")
    factories.person("Wei Zhang", aliases="Weiwei Zhang")
    other = factories.person("Wei Zhang", aliases="Wei Q. Zhang\nWeiqi Zhang")
    content = new_content(entry("Ada van Example", "Weiqi Zhang", "Nobody Known"), members_matcher())
    assert members(content) == [["Ada Example"], [other.slug], []]


def test_of_several_who_may_be_the_sure_member_none_is_taken():
    ada = factories.person("Ada Example")
    content = new_content(entry("A. Example", "A. Example"), members_matcher(), ada)
    assert members(content) == [[], []]


def test_the_only_author_who_may_be_the_sure_member_is():
    ada = factories.person("Ada Example")
    assert members(new_content(entry("A. Example", "B. Other"), members_matcher(), ada)) == [
        ["Ada Example"],
        [],
    ]


def test_links_come_along():
    content = new_content(entry(url="https://looms.example.org/"), members_matcher())
    (link,) = content["rows"]["links"]
    assert link["values"] == {"kind": ["link"], "url": ["https://looms.example.org/"]}


def test_the_day_of_a_preprint_is_not_that_of_the_paper():
    preprint = {"fields": {"year": ["2024"], "month": ["1"], "day": ["2"], "title": ["x"]}, "rows": {"a": []}}
    published = published_content(preprint, entry(date=(2025, None, None), volume="7"))
    fields = published["fields"]
    assert (fields["year"], fields["month"], fields["day"]) == (["2025"], [], [])
    assert (fields["title"], fields["volume"], published["rows"]) == (["x"], ["7"], {"a": []})
