"""Files that are larger than a form takes are dropped while they come in; the rest of the form is kept."""

from typing import Any

from django.core.files.uploadhandler import SkipFile, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

#: After so much of a file that is dropped anyway, the connection is closed.
MOST_TO_READ = 200 * 1024 * 1024


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes at most so many bytes of each file to the disk, and remembers whose field had more.

    To be set before anything reads the form: ``request.upload_handlers = [handler]``.
    """

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        self.most_bytes = most_bytes
        #: The names of the fields whose files were dropped.
        self.dropped: set[str] = set()

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:
        if content_length > MOST_TO_READ:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > self.most_bytes:
            self.dropped.add(str(self.field_name))
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)
