"""References by GB/T 7714-2015."""

from datetime import date

import pytest

from publications.citing import gbt7714, plain_text

from .reference_examples.gbt7714 import EXAMPLES
from .reference_samples import work


@pytest.mark.parametrize("example", EXAMPLES)
def test_reference_equals_the_printed_example_of_the_standard(example):
    reference, printed = EXAMPLES[example]
    assert plain_text(gbt7714(reference, on=date(2013, 3, 8))) == printed


@pytest.mark.parametrize(
    ("name", "formatted"),
    [
        # Section 8.1.1
        ("Albert Einstein", "EINSTEIN A"),
        ("Amabel Williams-Ellis", "WILLIAMS-ELLIS A"),
        ("De Morgan, Augustus", "DE MORGAN A"),
        # Section 8.1.3
        ("American Chemical Society", "American Chemical Society"),
        ("Ada van der Example", "VAN DER EXAMPLE A"),
        ("Jean-Paul Example", "EXAMPLE J P"),
        ("欧阳三四", "欧阳三四"),
        ("张 三", "张三"),
    ],
)
def test_author_name_is_in_capitals_with_initials_without_stops(name, formatted):
    assert plain_text(gbt7714(work("book", "T", name))) == f"{formatted}. T[M]."


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("workshop", "[C]"),
        ("software", "[CP/OL]"),
        ("dataset", "[DS/OL]"),
        ("preprint", "[EB/OL]"),
        ("other", "[Z/OL]"),
        ("no such kind", "[Z]"),
    ],
)
def test_each_kind_has_its_code_and_online_sources_a_carrier(kind, code):
    assert f"T{code}." in plain_text(gbt7714(work(kind, "T", url="https://a.example/")))


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (work("journal", "T"), "T[J]."),
        (work("journal", "T", venue="J", year=2012, number="34"), "T[J]. J, 2012(34)."),
        (work("conference", "T", pages="1-9", year=2020), "T[C]. 2020: 1-9."),
        (work("conference", "T", venue="V", year=2020), "T[C]//V. 2020."),
        (work("conference", "T", venue="V", editor="A. B"), "T[C]//B A. V."),
        (work("preprint", "T", venue="PsyArXiv", year=2020), "T[EB]. PsyArXiv. (2020)."),
        (work("preprint", "T", arxiv_id="2501.00001"), "T[EB/OL]. https://arxiv.org/abs/2501.00001."),
        (work("software", "T", version="1.0", year=2020), "T[CP]. Version 1.0. 2020."),
        (work("book", "示例", language="zh", volume="2", edition="1"), "示例: 第2卷[M]."),
        (work("thesis", "T", address="北京"), "T[D]. 北京."),
        (work("patent", "T?"), "T?[P]."),
    ],
)
def test_unknown_values_leave_no_punctuation(reference, printed):
    assert plain_text(gbt7714(reference)) == printed


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        # Form and order of the dates follow section 4.6.1; without an imprint, the CSL style.
        (
            work("preprint", "T", arxiv_id="2501.00001"),
            "T[EB/OL]. [2026-11-24]. https://arxiv.org/abs/2501.00001.",
        ),
        (
            work("dataset", "T", version="1.0", publisher="P", year=2024, month=5, doi="10.1000/1"),
            "T[DS/OL]. Version 1.0. P, 2024[2026-11-24]. DOI: 10.1000/1.",
        ),
        (
            work("software", "T", year=2024, month=5, url="https://a.example/"),
            "T[CP/OL]. (2024-05)[2026-11-24]. https://a.example/.",
        ),
        # Not yet in a volume or issue. The maintainers of the Chinese CSL styles say that pages are possible.
        (
            work("journal", "T", venue="J", year=2024, pages="1-9", doi="10.1000/1"),
            "T[J/OL]. J, 2024: 1-9[2026-11-24]. DOI: 10.1000/1.",
        ),
        (
            work("journal", "T", venue="J", year=2024, doi="10.1000/1"),
            "T[J/OL]. J, 2024[2026-11-24]. DOI: 10.1000/1.",
        ),
        # Appeared on arXiv only.
        (
            work("thesis", "T", year=2024, arxiv_id="2501.00001"),
            "T[D/OL]. (2024)[2026-11-24]. https://arxiv.org/abs/2501.00001.",
        ),
        # Printed, or without a URL.
        (
            work("journal", "T", venue="J", year=2024, volume="7", doi="10.1000/1"),
            "T[J]. J, 2024, 7. DOI: 10.1000/1.",
        ),
        (work("conference", "T", venue="V", year=2024, doi="10.1000/1"), "T[C]//V. 2024. DOI: 10.1000/1."),
        (work("journal", "T", venue="J", year=2024), "T[J]. J, 2024."),
        (work("preprint", "T", venue="PsyArXiv", year=2024), "T[EB]. PsyArXiv. (2024)."),
    ],
)
def test_only_online_sources_give_the_access_date(reference, printed):
    assert plain_text(gbt7714(reference, on=date(2026, 11, 24))) == printed


def test_book_without_authors_starts_with_its_editors():
    book = work("book", "T", editor="雷光春 and A. B. Example", edition="Second", year=2012)
    assert plain_text(gbt7714(book)) == "雷光春, EXAMPLE A B. T[M]. 2nd ed. 2012."


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        (work("journal", "T", venue="J", is_in_press=True), "T[J]. J, in press."),
        (
            work("journal", "示例", language="zh", venue="示例学报", is_in_press=True),
            "示例[J]. 示例学报, 印刷中.",
        ),
        (
            work("journal", "T", venue="J", year=2024, volume="5", article_number="42"),
            "T[J]. J, 2024, 5: 42.",
        ),
        (work("journal", "T", venue="J", year=2024, volume="PP", number="99", pages="1-1"), "T[J]. J, 2024."),
        (work("journal", "T", "A. B; C. D", has_more_authors=True), "B A, D C, et al. T[J]."),
        (work("book", "会议论文集", editor="张三", language="zh"), "张三. 会议论文集[C]."),
        (work("book", "示例", language="zh", edition="2"), "示例[M]. 2版."),
        (work("book", "示例", language="zh", edition="第二版"), "示例[M]. 2版."),
        (work("book", "T", location="Oslo", publisher="P", year=2020), "T[M]. Oslo: P, 2020."),
        (
            work("book", "示例", "罗杰斯", language="zh", translator="张三 and 李四"),
            "罗杰斯. 示例[M]. 张三, 李四, 译.",
        ),
        (
            work("book", "示例", language="zh", translator="张三 and 李四 and 王五 and 赵六"),
            "示例[M]. 张三, 李四, 王五, 等译.",
        ),
    ],
)
def test_what_is_special_about_a_work_is_printed(reference, printed):
    assert plain_text(gbt7714(reference)) == printed
