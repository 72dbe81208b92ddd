"""Periods between two partial dates."""

import datetime

import pytest

from core.partial_dates import PartialDate, covers, format_period, period_html

DAY = datetime.date(2025, 9, 14)


def dates(*texts):
    return [text and PartialDate.parse(text) for text in texts]


@pytest.mark.parametrize(
    ("start", "end", "covered"),
    [
        (None, None, True),
        ("2025", "2025", True),
        ("2025-09", "2025-09", True),
        ("2025-09-14", "2025-09-14", True),
        ("2025-09-15", None, False),
        ("2025-10", None, False),
        ("2026", None, False),
        (None, "2025-09-13", False),
        (None, "2025-08", False),
        (None, "2024", False),
    ],
)
def test_period_covers_its_first_and_last_day(start, end, covered):
    assert covers(*dates(start, end), DAY) is covered


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2024-10", "2025-06", "2024.10–2025.06"),
        ("2019", "2023", "2019–2023"),
        ("2025-09", None, "2025.09–now"),
        (None, "2025-06", "until 2025.06"),
        ("2025-09", "2025-09", "2025.09"),
        (None, None, ""),
    ],
)
def test_period_is_formatted_as_text(start, end, text):
    assert format_period(*dates(start, end)) == text


def test_period_can_be_expected_or_have_another_word_for_now():
    start, end = dates("2025-09", "2029-06")
    assert format_period(start, end, expected=True) == "2025.09–2029.06 (expected)"
    assert format_period(start, None, expected=True) == "2025.09–now"
    assert format_period(start, None, ongoing_label="至今") == "2025.09–至今"
    assert format_period(start, None, ongoing_label="") == "2025.09–"


def test_period_html_marks_dates_and_escapes_the_label():
    start, end = dates("2025-09", "2029")
    time = '<time datetime="2025-09">2025.09</time>'
    assert period_html(start, end) == f'{time}–<time datetime="2029">2029</time>'
    assert period_html(start, None, ongoing_label="<b>") == f"{time}–&lt;b&gt;"
    assert period_html(None, None) == ""
