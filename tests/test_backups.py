"""The daily backup: written, checked, and the oldest deleted."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from core.backup import open_backup
from core.jobs import JobFailed
from core.jobs.models import JobRun
from core.jobs.registry import Job
from core.jobs.running import run_job
from labsite.backups import back_up
from labsite.setup_steps import BACKUP
from tests import factories
from tests.views.reading import Page

pytestmark = pytest.mark.django_db(transaction=True)
NIGHT = datetime(2026, 3, 2, 18, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path / "backups")
    return tmp_path / "backups"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_backup_is_written_under_the_day_of_the_lab(folder):
    factories.person("Ada Example")
    assert "labsite-2026-03-03-020000.zip written" in back_up(NIGHT)
    with open_backup(folder / "labsite-2026-03-03-020000.zip") as backup:
        assert {table.name: table.rows for table in backup.tables}["people_person"] == 1


def test_oldest_backups_are_deleted_and_other_files_stay(folder, settings):
    settings.BACKUP_KEEP = 2
    folder.mkdir()
    for name in ("labsite-before-upgrade.zip", "notes.zip", "labsite-2026-03-01-020000.zip"):
        (folder / name).write_bytes(b"")
    assert "Old backups deleted: 0." in back_up(NIGHT)
    assert "Old backups deleted: 1." in back_up(NIGHT + DAY)
    assert names(folder) == [
        "labsite-2026-03-03-020000.zip",
        "labsite-2026-03-04-020000.zip",
        "labsite-before-upgrade.zip",
        "notes.zip",
    ]


def test_new_backup_stays_although_the_clock_was_set_back(folder, settings):
    settings.BACKUP_KEEP = 1
    folder.mkdir()
    (folder / "labsite-2026-03-04-020000.zip").write_bytes(b"")
    assert "Old backups deleted: 1." in back_up(NIGHT)
    assert names(folder) == ["labsite-2026-03-03-020000.zip"]


def test_what_a_killed_backup_left_is_deleted(folder):
    folder.mkdir()
    for name, age in ((".labsite-2026-03-02-020000.zip.part", DAY), (".labsite-now.zip.part", DAY * 0)):
        (folder / name).write_bytes(b"PK")
        modified = (NIGHT - age).timestamp()
        os.utime(folder / name, (modified, modified))
    back_up(NIGHT)
    assert names(folder) == [".labsite-now.zip.part", "labsite-2026-03-03-020000.zip"]


def test_failed_backup_keeps_the_others_and_shows_on_the_dashboard(folder, settings, pi):
    back_up(NIGHT)
    settings.BACKUP_ENCRYPT_TO = ["age1nothing"]
    run_job(Job(BACKUP, DAY, back_up), NIGHT + DAY)
    assert JobRun.objects.get(name=BACKUP).error
    assert names(folder) == ["labsite-2026-03-03-020000.zip"]
    assert "The last backup failed: age1nothing is not a public key" in Page(pi.get("/desk/")).text


def test_folder_that_cannot_be_used_is_named(settings, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    settings.BACKUP_DIR = str(tmp_path / "file" / "backups")
    with pytest.raises(JobFailed, match="cannot be used"):
        back_up(NIGHT)
