"""The year of study, from the start of the studies and the day."""

from datetime import date

import pytest
from django.utils import translation

from core.partial_dates import PartialDate
from people.study_year import academic_year, student_text, year_of_study

SEPTEMBER, FEBRUARY, JANUARY = 9, 2, 1


def years(table):
    """Cases from lines of "start on year"."""
    return [tuple(line.split()) for line in table.strip().splitlines()]


def check(start, on, year, first_month):
    assert year_of_study(PartialDate.parse(start), date.fromisoformat(f"{on}-15"), first_month) == int(year)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    years("""
        2023-06 2023-07 1
        2023-06 2023-10 1
        2023-06 2024-08 1
        2023-06 2024-09 2
        2023-06 2025-08 2
        2023-06 2025-10 3
    """),
)
def test_who_enrols_in_june_for_september_is_in_the_first_year_until_the_next_september(start, on, year):
    check(start, on, year, SEPTEMBER)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    years("""
        2023-09 2023-09 1
        2023-09 2024-08 1
        2023-09 2024-09 2
        2023-09-01 2024-09 2
        2023-09-30 2024-09 2
        2023-12 2024-08 1
        2023-12 2024-09 2
    """),
)
def test_the_year_turns_with_the_academic_year_whatever_the_day_of_the_start(start, on, year):
    check(start, on, year, SEPTEMBER)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    years("""
        2023 2023-03 1
        2023 2023-09 1
        2023 2024-08 1
        2023 2024-09 2
        2023 2026-10 4
    """),
)
def test_a_start_known_by_its_year_counts_as_the_intake_of_that_year(start, on, year):
    check(start, on, year, SEPTEMBER)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    years("""
        2024-02 2024-03 1
        2024-02 2024-08 1
        2024-02 2024-09 2
        2024-05 2024-09 2
        2024-02 2025-09 3
    """),
)
def test_who_starts_in_spring_is_in_the_second_year_from_autumn_on(start, on, year):
    check(start, on, year, SEPTEMBER)


@pytest.mark.parametrize(
    ("start", "on", "year", "first_month"),
    [
        ("2024-02", "2024-03", 1, FEBRUARY),
        ("2024-02", "2025-01", 1, FEBRUARY),
        ("2024-02", "2025-02", 2, FEBRUARY),
        ("2023-12", "2024-06", 1, FEBRUARY),
        ("2024-01", "2024-12", 1, JANUARY),
        ("2024-01", "2025-01", 2, JANUARY),
        ("2023-11", "2023-12", 1, JANUARY),
        ("2023-11", "2024-12", 1, JANUARY),
        ("2024", "2025-01", 2, JANUARY),
    ],
)
def test_the_academic_year_may_start_in_another_month(start, on, year, first_month):
    check(start, on, year, first_month)


def test_before_the_start_it_is_the_first_year():
    check("2025-09", "2024-01", 1, SEPTEMBER)


@pytest.mark.parametrize(
    ("year", "month", "first_month", "began"), [(2024, 8, 9, 2023), (2024, 9, 9, 2024), (2024, 1, 1, 2024)]
)
def test_an_academic_year_is_named_by_the_calendar_year_in_which_it_begins(year, month, first_month, began):
    assert academic_year(year, month, first_month) == began


@pytest.mark.parametrize(
    ("degree", "year", "text"),
    [
        ("phd", 3, "Third-year PhD student"),
        ("master", 1, "First-year master's student"),
        ("bachelor", 10, "Tenth-year undergraduate"),
        ("phd", None, "PhD student"),
        ("master", 11, "Master's student"),
        ("bachelor", 0, "Undergraduate student"),
    ],
)
def test_the_year_is_said_in_words_where_it_makes_sense(degree, year, text):
    assert student_text(degree, year) == text


@pytest.mark.parametrize("degree", ["phd", "master", "bachelor"])
def test_it_can_be_said_in_chinese(degree):
    with translation.override("zh-hans"):
        assert student_text(degree, 2)
        assert student_text(degree, None)
