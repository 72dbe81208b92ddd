"""manage.py upgrade brings the data to the version of the code."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from core.version import VERSION
from people.models import Person
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_searchable_texts_are_computed_again_only_with_another_version(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    person = factories.person(name="Ann Moor")

    def upgrade_with_broken_text():
        Person.objects.update(search_text="")
        call_command("upgrade")
        person.refresh_from_db()
        return person.search_text

    assert "moor" in upgrade_with_broken_text()
    assert (tmp_path / "version").read_text() == VERSION
    assert upgrade_with_broken_text() == ""
    (tmp_path / "version").write_text("0.0.1")
    assert "moor" in upgrade_with_broken_text()


@pytest.mark.django_db(transaction=True)
def test_database_of_another_version_is_refused(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    MigrationRecorder(connection).record_applied("people", "9999_of_a_newer_version")
    try:
        with pytest.raises(SystemCheckError, match=r"holds people\.9999_of_a_newer_version"):
            call_command("upgrade")
    finally:
        MigrationRecorder(connection).record_unapplied("people", "9999_of_a_newer_version")
    assert not (tmp_path / "version").exists()
