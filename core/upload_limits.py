"""Files that are larger than a form takes are dropped while they come in; the rest of the form is kept."""

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

#: A form that is larger is not even read.
MOST_TO_READ = 200 * 1024 * 1024


def is_far_too_large(request: HttpRequest) -> bool:
    """Says whether to read the form would take too long, whatever is in it."""
    length = str(request.META.get("CONTENT_LENGTH", ""))
    return length.isascii() and length.isdigit() and int(length) > MOST_TO_READ


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes at most so many bytes of each file to the disk, and remembers whose field had more.

    To be set before anything reads the form: ``request.upload_handlers = [handler]``.
    """

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        self.most_bytes = most_bytes
        #: The names of the fields whose files were dropped.
        self.dropped: set[str] = set()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.most_bytes:
            self.dropped.add(str(self.field_name))
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
