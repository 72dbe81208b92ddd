"""Downloads that are sent piece by piece, so that they need little memory whatever their size."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

CHUNK_BYTES = 256 * 1024


def streamed_download(chunks: Iterable[Any], content_type: str, filename: str) -> StreamingHttpResponse:
    """Return a streamed download that no cache keeps."""
    response = StreamingHttpResponse(chunks, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def read_in_chunks(file: Any, size: int = CHUNK_BYTES) -> Iterator[bytes]:
    """Yield the content of an open binary file in chunks of this size, and close the file."""
    with file:
        while chunk := file.read(size):
            yield chunk


class ZipStream:
    """A ZIP archive whose bytes are yielded while entries are added; at most one chunk is in memory."""

    def __init__(self) -> None:
        self._buffer = _ChunkBuffer()
        self._archive = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_STORED)

    def add(
        self, name: str, chunks: Iterable[bytes], modified: datetime, compressed: bool = False
    ) -> Iterator[bytes]:
        """Add an entry with the content of ``chunks``, and yield the bytes of the archive so far."""
        info = zipfile.ZipInfo(name, timezone.localtime(modified).timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        with self._archive.open(info, "w") as entry:
            for chunk in chunks:
                entry.write(chunk)
                yield self._buffer.flush_chunks()

    def close(self) -> bytes:
        """Finish the archive and return its last bytes."""
        self._archive.close()
        return self._buffer.flush_chunks()


class _ChunkBuffer(io.RawIOBase):
    """A write-only file for ``zipfile`` that is emptied after each chunk; it cannot seek."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, chunk: Any) -> int:
        self._chunks.append(bytes(chunk))
        return len(chunk)

    def flush_chunks(self) -> bytes:
        """Return what was written since the last call."""
        content = b"".join(self._chunks)
        self._chunks.clear()
        return content
