"""Fixtures for page tests: a parsed page, and a lab with a row of each kind."""

import pytest
from django.db import transaction

from tests.views.full_lab import make_full_lab
from tests.views.reading import Page


@pytest.fixture
def visit(visitor):
    """``visit("/people/")`` returns the parsed page for a visitor, and fails unless its status is 200."""

    def visit_path(path, status=200, **parameters):
        response = visitor.get(path, parameters or None)
        assert response.status_code == status, f"{path}: {response.status_code}"
        return Page(response)

    return visit_path


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup, django_db_blocker):
    """Keep the rows of later module-scoped fixtures until the last test of the module.

    Changes by a test itself are rolled back after that test, as usual. A test that expects no rows but its
    own belongs in a module that does not use this fixture.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def full_lab(rows_of_module):
    """A lab with a row of each kind (see ``full_lab.py``)."""
    make_full_lab()
