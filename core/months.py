"""Periods that are counted in months of the calendar."""

from calendar import monthrange
from datetime import date


def months_before(day: date, months: int) -> date:
    """Returns the day so many months earlier, or the last one of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
