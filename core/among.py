"""The lookup ``pk__among=queryset``: like ``in``, but PostgreSQL looks up the keys one by one."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import In


class Among(In):
    """``in`` for a subquery with few keys among many rows, as of a search.

    PostgreSQL's planner expects far more keys of such subqueries than there are, and would read the whole
    table to compare each row with them. An array makes it gather the keys first and look each of them up.
    """

    lookup_name = "among"

    def get_rhs_op(self, connection: BaseDatabaseWrapper, rhs: str) -> str:
        """Return the operator with this subquery, which is in parentheses."""
        return f"= ANY (ARRAY{rhs})" if connection.vendor == "postgresql" else f"IN {rhs}"
