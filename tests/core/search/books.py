"""Models with a search column that belong to no app, for the search tests."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, models

from core.search.fields import SearchTextField
from core.search.indexes import drop_search_indexes, install_search_indexes


class Book(models.Model):
    title = models.CharField(max_length=200)
    blurb = models.TextField(default="")
    search_text = SearchTextField()

    class Meta:
        app_label = "search_test"
        ordering = ["pk"]

    def search_parts(self):
        return self.title, self.blurb


class Review(models.Model):
    book = models.ForeignKey(Book, models.CASCADE, null=True)
    stars = models.IntegerField()

    class Meta:
        app_label = "search_test"


app = SimpleNamespace(get_models=lambda: [Book, Review])
sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite only")
postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL only")


def drop_index():
    drop_search_indexes(using="default", plan=["a migration"])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX search_test_book_search_text_trgm")


def install_all():
    """Create the indexes of all apps as well: ``drop_search_indexes`` has dropped them too."""
    for config in [app, *apps.get_app_configs()]:
        install_search_indexes(config, using="default")


def titles(rows):
    return [book.title for book in rows]


def assert_uses_index(rows):
    if connection.vendor == "sqlite":
        assert "search_test_book_search VIRTUAL TABLE INDEX 0:M" in rows.order_by().explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # else the planner scans so few rows
        assert "Bitmap Index Scan on search_test_book_search_text_trgm" in rows.order_by().explain()
