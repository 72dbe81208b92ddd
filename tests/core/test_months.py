"""Periods counted in calendar months."""

from datetime import date

import pytest

from core.months import months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2025, 9, 14), 12, date(2024, 9, 14)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2025, 1, 5), 1, date(2024, 12, 5)),
    ],
)
def test_months_before_keeps_the_day_or_takes_the_last_of_the_month(day, months, before):
    assert months_before(day, months) == before
