"""The state of the schema, and the refusal of a database that belongs to another version."""

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from core.schema import schema_state

pytestmark = pytest.mark.django_db


def record_migration(app, name):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, CURRENT_TIMESTAMP)",
            [app, name],
        )


def forget_migration(app):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = %s", [app])


def test_migrated_database_is_current():
    state = schema_state(connection)
    assert ("people", "0001_initial") in state.applied
    assert not state.pending and not state.unknown


def test_migration_that_was_not_run_is_pending():
    forget_migration("news")
    pending = schema_state(connection).pending
    assert ("news", "0001_initial") in pending
    assert {app for app, _name in pending} == {"news"}


def test_migrations_of_other_packages_do_not_count():
    record_migration("sessions", "9999_from_elsewhere")
    assert not schema_state(connection).unknown


def test_current_database_passes_the_check():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.parametrize(
    "older",
    [
        ("people", "0002_visibility_and_confirmation"),
        ("labsite", "0001_initial"),  # every database from before 0.2.0 has this one
    ],
)
def test_migrate_refuses_a_database_from_before_the_first_release(older):
    record_migration(*older)
    with pytest.raises(SystemCheckError, match=rf"(?s)holds {'.'.join(older)}.*0\.2\.0 cannot be upgraded"):
        call_command("migrate", verbosity=0, skip_checks=False)  # as manage.py calls it


def test_long_list_of_unknown_migrations_is_cut():
    for number in range(2, 9):
        record_migration("people", f"000{number}_older")
    [error] = run_checks(tags=[Tags.database], databases=["default"])
    assert "people.0006_older and 2 more" in error.msg
