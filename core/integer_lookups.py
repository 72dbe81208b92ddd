"""Lookups of integers that find nothing for numbers too large for the database.

Django does this for ``exact`` and comparisons. Its ``in`` passes any number on, and SQLite raises an error;
forms that select several rows use it with what the browser sent.
"""

from typing import Any

from django.db.models.lookups import In

from core.primary_keys import LARGEST


class IntegerIn(In):
    """``in`` without the numbers that no column can hold."""

    def get_prep_lookup(self) -> Any:
        """Return the values to look for."""
        prepared = super().get_prep_lookup()
        if not isinstance(prepared, list):
            return prepared
        return [value for value in prepared if not isinstance(value, int) or -LARGEST - 1 <= value <= LARGEST]
