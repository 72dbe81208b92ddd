"""Fixtures for page tests: a parsed page, and a lab with a row of each kind."""

from functools import cache

import pytest
from django.test import Client

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
def full_lab(rows_of_module):
    """A lab with a row of each kind (see ``full_lab.py``)."""
    make_full_lab()


@pytest.fixture(scope="module")
def lab_page(full_lab):
    """``lab_page("/people/")`` returns the parsed page of the full lab for a visitor, fetched once a module.

    For tests that only read: a page is the same before and after them.
    """

    @cache
    def page(path):
        response = Client().get(path)
        assert response.status_code == 200, f"{path}: {response.status_code}"
        return Page(response)

    return page
