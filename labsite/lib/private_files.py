"""Files that nobody gets by an address alone: views give them out after asking who it is."""

import posixpath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse

#: What a browser may show by itself; all else is only ever downloaded.
SHOWN = {".webp": "image/webp", ".pdf": "application/pdf"}


def private_storage() -> FileSystemStorage:
    """Returns the storage below PRIVATE_ROOT, which has no addresses."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT, base_url=None)


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
