"""What must always hold is refused twice: by the form with words, by the database without."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


@contextmanager
def refused_by_the_database():
    """Expects that what is written inside violates a constraint."""
    with pytest.raises(IntegrityError), transaction.atomic():
        yield


def refusal_of(row) -> str:
    """The messages that a form would show for this row, which must not be valid."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return " ".join(refusal.value.messages)
