"""Dates that are no plain year, in words."""

import pytest

from publications.citing.dates_in_words import date_in_words


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        # The first three are those of the manual of biblatex: its year 0 exists.
        ("-0876", "877 BC", "公元前 877 年"),
        ("-0877/-0866", "878 BC–867 BC", "公元前 878 年–公元前 867 年"),
        ("-0343-02", "Feb 344 BC", "公元前 344 年 2 月"),
        ("-0349~", "c. 350 BC", "约公元前 350 年"),
        ("0768", "768", "768 年"),
        ("1723~", "c. 1723", "约 1723 年"),
        ("1723?", "1723?", "1723 年？"),
        ("1723%", "c. 1723?", "约 1723 年？"),
        ("1723-06-05~", "c. 5 Jun 1723", "约 1723 年 6 月 5 日"),
        ("1850~/1860", "c. 1850–1860", "约 1850 年–1860 年"),
        ("1850~/", "c. 1850", "约 1850 年"),
        ("199X", "1990s", "1990 年代"),
        ("19XX", "1900–1999", "1900–1999 年"),
        ("2024-21", "Spring 2024", "2024 年春季"),
    ],
)
def test_date_in_the_notation_of_biblatex_is_written_in_words(text, english, chinese):
    assert date_in_words(text, is_chinese=False) == english
    assert date_in_words(text, is_chinese=True) == chinese


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("350 BC", "350 BC", "公元前 350 年"),
        ("ca. 350 B.C.E.", "ca. 350 B.C.E.", "约公元前 350 年"),
        ("公元前350年", "350 BC", "公元前350年"),
        ("约 1850 年", "c. 1850", "约 1850 年"),
        ("circa 1850", "circa 1850", "约 1850 年"),
        ("before the flood", "before the flood", "before the flood"),
        ("乾隆年间", "乾隆年间", "乾隆年间"),
    ],
)
def test_words_are_translated_only_if_they_are_a_year(text, english, chinese):
    assert date_in_words(text, is_chinese=False) == english
    assert date_in_words(text, is_chinese=True) == chinese


@pytest.mark.parametrize("text", ["2020-02-30", "2024", "2024-05/2024-06", "1999-XX", "0000"])
def test_exact_date_needs_no_words(text):
    assert date_in_words(text, is_chinese=False) == ""
