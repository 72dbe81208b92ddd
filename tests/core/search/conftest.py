"""The tables of the models in ``books.py``."""

import pytest
from django.db import connection

from core.search.indexes import drop_search_indexes, install_search_indexes
from tests.core.search.books import Book, Review, app, drop_index, install_all


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """Create the tables once per module, because SQLite creates no table in a transaction."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Book)
            editor.create_model(Review)
        install_search_indexes(app, using="default")
        yield
        drop_search_indexes(using="default", plan=["a migration"])
        with connection.schema_editor() as editor:
            editor.delete_model(Review)
            editor.delete_model(Book)
        install_all()


@pytest.fixture
def books(tables, db):
    return Book.objects


@pytest.fixture(params=["index", "no index"])
def books_either_way(request, books):
    """Run the test with the index and without: the results must be the same."""
    if request.param == "no index":
        drop_index()
    return books
