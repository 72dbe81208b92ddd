"""Rules that both the form and the database enforce."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


@contextmanager
def refused_by_the_database():
    """Expect that writing in this block violates a constraint."""
    with pytest.raises(IntegrityError), transaction.atomic():
        yield


def refusal_of(row) -> str:
    """Return the error messages of a row that must be invalid."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return " ".join(refusal.value.messages)
