"""The names of venues."""

import pytest

from publications.models.venue import split_abbreviation


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [
        ("Conference on Neural Information Processing Systems", "NeurIPS"),
        ("European Conference on Machine Learning and Principles of Knowledge Discovery", "ECML-PKD"),
        ("IEEE/ACM Transactions on Networking", "TON"),
    ],
)
def test_abbreviation_after_the_name_of_a_venue_is_read(name, abbreviation):
    assert split_abbreviation(f"{name} ({abbreviation} )") == (name, abbreviation)
    assert split_abbreviation(f"{name}（{abbreviation}）") == (name, abbreviation)


@pytest.mark.parametrize(
    "text",
    [
        "Journal of Shanghai Jiao Tong University (Science)",
        "Journal of Fluids (US)",
        "Physics of Fluids (USA)",
        "Machine Learning (CCF-A)",
        "Annual Meeting of the Association (Volume 1: Long Papers)",
        "(ICML)",
        "ICML",
    ],
)
def test_other_words_in_parentheses_belong_to_the_name_of_a_venue(text):
    assert split_abbreviation(text) == (text, "")
