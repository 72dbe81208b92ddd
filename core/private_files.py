"""Files without a public URL, which views send after a permission check."""

import errno
import os
import posixpath
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.http import FileResponse, Http404
from django.utils.deconstruct import deconstructible

from core.storages.folders import AtomicFileStorage
from core.storages.site_storage import SiteStorage

#: Content types of the files that a browser may display. All other files are downloaded.
INLINE_TYPES = {".webp": "image/webp", ".pdf": "application/pdf"}
#: What file systems answer where there is no file with a name.
MISSING = {errno.ENOENT, errno.ENAMETOOLONG}


class PrivateFileStorage(AtomicFileStorage):
    """Private files in the folder that the setting PRIVATE_ROOT names, which is read at each access."""

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)


@deconstructible
class PrivateStorage(SiteStorage):
    """The storage "private" of the setting STORAGES, as fields of models and others use it.

    So a migration that names this class does not depend on where a site stores its files.
    """

    @property
    def _storage(self) -> SiteStorage:
        return cast(SiteStorage, storages["private"])

    @property
    def is_folder(self) -> bool:  # type: ignore[override]  # an attribute elsewhere
        return self._storage.is_folder

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no URL.")

    def path(self, name: str) -> str:
        return self._storage.path(name)

    def open(self, name: str, mode: str = "rb") -> "File[bytes]":
        return self._storage.open(name, mode)

    def save(self, name: str | None, content: "File[Any] | IO[Any]", max_length: int | None = None) -> str:
        return self._storage.save(name, content, max_length)

    def put(self, name: str, content: "File[Any] | IO[Any]") -> None:
        self._storage.put(name, content)

    def put_once(self, name: str, content: bytes) -> None:
        self._storage.put_once(name, content)

    def delete(self, name: str) -> None:
        self._storage.delete(name)

    def sweep(self, name: str) -> None:
        self._storage.sweep(name)

    def exists(self, name: str) -> bool:
        return self._storage.exists(name)

    def size(self, name: str) -> int:
        return self._storage.size(name)

    def files(self, folder: str = "") -> Iterator[tuple[str, datetime]]:
        return self._storage.files(folder)

    def local_file(self, name: str) -> AbstractContextManager[Path]:
        return self._storage.local_file(name)

    def problem(self) -> str:
        return self._storage.problem()

    def is_readable_by_all(self) -> bool:
        return self._storage.is_readable_by_all()

    def keeps_versions(self) -> bool:
        return self._storage.keeps_versions()


def file_response(open_file: "Callable[[], File[bytes]]", name: str, download: bool = False) -> FileResponse:
    """Return a response with a file, which a browser displays only if that is safe.

    Raises Http404 if the file is missing, or its name longer than that of any file.
    """
    try:
        file = open_file()
    except OSError as error:
        if error.errno not in MISSING:
            raise
        raise Http404 from None
    content_type = INLINE_TYPES.get(posixpath.splitext(name)[1].lower())
    response = FileResponse(
        file,
        as_attachment=download or content_type is None,
        filename=name,
        content_type=content_type or "application/octet-stream",
    )
    response.headers["Content-Length"] = str(file.size)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def private_response(
    open_file: "Callable[[], File[bytes]]", name: str, download: bool = False
) -> FileResponse:
    """Return a response with the file that is not cached and never runs as a page.

    Raises Http404 if the file is missing.
    """
    response = file_response(open_file, name, download)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
