"""What holds for a reference in any style, whatever is known about the publication."""

import re
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given

from publications.citing import KINDS, STYLES, Author, Reference, plain_text

from .reference_samples import work
from .test_citing_bibtex import references

styles = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.slug)

TODAY = date(2026, 11, 24)
KNOWN = {
    "year": 2020,
    "venue": "Venue",
    "volume": "7",
    "number": "3",
    "pages": "1-9",
    "publisher": "Publisher",
    "doi": "10.1000/1",
    "address": "Place",
    "edition": "2",
    "editor": "Ed Editor",
}
STRAY = re.compile(
    r"\s{2}|\s[,.;:)\]](?![ .])|[(\[]\s|\(\)|\[\]|,,|,\.|::|: \.|, ?\)|\( ?,|\.\.(?!\.)"
    "|^[,.:;& ]|[,:;&(/]$|“”"
)


@styles
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_is_missing_leaves_punctuation_behind(style, kind):
    subsets = [names for size in range(len(KNOWN) + 1) for names in combinations(KNOWN, size)]
    for authors, names in product(("", "Ada Example", "张三; 李四"), subsets):
        known = {name: KNOWN[name] for name in names}
        written = plain_text(style.format(work(kind, "Title", authors, **known), TODAY))
        assert not STRAY.search(written), written


@styles
def test_a_reference_of_nothing_is_no_error(style):
    assert not STRAY.search(
        plain_text(style.format(Reference(key="", kind="", title="", language=""), TODAY))
    )


@styles
@given(given_reference=references)
def test_whatever_goes_in_one_line_comes_out(style, given_reference):
    written = plain_text(style.format(given_reference, TODAY))
    written.encode()
    assert "\n" not in written
    assert not re.search(r"[\x00-\x1f\x7f]", written)


@styles
@given(given_reference=references)
def test_only_web_addresses_become_links(style, given_reference):
    links = [run.href for run in style.format(given_reference, TODAY) if run.href]
    assert all(re.match("https?://", link) for link in links)


@styles
def test_every_author_that_is_named_can_be_told(style):
    authors = (Author("Ada Example", equal_contribution=True), Author(""), Author("张三"))
    runs = style.format(Reference("k", "journal", "T", authors=authors))
    assert [run.author for run in runs if run.author] == [authors[0], authors[2]]


@styles
def test_titles_are_printed_as_entered(style):
    title = "FastLM on GPUs: A Case Study of $O(n)$ <b>"
    assert title in plain_text(style.format(work("journal", title)))
