"""Write a site into a backup."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from core.backup.archive import CHUNK_BYTES, BackupArchive, manifest_of, new_backup, table_entry
from core.backup.selection import Selection
from core.backup.storages import file_names, storages
from core.backup.tables import Table, json_rows, saved_models, snapshot, table_of
from core.progress import Report, report_nothing
from core.streaming import read_in_chunks

#: Rows that are written at a time.
ROWS_IN_CHUNK = 200

logger = logging.getLogger(__name__)


def write_backup(
    path: Path,
    recipients: Sequence[str] = (),
    select: Callable[[], Selection] | None = None,
    report: Report = report_nothing,
) -> list[str]:
    """Save all tables, as they are at this moment, and all files. Visitors and editors need not wait.

    ``select`` returns the part of them to save, if it is not everything. The file is encrypted to the public
    keys ``recipients``, if there are any (``core.backup.encryption``). Return the names of files that were
    deleted while the backup was written, and that it lacks. Raises BackupError if the file exists or cannot
    be written, or a key is invalid.
    """
    with new_backup(path, recipients) as archive:
        created = timezone.now()
        # Also before the rows: they may name files that are deleted while rows are saved.
        present = _file_names()
        with snapshot():
            migrations = _migrations()
            selection = select() if select else None
            saved = selection.rows if selection else saved_models()
            tables: list[Table] = []
            for model in saved:
                report("of the tables", len(tables), len(saved))
                tables.append(_add_table(archive, model, selection))
        lost = _add_files(archive, [*dict.fromkeys([*present, *_file_names()])], selection, report)
        archive.finish(
            manifest_of(
                tables,
                created=created.isoformat(),
                site=settings.SITE_URL,
                database=connection.vendor,
                migrations=migrations,
                is_public=selection is not None,
            )
        )
    return lost


def _migrations() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return list(cursor.fetchall())


def _add_table(archive: BackupArchive, model: type[models.Model], selection: Selection | None) -> Table:
    table = table_of(model)
    remaining = selection.json_rows(model) if selection else json_rows(model)
    count = 0

    def lines() -> Iterator[bytes]:
        nonlocal count
        while rows := list(islice(remaining, ROWS_IN_CHUNK)):
            count += len(rows)
            yield "".join(f"{row}\n" for row in rows).encode()

    archive.add(table_entry(table), lines())
    logger.info("Saved %s: %d rows", table.name, count)
    if selection:
        return replace(table, rows=count, last_key=selection.last_key(model))
    return replace(table, rows=count)


def _file_names() -> list[tuple[str, str]]:
    """Return the folder and the name of each file."""
    return [(folder, name) for folder, storage in storages().items() for name in file_names(storage)]


def _add_files(
    archive: BackupArchive, names: list[tuple[str, str]], selection: Selection | None, report: Report
) -> list[str]:
    """Add the files, and return the names of those that were deleted since they were listed."""
    saved = [file for file in names if not selection or selection.has_file(*file)]
    sources = storages()
    lost = []
    for number, (folder, name) in enumerate(saved):
        report("of the files", number, len(saved))
        try:
            file = sources[folder].open(name)
        except FileNotFoundError:
            lost.append(f"{folder}/{name}")
            continue
        archive.add(f"files/{folder}/{name}", read_in_chunks(file, CHUNK_BYTES), compressed=False)
    logger.info("Saved %d files", len(saved) - len(lost))
    return lost
