"""The tables of the books that search is tested with."""

import pytest
from django.db import connection

from core.search.search_text import drop_search_indexes, install_search_indexes
from tests.core.books import Book, Review, app, drop_index, install_all


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """The tables of the models above, which belong to no app. SQLite makes no table in a transaction."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Book)
            editor.create_model(Review)
        install_search_indexes(app, using="default")
        yield
        drop_search_indexes(using="default", plan=["something"])
        with connection.schema_editor() as editor:
            editor.delete_model(Review)
            editor.delete_model(Book)
        install_all()


@pytest.fixture
def books(tables, db):
    return Book.objects


@pytest.fixture(params=["index", "no index"])
def books_either_way(request, books):
    """Once with the index and once without: the answers are the same."""
    if request.param == "no index":
        drop_index()
    return books
