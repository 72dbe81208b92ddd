"""Files that nobody gets by an address alone: views give them out after asking who it is."""

import os
import posixpath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse

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


def private_response(file: "File[bytes]", name: str) -> FileResponse:
    """Returns an answer with the file that no cache keeps and no browser takes for a page."""
    kind = SHOWN.get(posixpath.splitext(name)[1].lower())
    response = FileResponse(
        file, as_attachment=kind is None, filename=name, content_type=kind or "application/octet-stream"
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
