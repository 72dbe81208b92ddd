"""File storage that never shows a partial file, and says so with one exception when it cannot store one."""

import errno
import logging
import os
import posixpath
import secrets
from contextlib import suppress
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext_lazy as _

#: Extension of files that are being written. A killed process leaves such a file; the sweep
#: of unused files deletes it.
PARTIAL_SUFFIX = ".part"
#: What file systems without hard links answer.
NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}

#: What a form that comes back tells its user, and what it says next to the file.
CANNOT_STORE = _(
    "The server cannot store files at the moment. What you entered is still in the form below. Please try "
    "again in a few minutes, or tell the administrator."
)
FILE_NOT_STORED = _("This file could not be stored. Please choose it again.")

logger = logging.getLogger(__name__)


class StorageUnavailable(OSError):
    """A file could not be stored: the disk is full, read-only or away. Nothing of it has been kept."""


class AtomicFileStorage(FileSystemStorage):
    """Files are written under a temporary name and get their own name once they are complete and on disk.

    Raises StorageUnavailable when a file cannot be written.
    """

    def save(self, name: str | None, content: "File[Any] | IO[Any]", max_length: int | None = None) -> str:
        """Store a file, under another name if this one is taken, and return its name."""
        name = str(name or content.name).replace("\\", "/")
        partial = posixpath.join(posixpath.dirname(name), f".{secrets.token_hex(16)}{PARTIAL_SUFFIX}")
        try:
            super().save(partial, content)
            _write_to_disk(self.path(partial))
            return self._name_file(partial, name, max_length)
        except OSError as error:
            raise StorageUnavailable(error.errno, error.strerror, error.filename) from error
        finally:
            with suppress(OSError):
                os.remove(self.path(partial))

    def discard(self, name: str) -> None:
        """Delete a file that nothing refers to any more; if that fails, leave it to the sweep."""
        try:
            self.delete(name)
        except OSError:
            logger.exception("An unused file could not be deleted: %s", name)

    def _name_file(self, partial: str, name: str, max_length: int | None) -> str:
        """Give a complete file its name, or one like it that is free."""
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
    """Make a file, or the names in a folder, survive a power failure."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
