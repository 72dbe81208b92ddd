"""The rest of a request that was answered without reading it."""

from io import BytesIO

import pytest

from core.unread_bodies import reading_the_rest


@pytest.mark.parametrize(
    ("sent", "has_length", "unread"), [(100, True, 0), (100, False, 0), (300, True, 100), (0, True, 0)]
)
def test_rest_of_a_request_is_read_up_to_a_limit(sent, has_length, unread):
    body = BytesIO(b"x" * sent)
    length = {"CONTENT_LENGTH": str(sent)} if has_length else {"HTTP_TRANSFER_ENCODING": "chunked"}
    application = reading_the_rest(lambda _environ, _start_response: [b"No"], max_bytes=200)
    assert application({"wsgi.input": body, **length}, None) == [b"No"]
    assert len(body.read()) == unread


def test_answer_does_not_depend_on_the_rest():
    class Broken:
        def read(self, _size):
            raise ConnectionResetError

    application = reading_the_rest(lambda _environ, _start_response: [b"No"])
    assert application({"wsgi.input": Broken(), "CONTENT_LENGTH": "5"}, None) == [b"No"]
