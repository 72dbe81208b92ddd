"""Steps of a backup, a site that is filled, and one that is empty again."""

import zipfile
from decimal import Decimal
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from core.backup import tables
from moderation import revisions
from tests import factories


@pytest.fixture
def path(tmp_path):
    return tmp_path / "backup.zip"


def back_up(path):
    call_command("backup", path, stdout=StringIO())
    return path


def restore(path):
    call_command("restore", path, stdout=StringIO())


@pytest.fixture
def empty_site(settings, new_folder):
    """``empty_site()`` turns the site into a new one: an empty database and no files."""

    def empty():
        call_command("flush", interactive=False, verbosity=0)
        settings.MEDIA_ROOT, settings.PRIVATE_ROOT = new_folder(), new_folder()

    return empty


def all_rows():
    """Return the rows of all tables, by table, but those that a backup itself adds."""
    rows = {model._meta.label: list(tables.json_rows(model)) for model in tables.saved_models()}
    return {label: lines for label, lines in rows.items() if label not in {"core.AuditEvent", "core.JobRun"}}


def fill():
    """Add rows with values of all kinds."""
    ada = factories.person("Ada Łovelace 爱达", joined="2020-09", user=factories.user("ada@example.org"))
    ada.photo.save("ada.webp", ContentFile(factories.picture_bytes()), save=True)
    ada.photo.close()
    factories.publication("On Engines", authors=[ada, "Charles Printed"], doi="10.1000/1")
    factories.grant("Engines", amount=Decimal("1234.50"), currency="CNY")
    application = factories.application(factories.notice(), cv=ContentFile(b"%PDF-1.4", "cv.pdf"))
    with revisions.record(ada.user):
        ada.save()
    return ada, application


def file_content(field_file):
    with field_file.open() as file:
        return file.read()


def entries(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path, changes):
    """Replace entries of a backup, leaving its checksums as they are."""
    content = {**entries(path), **changes}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(name, data)
