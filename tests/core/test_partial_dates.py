"""Partial dates as values: read, written, compared, and in periods."""

import copy
import datetime
import pickle

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.partial_dates import (
    PartialDate,
    covers,
    format_period,
    html,
    period_html,
)

DAY = datetime.date(2025, 9, 14)
days = st.dates(datetime.date(1000, 1, 1), datetime.date(2100, 12, 31))
partial_dates = st.builds(PartialDate.from_date, days, st.sampled_from(["year", "month", "day"]))


def dates(*texts):
    return [text and PartialDate.parse(text) for text in texts]


# ---- the value --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019", "2019"),
        ("2019年", "2019"),
        ("2025.09", "2025-09"),
        ("2025-09", "2025-09"),
        ("2025/9", "2025-09"),
        ("2025.9", "2025-09"),
        ("2025.10", "2025-10"),
        ("2025.1", "2025-01"),
        ("Sep 2025", "2025-09"),
        ("Sept. 2025", "2025-09"),
        ("SEPTEMBER 2025", "2025-09"),
        ("May 2025", "2025-05"),
        ("2025年9月", "2025-09"),
        ("2025 年 09 月", "2025-09"),
        ("２０２５．０９", "2025-09"),
        ("2025-09-14", "2025-09-14"),
        ("2025.09.14", "2025-09-14"),
        ("2025/9/4", "2025-09-04"),
        ("14 Sep 2025", "2025-09-14"),
        ("September 14, 2025", "2025-09-14"),
        ("2025年9月14日", "2025-09-14"),
        ("  2025.09\n", "2025-09"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_dates_are_read_in_the_forms_that_people_write(text, iso):
    assert str(PartialDate.parse(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "now", "25.09", "0999", "2101", "20250914", "2025-001", "9 2025", "2025年9", "9月2025年"),
        *("2025-00", "2025-13", "2025-02-29", "2025-09-31", "2025-09-00", "32 May 2025", "0 May 2025"),
        *("2025.", "2025-", "2025-9.14", "2025-09-14T10:00", "Sex 2025", "Sepp 2025"),
    ],
)
def test_other_texts_are_refused(text):
    with pytest.raises(ValueError, match=r"not a date like|there is no|is not between"):
        PartialDate.parse(text)


def test_a_day_without_its_month_is_refused():
    with pytest.raises(ValueError, match="a day needs a month"):
        PartialDate(2025, None, 1)


@given(partial_dates)
def test_what_is_written_is_read_again(date):
    forms = [str(date), date.iso, date.dotted, date.formatted()]
    with translation.override("zh-hans"):
        forms.append(date.formatted())
    assert {PartialDate.parse(form) for form in forms} == {date}
    assert pickle.loads(pickle.dumps(date)) == copy.deepcopy(date) == date


@given(partial_dates, partial_dates)
def test_the_order_is_that_of_the_texts_and_of_the_days(one, other):
    assert (one < other) == (str(one) < str(other)) == (other > one)
    if one.precision == other.precision:
        assert (one <= other) == (one.first_day <= other.first_day) == (one.last_day <= other.last_day)


def test_a_year_sorts_before_its_months():
    mixed = dates("2025-02", "2025-01-01", "2025", "2024-12-31", "2025-01")
    assert sorted(mixed) == dates("2024-12-31", "2025", "2025-01", "2025-01-01", "2025-02")


def test_a_date_knows_its_days_and_precision():
    for text, first, last, precision in [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-02-03", "2024-02-03", "2024-02-03", "day"),
    ]:
        date = PartialDate.parse(text)
        assert (str(date.first_day), str(date.last_day), date.precision) == (first, last, precision)


def test_the_long_form_follows_the_language():
    year, month, day = dates("2025", "2025-09", "2025-09-14")
    assert [date.formatted() for date in (year, month, day)] == ["2025", "Sep 2025", "14 Sep 2025"]
    with translation.override("zh-hans"):
        assert [date.formatted() for date in (year, month, day)] == ["2025年", "2025年9月", "2025年9月14日"]


def test_html_is_a_time_element():
    assert html(PartialDate(2025, 9)) == '<time datetime="2025-09">2025.09</time>'
    assert html(None) == ""


# ---- periods ----------------------------------------------------------------------------------


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
def test_a_period_covers_its_first_and_its_last_day(start, end, covered):
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
def test_a_period_reads_well(start, end, text):
    assert format_period(*dates(start, end)) == text


def test_a_period_may_be_expected_or_have_its_own_word_for_now():
    start, end = dates("2025-09", "2029-06")
    assert format_period(start, end, expected=True) == "2025.09–2029.06 (expected)"
    assert format_period(start, None, expected=True) == "2025.09–now"
    assert format_period(start, None, ongoing_label="至今") == "2025.09–至今"
    assert format_period(start, None, ongoing_label="") == "2025.09–"


def test_a_period_in_html_marks_its_dates_and_escapes_the_label():
    start, end = dates("2025-09", "2029")
    time = '<time datetime="2025-09">2025.09</time>'
    assert period_html(start, end) == f'{time}–<time datetime="2029">2029</time>'
    assert period_html(start, None, ongoing_label="<b>") == f"{time}–&lt;b&gt;"
    assert period_html(None, None) == ""
