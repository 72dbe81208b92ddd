"""The ZIP file of a backup: written entry by entry, read with its checksums."""

import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from core.backup.encryption import encrypting, parse_recipient
from core.backup.tables import Table
from core.version import VERSION

#: The version of the format described in ``core.backup``.
FORMAT = 1
MANIFEST, CHECKSUMS = "manifest.json", "checksums.txt"
#: Bytes that are in memory at a time; fewer take longer, since each chunk passes from thread to thread.
CHUNK_BYTES = 1024 * 1024
#: Bytes after which the system is asked to write to the disk, so that the end does not take long.
WRITTEN_BACK_BYTES = 64 * 1024 * 1024
#: The names of tables and columns.
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: What zipfile raises for a damaged file: also one whose damage looks like a password or an unknown method.
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
ANOTHER = "Copy it again from where it was written, or use another backup."


class BackupError(Exception):
    """A backup cannot be written, read or restored; the text says why and what to do."""


# ---- writing ----------------------------------------------------------------------------------


class BackupArchive:
    """A backup that is being written."""

    def __init__(self, archive: zipfile.ZipFile, file: BinaryIO, thread: ThreadPoolExecutor) -> None:
        self._zip = archive
        self._file = file
        self._thread = thread
        self._unwritten = 0
        self._checksums: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes], compressed: bool = True) -> None:
        """Add an entry with this content."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        checksum = hashlib.sha256()
        with self._zip.open(info, "w", force_zip64=True) as entry:
            for chunk in chunks:
                # Both take about the same time and release the GIL.
                updated = self._thread.submit(checksum.update, chunk)
                entry.write(chunk)
                updated.result()
                self._write_back(len(chunk))
        self._checksums[name] = checksum.hexdigest()

    def _write_back(self, size: int) -> None:
        """Ask the system to write to the disk what has been added, and not to keep it in memory."""
        self._unwritten += size
        if self._unwritten > WRITTEN_BACK_BYTES and hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self._file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            self._unwritten = 0

    def finish(self, manifest: dict[str, Any]) -> None:
        """Add the manifest and the checksums, which come last."""
        self.add(MANIFEST, [json.dumps(manifest, ensure_ascii=False, indent=1).encode()])
        lines = (f"{checksum}  {name}\n".encode() for name, checksum in self._checksums.items())
        self.add(CHECKSUMS, lines)


@contextmanager
def new_backup(path: Path, recipients: Sequence[str] = ()) -> Iterator[BackupArchive]:
    """Open a new backup that only its owner may read, and that gets its name when it is complete.

    It is encrypted to the public keys ``recipients``, if there are any. Raises BackupError if there is a file
    of this name, or a key is invalid.
    """
    if path.exists():
        raise BackupError(f"{path} already exists. Choose another name.")
    try:
        keys = [parse_recipient(text) for text in recipients]
    except ValueError as error:
        raise BackupError(str(error)) from error
    partial = path.with_name(f".{path.name}.part")
    try:
        with open(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            output = encrypting(file, keys) if keys else nullcontext(file)
            with (
                output as target,
                zipfile.ZipFile(target, "w") as archive,
                ThreadPoolExecutor(1, "checksums") as thread,
            ):
                yield BackupArchive(archive, file, thread)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError as error:
        raise BackupError(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        partial.unlink(missing_ok=True)


# ---- reading ----------------------------------------------------------------------------------


class OpenBackup:
    """A backup that is being read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        if MANIFEST not in archive.namelist():
            raise BackupError("This ZIP file is not a backup of Labsite: it has no manifest.json.")
        self.manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        if self.manifest["format"] != FORMAT:
            raise BackupError(
                f"This backup was made by Labsite {self.manifest['version']} in a format that this version "
                f"({VERSION}) does not know. Restore it with a newer version."
            )
        self.tables = [Table(**table) for table in self.manifest["tables"]]
        # They become part of SQL, and Django's quote_name trusts them.
        names = [name for table in self.tables for name in (table.name, *table.columns)]
        if invalid := [name for name in names if not NAME.fullmatch(name)]:
            raise BackupError(f"This backup has a table or column with the invalid name {invalid[0]!r}.")
        lines = archive.read(CHECKSUMS).decode().splitlines()
        self._checksums = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}

    @property
    def migrations(self) -> list[tuple[str, str]]:
        """The applied migrations, as (app, name) in the order in which they were applied."""
        return [(app, name) for app, name in self.manifest["migrations"]]

    @property
    def size(self) -> int:
        """The bytes of all entries, when they are no longer compressed."""
        return sum(info.file_size for info in self._zip.infolist())

    def checksum(self, name: str) -> str:
        """Return the SHA-256 of an entry, from the list of checksums."""
        return self._checksums[name]

    def file_names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder of ``files/``, without the folder."""
        prefix = f"files/{folder}/"
        return [name.removeprefix(prefix) for name in self._checksums if name.startswith(prefix)]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of an entry. Raises BackupError if it differs from its checksum."""
        checksum = hashlib.sha256()
        try:
            with self._zip.open(name) as entry:
                while chunk := entry.read(CHUNK_BYTES):
                    checksum.update(chunk)
                    yield chunk
        except (KeyError, OSError, *ZIP_ERRORS) as error:
            raise BackupError(f"{name} in this backup is missing or damaged. {ANOTHER}") from error
        if checksum.hexdigest() != self._checksums.get(name):
            raise BackupError(f"{name} in this backup is damaged: its checksum differs. {ANOTHER}")

    def lines(self, table: Table) -> Iterator[str]:
        """Yield the rows of a table as lines of JSON."""
        rest = b""
        for chunk in self.chunks(table_entry(table)):
            *complete, rest = (rest + chunk).split(b"\n")
            for line in complete:
                yield line.decode()

    def verify(self) -> Iterator[tuple[str, int]]:
        """Check all checksums and numbers of rows; yield the name and size of each entry that is right.

        Raises BackupError for the first one that is wrong.
        """
        names = {info.filename for info in self._zip.infolist()} - {CHECKSUMS}
        if missing := names.symmetric_difference(self._checksums):
            raise BackupError(f"{min(missing)} is not in this backup, or not in its list of checksums.")
        rows = {table_entry(table): table.rows for table in self.tables}
        for name in self._checksums:
            size = count = 0
            for chunk in self.chunks(name):
                size += len(chunk)
                count += chunk.count(b"\n")
            if count != rows.get(name, count):
                raise BackupError(f"{name} has {count} rows, and should have {rows[name]}.")
            yield name, size


def table_entry(table: Table) -> str:
    """Return the name of the entry with a table's rows."""
    return f"tables/{table.name}.jsonl"


def manifest_of(tables: list[Table], **entries: Any) -> dict[str, Any]:
    """Return the manifest of a backup with these tables."""
    return {"format": FORMAT, "version": VERSION, **entries, "tables": [asdict(table) for table in tables]}
