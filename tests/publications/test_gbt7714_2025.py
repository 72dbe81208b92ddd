"""References by GB/T 7714-2025."""

from datetime import date

import pytest

from publications.citing import gbt7714_2025, plain_text

from .reference_examples.gbt7714_2025 import EXAMPLES
from .reference_samples import work

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("clause", EXAMPLES)
def test_reference_equals_the_printed_example_of_the_standard(clause):
    reference, printed, on = EXAMPLES[clause]
    assert plain_text(gbt7714_2025(reference, on or TODAY)) == printed


@pytest.mark.parametrize(
    ("name", "formatted"),
    [
        # 7.1.1
        ("Albert Einstein", "Einstein A"),
        ("Amabel Williams-Ellis", "Williams-Ellis A"),
        ("De Morgan, Augustus", "De Morgan A"),
        ("Jiangning Li", "Li Jiangning"),
        ("Jean-Luc Godard", "Godard J-L"),
        ("李时珍", "李时珍"),
        # 7.1.4
        ("American Chemical Society", "American Chemical Society"),
        # B.4 [15]: hyphens stay
        ("Jung-Ran Park", "Park J-R"),
        ("Ada van der Example", "van der Example A"),
        ("欧阳 三四", "欧阳三四"),
    ],
)
def test_family_name_is_as_written_and_given_name_is_abbreviated_unless_in_pinyin(name, formatted):
    assert plain_text(gbt7714_2025(work("book", "T", name))) == f"{formatted}. T[M]."


@pytest.mark.parametrize(
    ("name", "formatted"),
    [
        ("Ouyang, Xiu", "Ouyang Xiu"),
        ("Fei-Fei Li", "Li Fei-Fei"),
        ("Lü, Xi’an", "Lü Xi’an"),
        ("Lyu, Yue", "Lyu Yue"),
        ("Wang, S.", "Wang S"),
        ("Wang, Angela", "Wang A"),
        ("Li, Xiaoming John", "Li X J"),
        ("Lee, Xiaoming", "Lee X"),
        ("Kim, Min-Jun", "Kim M-J"),
        ("Tanaka, Naomi", "Tanaka N"),
    ],
)
def test_only_names_in_pinyin_are_printed_in_full(name, formatted):
    assert plain_text(gbt7714_2025(work("book", "T", name))) == f"{formatted}. T[M]."
