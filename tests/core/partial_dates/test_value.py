"""Parsing, formatting and comparing partial dates."""

import copy
import datetime
import pickle

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.partial_dates import AmbiguousDateError, PartialDate, html

days = st.dates(datetime.date(1000, 1, 1), datetime.date(2100, 12, 31))
partial_dates = st.builds(PartialDate.from_date, days, st.sampled_from(["year", "month", "day"]))


def dates(*texts):
    return [text and PartialDate.parse(text) for text in texts]


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
        ("06/2028", "2028-06"),
        ("6/2028", "2028-06"),
        ("06.2028", "2028-06"),
        ("6-2028", "2028-06"),
        ("Jun 2028", "2028-06"),
        ("June, 2028", "2028-06"),
        ("2028 Jun", "2028-06"),
        ("2028, June", "2028-06"),
        ("2028 June 14", "2028-06-14"),
        ("2028年6月", "2028-06"),
        ("2028年06月", "2028-06"),
        ("2028/6", "2028-06"),
        ("2028.6", "2028-06"),
        ("０６／２０２８", "2028-06"),
        ("25/12/2028", "2028-12-25"),
        ("12/25/2028", "2028-12-25"),
        ("14.09.2028", "2028-09-14"),
        ("06/06/2028", "2028-06-06"),
    ],
)
def test_common_date_formats_are_parsed(text, iso):
    assert str(PartialDate.parse(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "now", "25.09", "0999", "2101", "20250914", "2025-001", "9 2025", "2025年9", "9月2025年"),
        *("2025-00", "2025-13", "2025-02-29", "2025-09-31", "2025-09-00", "32 May 2025", "0 May 2025"),
        *("13/2028", "00/2028", "32/12/2028", "30/02/2028", "06/2028/07", "06/07.2028", "6/28", "06/07/28"),
        *("2025.", "2025-", "2025-9.14", "2025-09-14T10:00", "Sex 2025", "Sepp 2025"),
    ],
)
def test_other_texts_are_rejected(text):
    with pytest.raises(ValueError, match=r"not a date like|there is no|is not between"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["06/07/2028", "6.7.2028", "06-07-2028"])
def test_date_with_day_and_month_in_unknown_order_is_ambiguous(text):
    with pytest.raises(AmbiguousDateError) as error:
        PartialDate.parse(text)
    assert [str(date) for date in error.value.readings] == ["2028-07-06", "2028-06-07"]


def test_day_without_month_is_rejected():
    with pytest.raises(ValueError, match="a day needs a month"):
        PartialDate(2025, None, 1)


@given(partial_dates)
def test_every_output_format_can_be_parsed(date):
    forms = [str(date), date.iso, date.dotted, date.formatted()]
    with translation.override("zh-hans"):
        forms.append(date.formatted())
    assert {PartialDate.parse(form) for form in forms} == {date}
    assert pickle.loads(pickle.dumps(date)) == copy.deepcopy(date) == date


@given(partial_dates, partial_dates)
def test_dates_sort_like_their_texts_and_days(date, other):
    assert (date < other) == (str(date) < str(other)) == (other > date)
    if date.precision == other.precision:
        assert (date <= other) == (date.first_day <= other.first_day) == (date.last_day <= other.last_day)


def test_year_sorts_before_its_months():
    unsorted = dates("2025-02", "2025-01-01", "2025", "2024-12-31", "2025-01")
    assert sorted(unsorted) == dates("2024-12-31", "2025", "2025-01", "2025-01-01", "2025-02")


def test_date_has_a_first_day_a_last_day_and_a_precision():
    for text, first, last, precision in [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-02-03", "2024-02-03", "2024-02-03", "day"),
    ]:
        date = PartialDate.parse(text)
        assert (str(date.first_day), str(date.last_day), date.precision) == (first, last, precision)


def test_formatted_date_follows_the_active_language():
    year, month, day = dates("2025", "2025-09", "2025-09-14")
    assert [date.formatted() for date in (year, month, day)] == ["2025", "Sep 2025", "14 Sep 2025"]
    with translation.override("zh-hans"):
        assert [date.formatted() for date in (year, month, day)] == ["2025年", "2025年9月", "2025年9月14日"]


def test_html_is_a_time_element():
    assert html(PartialDate(2025, 9)) == '<time datetime="2025-09">2025.09</time>'
    assert html(None) == ""
