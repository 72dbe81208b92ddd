"""Files that nobody gets by an address alone: views give them out after asking who it is."""

import os
import posixpath
from collections.abc import Callable

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404

#: What a browser may show by itself; all else is only ever downloaded.
SHOWN = {".webp": "image/webp", ".pdf": "application/pdf"}


class PrivateStorage(FileSystemStorage):
    """Files below PRIVATE_ROOT, wherever that is at the moment; they have no addresses."""

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("Private files have no address.")


def private_response(
    open_file: "Callable[[], File[bytes]]", name: str, download: bool = False
) -> FileResponse:
    """Returns an answer with the file that no cache keeps and no browser takes for a page.

    Raises Http404 where the file is gone.
    """
    try:
        file = open_file()
    except FileNotFoundError:
        raise Http404 from None
    kind = SHOWN.get(posixpath.splitext(name)[1].lower())
    response = FileResponse(
        file,
        as_attachment=download or kind is None,
        filename=name,
        content_type=kind or "application/octet-stream",
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
