"""File storage that never exposes a partial file, and raises one exception if a file cannot be stored."""

import errno
import os
import posixpath
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

from core.storages.site_storage import SiteStorage, StorageUnavailable

#: Extension of files that are being written. A killed process leaves such a file; the sweep
#: of unused files deletes it.
PARTIAL_SUFFIX = ".part"
#: Errors of file systems without hard links.
NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class AtomicFileStorage(SiteStorage, FileSystemStorage):
    """Files are written under a temporary name and get their own name once they are complete and on disk.

    Raises StorageUnavailable when a file cannot be written.
    """

    def save(self, name: str | None, content: "File[Any] | IO[Any]", max_length: int | None = None) -> str:
        """Store a file, under another name if this one is taken, and return its name."""
        name = str(name or content.name).replace("\\", "/")
        with self._partial_file(name, content) as partial:
            return self._name_file(partial, name, max_length)

    def put(self, name: str, content: "File[Any] | IO[Any]") -> None:
        with self._partial_file(name, content) as partial:
            path = self.path(name)
            os.replace(self.path(partial), path)
            _write_to_disk(os.path.dirname(path))

    def put_once(self, name: str, content: bytes) -> None:
        # One of another size is incomplete after a crash.
        if not (self.exists(name) and self.size(name) == len(content)):
            self.put(name, ContentFile(content))

    def files(self, folder: str = "") -> Iterator[tuple[str, datetime]]:
        for path, folders, names in os.walk(os.path.join(self.location, folder)):
            folders.sort()
            for name in sorted(names):
                full_path = os.path.join(path, name)
                try:
                    status = os.stat(full_path)
                except FileNotFoundError:  # deleted meanwhile
                    continue
                # A file restored from a backup may bring its old time of modification along.
                appeared = datetime.fromtimestamp(max(status.st_mtime, status.st_ctime), UTC)
                yield Path(os.path.relpath(full_path, self.location)).as_posix(), appeared

    @contextmanager
    def local_file(self, name: str) -> Iterator[Path]:
        path = Path(self.path(name))
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        yield path

    def sweep(self, name: str) -> None:
        self.discard(name)
        folder = os.path.dirname(self.path(name))
        while folder != self.location:
            try:
                os.rmdir(folder)
            except OSError:  # not empty
                return
            folder = os.path.dirname(folder)

    @contextmanager
    def _partial_file(self, name: str, content: "File[Any] | IO[Any]") -> Iterator[str]:
        """Write a temporary file in the folder of ``name``, yield its name, and delete it."""
        partial = posixpath.join(posixpath.dirname(name), f".{secrets.token_hex(16)}{PARTIAL_SUFFIX}")
        try:
            super().save(partial, content)
            _write_to_disk(self.path(partial))
            yield partial
        except OSError as error:
            raise StorageUnavailable(error.errno, error.strerror, error.filename) from error
        finally:
            with suppress(OSError):
                os.remove(self.path(partial))

    def _name_file(self, partial: str, name: str, max_length: int | None) -> str:
        """Give a complete file its final name, or a similar one if that is taken."""
        while True:
            available = self.get_available_name(name, max_length)
            path = self.path(available)
            try:
                _link(self.path(partial), path)
            except FileExistsError:  # another process has just taken the name
                continue
            _write_to_disk(os.path.dirname(path))
            return available


def _link(source: str, target: str) -> None:
    """Give a file a second name. Raises FileExistsError if the name is taken."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_HARD_LINKS:
            raise
        if os.path.exists(target):
            raise FileExistsError(target) from None
        os.rename(source, target)


def _write_to_disk(path: str) -> None:
    """Flush a file, or the names in a folder, to the disk, so that they survive a power failure."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
