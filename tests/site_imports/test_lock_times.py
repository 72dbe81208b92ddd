"""Imports hold the lock of the database for short times only."""

import pytest
from django.core.management import call_command
from django.db import connection

from labsite.site_imports.pictures import Pictures
from people.models import Person
from publications import importing
from tests.site_imports.sources import lab_site

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_photo_is_scaled_while_the_database_is_locked(tmp_path, monkeypatch):
    (tmp_path / "site.zip").write_bytes(lab_site())
    in_transactions, checked = [], Pictures.checked

    def noted(*args):
        in_transactions.append(connection.in_atomic_block)
        return checked(*args)

    monkeypatch.setattr(Pictures, "checked", noted)
    call_command("import_site", tmp_path / "site.zip", "--apply")
    assert Person.objects.get(name="Ann Moor").photo
    assert in_transactions == [False]


def test_no_paper_is_compared_while_the_database_is_locked(tmp_path, monkeypatch):
    (tmp_path / "site.zip").write_bytes(lab_site())
    in_transactions, stored = [], importing.store

    def noted(*args):
        in_transactions.append(connection.in_atomic_block)
        return stored(*args)

    monkeypatch.setattr(importing, "store", noted)
    call_command("import_site", tmp_path / "site.zip", "--apply")
    assert in_transactions == [False]
