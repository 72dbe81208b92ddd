"""Citation keys."""

import re

import pytest

from publications.citing import Author, citation_key, unique_keys

from .reference_samples import reference


@pytest.mark.parametrize(
    ("name", "title", "key"),
    [
        ("Ada Example", "FastLM: Faster Inference", "example2025fastlm"),
        ("Ada Example", "On the Use of Examples", "example2025use"),
        ("Ada Example", "2/4/16-bit Examples", "example2025bit"),
        ("Ada van der Example", "C++", "vanderexample2025c"),
        ("Åsa Müßig-Łukøs", "Où ?", "mussiglukos2025ou"),
        ("The Example Team", "To Be", "theexampleteam2025be"),
    ],
)
def test_key_is_family_name_year_and_first_significant_word(name, title, key):
    assert citation_key(reference(title=title, authors=(Author(name),), year=2025)) == key


def test_key_of_a_chinese_paper_has_a_hash_or_the_given_pinyin():
    paper = reference(title="基于GPU的示例", authors=(Author("张三"),), year=2019)
    assert re.fullmatch("ref2019[0-9a-f]{6}", citation_key(paper))
    assert citation_key(paper) != citation_key(
        reference(title="另一个示例", authors=paper.authors, year=2019)
    )
    assert citation_key(paper, ascii_family="Zhang", ascii_title="ji yu GPU de shi li") == "zhang2019ji"


def test_key_of_an_edited_book_has_the_name_of_the_first_editor():
    book = reference(
        title="Looms", authors=(), editors=(Author("Ada Example"), Author("Ben Other")), year=2019
    )
    assert citation_key(book) == "example2019looms"


def test_key_is_the_same_every_time():
    assert citation_key(reference(title="示例")) == "ref0d53f0"


def test_invalid_and_repeated_keys_become_valid_and_unique():
    keys = ["a b{c}", "ABC", "abc", "", ""]
    papers = [reference(key=key, title="Fast", authors=(Author("Ada Example"),)) for key in keys]
    assert unique_keys(papers) == ["abc", "ABCa", "abcb", "examplefast", "examplefasta"]
