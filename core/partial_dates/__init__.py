"""Dates of which only the year, or the year and the month, may be known.

A CV says "2019–2023" or "since 2025.09". A partial date is stored as the known part of an ISO 8601 date:
"2025", "2025-09" or "2025-09-14". These texts sort like the dates, under any collation, and a year sorts
before its months. Whether a period includes a day is therefore a string comparison in SQL.

- ``value``: ``PartialDate``, its parser and its formats
- ``periods``: conditions and texts for a start and an end
- ``fields``: the form field and the model field
"""

from core.partial_dates.fields import PartialDateField, PartialDateFormField
from core.partial_dates.periods import (
    covers,
    end_not_before_start,
    ends_after_start,
    format_period,
    period_ended,
    period_html,
    period_includes,
    period_started,
)
from core.partial_dates.value import FIRST_YEAR, LAST_YEAR, AmbiguousDateError, PartialDate, html

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "AmbiguousDateError",
    "PartialDate",
    "PartialDateField",
    "PartialDateFormField",
    "covers",
    "end_not_before_start",
    "ends_after_start",
    "format_period",
    "html",
    "period_ended",
    "period_html",
    "period_includes",
    "period_started",
]
