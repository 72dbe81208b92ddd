"""A request that ends before its announced length is refused, whichever way its body is read."""

from io import BytesIO

import pytest
from django.core.exceptions import BadRequest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from core.incomplete_bodies import WholeBody, refusing_incomplete

READINGS = {
    "at once": lambda body: body.read(),
    "in parts": lambda body: b"".join(iter(lambda: body.read(3), b"")),
    "by lines": lambda body: b"".join(iter(body.readline, b"")),
    "by parts of lines": lambda body: b"".join(iter(lambda: body.readline(2), b"")),
}


@pytest.mark.parametrize("reading", READINGS)
def test_body_is_read_to_its_announced_length_and_no_further(reading):
    read = READINGS[reading]
    assert read(WholeBody(BytesIO(b"one\ntwo\nrest"), 8)) == b"one\ntwo\n"
    assert read(WholeBody(BytesIO(b""), 0)) == b""
    with pytest.raises(BadRequest):
        read(WholeBody(BytesIO(b"one\ntw"), 8))


@pytest.mark.parametrize("content_type", [MULTIPART_CONTENT, "application/x-www-form-urlencoded"])
@pytest.mark.django_db
def test_part_of_a_form_gets_status_400(pi, content_type):
    form = encode_multipart(BOUNDARY, {"name": "Ada", "do": "save"})
    length = len(form) + 10
    body = {"wsgi.input": WholeBody(BytesIO(form), length), "CONTENT_LENGTH": str(length)}
    assert pi.generic("POST", "/me/profile/", form, content_type, **body).status_code == 400


def test_only_bodies_of_announced_length_are_checked():
    for environ in ({"CONTENT_LENGTH": "4"}, {"CONTENT_LENGTH": ""}, {"CONTENT_LENGTH": "x"}, {}):
        body = environ["wsgi.input"] = BytesIO()
        refusing_incomplete(lambda _environ, _start_response: [])(environ, None)
        assert (environ["wsgi.input"] is body) == (environ.get("CONTENT_LENGTH") != "4")
