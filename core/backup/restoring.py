"""Restore a backup into an empty site."""

import hashlib
import logging
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from core.backup.archive import BackupError, OpenBackup
from core.backup.storages import storages
from core.backup.tables import empty_tables, insert_rows, saved_models, set_last_key
from core.progress import Report, report_nothing
from core.storages.site_storage import SiteStorage
from core.streaming import read_in_chunks
from core.version import VERSION

#: Apps and models that ``migrate`` fills, and the scheduled jobs of a site without content. The tables of all
#: others have to be empty.
FILLED_BY_ITSELF = {
    "auth",
    "contenttypes",
    "core.auditevent",
    "core.jobrun",
    "pages.menu",
    "pages.menuitem",
}

logger = logging.getLogger(__name__)


def restore(backup: OpenBackup, report: Report = report_nothing) -> None:
    """Fill an empty database and the folders of files from a backup of this or an older version.

    The backup is checked first. The rows come in one transaction and last, so that an interrupted restore
    leaves an empty database, and can be started again. Raises BackupError.
    """
    try:
        _check_database()
        check(backup, report)
        _migrate_to(backup)
        _restore_files(backup, report)
        _restore_rows(backup, report)
    except OSError as error:
        raise BackupError(
            f"{error.filename or 'A file'} could not be stored: {error.strerror or error}. No row was "
            "restored. Remove the cause, such as a full disk, and run this again."
        ) from error
    except DatabaseError as error:
        raise BackupError(
            f"The database could not be filled: {_one_line(error)}. No row was restored. "
            "Remove the cause, such as a full disk, and run this again."
        ) from error
    ContentType.objects.clear_cache()
    try:
        call_command("migrate", verbosity=0)
    except DatabaseError as error:
        raise BackupError(
            "All rows and files were restored, but the tables could not be brought to this version: "
            f"{_one_line(error)}. Remove the cause, and run manage.py migrate."
        ) from error


def _restore_files(backup: OpenBackup, report: Report) -> None:
    for folder, storage in storages().items():
        names = backup.file_names(folder)
        for number, name in enumerate(names):
            report(f"of the {folder} files", number, len(names))
            _restore_file(backup, f"files/{folder}/{name}", storage, name)
        logger.info("Restored %d %s files", len(names), folder)


def _restore_rows(backup: OpenBackup, report: Report) -> None:
    with transaction.atomic():
        empty_tables({table.name for table in backup.tables})
        for number, table in enumerate(backup.tables):
            report("of the tables", number, len(backup.tables))
            count = insert_rows(table, backup.lines(table))
            logger.info("Restored %s: %d rows", table.name, count)
            set_last_key(table)


def check(backup: OpenBackup, report: Report = report_nothing) -> int:
    """Check all checksums and numbers of rows, and return the number of entries. Raises BackupError."""
    done, count, total = 0, 0, backup.size
    for _name, size in backup.verify():
        done, count = done + size, count + 1
        report("checked", done, total)
    return count


def _check_database() -> None:
    existing = connection.introspection.table_names()
    for model in saved_models():
        if FILLED_BY_ITSELF & {model._meta.app_label, model._meta.label_lower}:
            continue
        if model._meta.db_table in existing and model._base_manager.values("pk").exists():
            raise BackupError(
                f"The database is not empty: there are {model._meta.verbose_name_plural}. Restore into a "
                "new database (DATABASE_URL) and folder (DATA_DIR). Nothing was changed."
            )


def _migrate_to(backup: OpenBackup) -> None:
    """Migrate the tables to the state that they had when they were saved."""
    try:
        # Django records a migration after its tables are there: a killed run may have left it unrecorded.
        call_command("migrate", fake_initial=True, verbosity=0)
    except DatabaseError as error:
        raise BackupError(
            f"The tables could not be created: {_one_line(error)}. No row was restored. After a run that was "
            "interrupted, use a new database (DATABASE_URL, or DATA_DIR for SQLite)."
        ) from error
    saved = set(backup.migrations)
    latest = dict(backup.migrations)
    try:
        for app in {app for app, _name in saved.symmetric_difference(_applied_migrations())}:
            call_command("migrate", app, latest.get(app, "zero"), verbosity=0)
    except CommandError as error:
        raise BackupError(
            f"This backup was made by Labsite {backup.manifest['version']}, whose tables this version "
            f"({VERSION}) cannot create: {error} Restore it with that version or a newer one."
        ) from error
    if different := saved.symmetric_difference(_applied_migrations()):
        names = ", ".join(f"{app}.{name}" for app, name in sorted(different)[:5])
        raise BackupError(f"The tables of this backup cannot be created: {names}. No row was restored.")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _applied_migrations() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return list(cursor.fetchall())


# ---- files ------------------------------------------------------------------------------------


class _EntryFile(File):  # type: ignore[type-arg]  # no generic class at run time
    """An entry of a backup as a file that a storage can save."""

    def __init__(self, backup: OpenBackup, entry: str) -> None:
        super().__init__(None, entry)
        self._backup = backup

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self._backup.chunks(str(self.name))


def _restore_file(backup: OpenBackup, entry: str, storage: SiteStorage, name: str) -> None:
    try:
        exists = storage.exists(name)
    except SuspiciousFileOperation as error:
        raise BackupError(f"The file {name} would lie outside of the folder of files.") from error
    if exists:
        if _checksum(storage, name) == backup.checksum(entry):  # as after an interrupted restore
            return
        raise BackupError(f"A different file {name} already exists. Restore into a new folder (DATA_DIR).")
    storage.put(name, _EntryFile(backup, entry))


def _checksum(storage: SiteStorage, name: str) -> str:
    checksum = hashlib.sha256()
    for chunk in read_in_chunks(storage.open(name)):
        checksum.update(chunk)
    return checksum.hexdigest()
