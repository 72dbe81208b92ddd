"""Write a site into a backup."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db import connection, models
from django.utils import timezone

from core.backup.archive import CHUNK_BYTES, BackupArchive, manifest_of, new_backup, table_entry
from core.backup.selection import Selection
from core.backup.storages import file_names, storages
from core.backup.tables import Table, json_rows, saved_models, snapshot, table_of
from core.streaming import read_in_chunks

#: Rows that are written at a time.
ROWS_IN_CHUNK = 200

logger = logging.getLogger(__name__)


def write_backup(
    path: Path, recipients: Sequence[str] = (), select: Callable[[], Selection] | None = None
) -> list[str]:
    """Save all tables, as they are at this moment, and all files. Visitors and editors need not wait.

    ``select`` returns the part of them to save, if it is not everything. The file is encrypted to the public
    keys ``recipients``, if there are any (``core.backup.encryption``). Return the names of files that were
    deleted while the backup was written, and that it lacks. Raises BackupError if the file exists or cannot
    be written, or a key is invalid.
    """
    with new_backup(path, recipients) as archive:
        created = timezone.now()
        with snapshot():
            migrations = _migrations()
            selection = select() if select else None
            tables = [
                _add_table(archive, model, selection)
                for model in (selection.rows if selection else saved_models())
            ]
        lost = [
            name
            for folder, storage in storages().items()
            for name in _add_files(archive, folder, storage, selection)
        ]
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


def _add_files(
    archive: BackupArchive, folder: str, storage: Storage, selection: Selection | None
) -> list[str]:
    count, lost = 0, []
    for name in file_names(storage):
        if selection and not selection.has_file(folder, name):
            continue
        try:
            file = storage.open(name)
        except FileNotFoundError:  # deleted since the folder was listed
            lost.append(f"{folder}/{name}")
            continue
        archive.add(f"files/{folder}/{name}", read_in_chunks(file, CHUNK_BYTES), compressed=False)
        count += 1
    logger.info("Saved %d %s files", count, folder)
    return lost
