"""Properties of references in every style, whatever is known about the publication."""

import re
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given

from publications.citing import KINDS, STYLES, Author, Reference, plain_text

from .reference_samples import work
from .reference_strategies import hostile_references

styles = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.slug)

TODAY = date(2026, 11, 24)
ALL_VALUES = {
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
    "series": "Series",
    "article_number": "42",
}
#: Most faults show where few values are known, or nearly all.
SIZES = {0, 1, 2, 3, len(ALL_VALUES) - 1, len(ALL_VALUES)}
STRAY_PUNCTUATION = re.compile(
    r"\s{2}|\s[,.;:)\]](?![ .])|[(\[]\s|\(\)|\[\]|,,|,\.|::|: \.|, ?\)|\( ?,|\.\.(?!\.)"
    "|^[,.:;& ]|[,:;&(/]$|“”"
    "|[，：][，：.）]|（[，：）]|[，：（]$|^[，：]"
)


@styles
@pytest.mark.parametrize("kind", KINDS)
def test_missing_values_leave_no_punctuation(style, kind):
    subsets = [names for size in SIZES for names in combinations(ALL_VALUES, size)]
    for authors, names in product(("", "Ada Example", "张三; 李四"), subsets):
        values = {name: ALL_VALUES[name] for name in names}
        formatted = plain_text(style.format(work(kind, "Title", authors, **values), TODAY))
        assert not STRAY_PUNCTUATION.search(formatted), formatted


@styles
def test_publication_without_any_value_is_formatted(style):
    empty = Reference(key="", kind="", title="", language="")
    assert not STRAY_PUNCTUATION.search(plain_text(style.format(empty, TODAY)))


@styles
@given(given_reference=hostile_references)
def test_any_input_gives_one_line(style, given_reference):
    formatted = plain_text(style.format(given_reference, TODAY))
    formatted.encode()
    assert "\n" not in formatted
    assert not re.search(r"[\x00-\x1f\x7f]", formatted)


@styles
@given(given_reference=hostile_references)
def test_only_http_urls_become_links(style, given_reference):
    links = [run.href for run in style.format(given_reference, TODAY) if run.href]
    assert all(re.match("https?://", link) for link in links)


@styles
def test_runs_of_authors_name_their_author(style):
    authors = (Author("Ada Example", equal_contribution=True), Author(""), Author("张三"))
    runs = style.format(Reference("k", "journal", "T", authors=authors))
    assert [run.author for run in runs if run.author] == [authors[0], authors[2]]


@styles
def test_titles_keep_their_capitals_and_have_readable_formulas(style):
    title = "FastLM on GPUs: A Case Study of O(n²) <b>"
    if style.slug == "gbt7714-2025":
        title = title.replace(": ", "：")
    assert title in plain_text(style.format(work("journal", title.replace("O(n²)", "$O(n^2)$"))))


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", "(c. 350 BC). T."),
        ("ieee", "T. c. 350 BC."),
        ("gbt7714", "T[M]. c. 350 BC."),
        ("gbt7714-2025", "T[M]. c. 350 BC."),
    ],
)
def test_year_that_is_no_number_is_printed_as_entered(style, printed):
    reference = Reference(key="k", kind="book", title="T", extra={"year": "c. 350 BC"})
    [chosen] = [item for item in STYLES if item.slug == style]
    assert printed.removesuffix(" T.") in plain_text(chosen.format(reference, date(2026, 1, 2)))


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", "Example, A. (2020). T [Doctoral dissertation, Uni]. https://repo.example/1"),
        (
            "ieee",
            "A. Example, “T,” Ph.D. dissertation, Uni, 2020. [Online]. Available: https://repo.example/1",
        ),
        ("gbt7714", "EXAMPLE A. T[D/OL]. Uni, 2020[2026-01-02]. https://repo.example/1."),
        ("gbt7714-2025", "Example A. T[D/OL]. Uni，2020. https://repo.example/1."),
    ],
)
def test_online_thesis_without_doi_has_its_address(style, printed):
    thesis = Reference(
        key="k",
        kind="thesis",
        title="T",
        authors=(Author("Ada Example"),),
        venue="Uni",
        year=2020,
        url="https://lab.example/publications/t/",
        links=(("slides", "https://slides.example"), ("link", "https://repo.example/1")),
    )
    [chosen] = [item for item in STYLES if item.slug == style]
    assert plain_text(chosen.format(thesis, date(2026, 1, 2))) == printed


def test_printed_book_has_no_address_of_its_shop():
    links = (("link", "https://shop.example/1"),)
    book = Reference(key="k", kind="book", title="T", year=2020, publisher="Yarn Press", links=links)
    assert not any("shop" in plain_text(style.format(book, date(2026, 1, 2))) for style in STYLES)
