"""/version.json: the version of the site, and whether its database is up to date."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from core.version import VERSION
from tests.core.test_schema import forget_migration, record_migration

pytestmark = pytest.mark.django_db


def test_version_and_schema_are_in_the_response(visitor):
    response = visitor.get("/version.json")
    assert response.headers["Cache-Control"] == "no-store"
    answer = response.json()
    assert (answer["version"], answer["schema"]) == (VERSION, "current")
    latest = MigrationRecorder(connection).migration_qs.filter(app="people").order_by("name").last().name
    assert answer["migrations"]["people"] == latest


def test_database_that_needs_a_migrate_is_behind(visitor):
    forget_migration("news")
    assert visitor.get("/version.json").json()["schema"] == "behind"


def test_database_of_another_version_is_unknown(visitor):
    record_migration("people", "9999_of_a_newer_version")
    assert visitor.get("/version.json").json()["schema"] == "unknown"


def test_unreachable_database_is_unavailable(visitor, monkeypatch):
    def fail():
        raise DatabaseError("secret detail")

    monkeypatch.setattr(connection, "cursor", fail)
    response = visitor.get("/version.json")
    assert response.status_code == 503
    assert response.json() == {"version": VERSION, "schema": "unavailable"}
