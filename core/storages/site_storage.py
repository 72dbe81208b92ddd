"""What the storages of the site can do, besides what Django asks of every storage."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.utils.translation import gettext_lazy as _

#: Bytes that a check writes: a full disk may still have room for less.
CHECK_BYTES = 4096

#: Messages of a form that is shown again because a file could not be stored: at its top, and next to the
#: file.
CANNOT_STORE = _(
    "The server cannot store files at the moment. What you entered is still in the form below. Please try "
    "again in a few minutes, or tell the administrator."
)
FILE_NOT_STORED = _("This file could not be stored. Please choose it again.")

logger = logging.getLogger(__name__)


class StorageUnavailable(OSError):
    """A file could not be stored or read: the disk is full, read-only or unavailable, or the object store is.

    Nothing of a file that could not be stored has been kept.
    """


class ObjectStoreUnavailable(StorageUnavailable):
    """The object store does not answer, or refuses."""


class SiteStorage(Storage):
    """A storage of the site.

    Its methods raise StorageUnavailable; those that read raise FileNotFoundError.
    """

    #: Whether the files lie in a folder of this machine, and not in an object store.
    is_folder = True

    def put(self, name: str, content: "File[Any] | IO[Any]") -> None:
        """Store a file under exactly this name, in the place of another one."""
        raise NotImplementedError

    def put_once(self, name: str, content: bytes) -> None:
        """Store a file whose name depends on its content, unless it is stored already."""
        raise NotImplementedError

    def files(self, folder: str = "") -> Iterator[tuple[str, datetime]]:
        """Yield the names of all files below a folder, in order, and when each appeared in this storage.

        Files that are being written are among them; their names end with PARTIAL_SUFFIX.
        """
        raise NotImplementedError

    def local_file(self, name: str) -> AbstractContextManager[Path]:
        """Return the path of a file, or of a copy of it until the end of the ``with`` block.

        Entering the block raises FileNotFoundError.
        """
        raise NotImplementedError

    def is_readable_by_all(self) -> bool:
        """Return whether files can be read past the site, without a key."""
        return False

    def keeps_versions(self) -> bool:
        """Return whether deleted files stay as earlier versions."""
        return False

    def is_missing(self, name: str) -> bool:
        """Return whether there is certainly no such file; False while the storage does not answer."""
        try:
            return not self.exists(name)
        except StorageUnavailable:
            return False

    def discard(self, name: str) -> None:
        """Delete a file that nothing refers to any more; if that fails, leave it to the sweep."""
        try:
            self.delete(name)
        except OSError:
            logger.exception("An unused file could not be deleted: %s", name)

    def sweep(self, name: str) -> None:
        """Delete a file as ``discard`` does, and the folders that become empty."""
        self.discard(name)

    def problem(self) -> str:
        """Write a file, read and delete it; return why that failed, or "" if it did not."""
        name, content = f".{secrets.token_hex(16)}.part", secrets.token_bytes(CHECK_BYTES)
        try:
            self.put(name, ContentFile(content))
            with self.open(name) as file:
                is_same = file.read() == content
            self.delete(name)
        except OSError as error:
            with suppress(OSError):
                self.delete(name)
            return error.strerror or str(error) or type(error).__name__
        return "" if is_same else "A file came back with another content"
