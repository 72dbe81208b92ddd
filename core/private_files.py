"""Files without a public URL, which views send after a permission check."""

import errno
import os
import posixpath
from collections.abc import Callable

from django.conf import settings
from django.core.files.base import File
from django.http import FileResponse, Http404

from core.atomic_storage import AtomicFileStorage

#: Content types of the files that a browser may display. All other files are downloaded.
INLINE_TYPES = {".webp": "image/webp", ".pdf": "application/pdf"}
#: What file systems answer where there is no file with a name.
MISSING = {errno.ENOENT, errno.ENAMETOOLONG}


class PrivateStorage(AtomicFileStorage):
    """Storage of files below the setting PRIVATE_ROOT, which is read at each access."""

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no URL.")


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
