"""Uploaded files that the server could not store, because the folder for temporary files is full.

Only the file is lost: the other fields of the form are still read.
"""

from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest


class TolerantUploadHandler(TemporaryFileUploadHandler):
    """Receives files on disk, and skips those that cannot be written; see ``lost_uploads``."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            raise self._lose() from error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._close()
            raise self._lose() from error

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        try:
            return super().file_complete(file_size)
        except OSError:  # the last bytes are written here
            self._close()
            self._lose()
            return None

    def _close(self) -> None:
        with suppress(OSError):  # it tries to write again
            self.file.close()

    def _lose(self) -> SkipFile:
        names = lost_uploads(self.request) | {str(self.field_name)}
        self.request.lost_uploads = names  # type: ignore[union-attr]
        return SkipFile()


def lost_uploads(request: HttpRequest | None) -> frozenset[str]:
    """Return the names of the form fields whose files the server could not receive."""
    return getattr(request, "lost_uploads", frozenset())
