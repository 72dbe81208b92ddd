"""What the tests of pages share: reading a page, and a lab with one of everything."""

import pytest
from django.db import transaction

from tests.views.full_lab import make_full_lab
from tests.views.reading import Page


@pytest.fixture
def visit(visitor):
    """``visit("/people/")`` is the page as anybody sees it; an answer other than 200 fails the test."""

    def read(path, status=200, **parameters):
        response = visitor.get(path, parameters or None)
        assert response.status_code == status, f"{path}: {response.status_code}"
        return Page(response)

    return read


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup, django_db_blocker):
    """What a fixture makes after this one is there for all tests of a module, and gone after the last.

    What a test itself changes is undone after the test, as ever. A test that makes its own rows and
    counts on no others belongs into a module that does not use this.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def full_lab(rows_of_module):
    """One of everything."""
    make_full_lab()
