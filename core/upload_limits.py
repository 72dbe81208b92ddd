"""Limits on uploads that are enforced while a request is being received."""

from django.core.files.uploadhandler import SkipFile
from django.http import HttpRequest

from core.lost_uploads import TolerantUploadHandler

#: Larger requests are refused without reading them.
MAX_REQUEST_BYTES = 200 * 1024 * 1024


def is_far_too_large(request: HttpRequest) -> bool:
    """Return whether the request is too large to be read at all."""
    length = str(request.META.get("CONTENT_LENGTH", ""))
    return length.isascii() and length.isdigit() and int(length) > MAX_REQUEST_BYTES


class LimitedUploadHandler(TolerantUploadHandler):
    """Drops files of more than ``max_bytes``, and keeps the other fields of the form.

    Set it before the form is read: ``request.upload_handlers = [handler]``.
    """

    def __init__(self, request: HttpRequest, max_bytes: int) -> None:
        super().__init__(request)
        self.max_bytes = max_bytes
        #: Names of the fields whose files were dropped.
        self.dropped: set[str] = set()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.max_bytes:
            self.dropped.add(str(self.field_name))
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
