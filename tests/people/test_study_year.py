"""The year of study on a given day."""

from datetime import date

import pytest
from django.utils import translation

from core.partial_dates import PartialDate
from people.study_year import academic_year, student_text, year_of_study

SEPTEMBER, FEBRUARY, JANUARY = 9, 2, 1


def cases(table):
    """Return test cases from lines of "start on year"."""
    return [tuple(line.split()) for line in table.strip().splitlines()]


def check(start, on, year, first_month):
    assert year_of_study(PartialDate.parse(start), date.fromisoformat(f"{on}-15"), first_month) == int(year)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    cases("""
        2023-06 2023-07 1
        2023-06 2023-10 1
        2023-06 2024-08 1
        2023-06 2024-09 2
        2023-06 2025-08 2
        2023-06 2025-10 3
    """),
)
def test_june_start_counts_from_the_next_academic_year(start, on, year):
    check(start, on, year, SEPTEMBER)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    cases("""
        2023-09 2023-09 1
        2023-09 2024-08 1
        2023-09 2024-09 2
        2023-09-01 2024-09 2
        2023-09-30 2024-09 2
        2023-12 2024-08 1
        2023-12 2024-09 2
    """),
)
def test_year_of_study_changes_with_the_academic_year(start, on, year):
    check(start, on, year, SEPTEMBER)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    cases("""
        2023 2023-03 1
        2023 2023-09 1
        2023 2024-08 1
        2023 2024-09 2
        2023 2026-10 4
    """),
)
def test_start_without_month_is_the_intake_of_that_year(start, on, year):
    check(start, on, year, SEPTEMBER)


@pytest.mark.parametrize(
    ("start", "on", "year"),
    cases("""
        2024-02 2024-03 1
        2024-02 2024-08 1
        2024-02 2024-09 2
        2024-05 2024-09 2
        2024-02 2025-09 3
    """),
)
def test_spring_start_is_second_year_from_autumn(start, on, year):
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
def test_academic_year_can_start_in_another_month(start, on, year, first_month):
    check(start, on, year, first_month)


def test_year_before_the_start_is_the_first():
    check("2025-09", "2024-01", 1, SEPTEMBER)


@pytest.mark.parametrize(
    ("year", "month", "first_month", "expected"), [(2024, 8, 9, 2023), (2024, 9, 9, 2024), (2024, 1, 1, 2024)]
)
def test_academic_year_is_the_calendar_year_it_begins_in(year, month, first_month, expected):
    assert academic_year(year, month, first_month) == expected


@pytest.mark.parametrize(
    ("degree", "year", "text"),
    [
        ("phd", 3, "Third-year PhD student"),
        ("master", 1, "First-year master’s student"),
        ("bachelor", 10, "Tenth-year undergraduate"),
        ("phd", None, "PhD student"),
        ("master", 11, "Master’s student"),
        ("bachelor", 0, "Undergraduate student"),
    ],
)
def test_year_is_written_as_an_ordinal_up_to_ten(degree, year, text):
    assert student_text(degree, year) == text


@pytest.mark.parametrize("degree", ["phd", "master", "bachelor"])
def test_student_text_is_translated(degree):
    with translation.override("zh-hans"):
        assert student_text(degree, 2)
        assert student_text(degree, None)
