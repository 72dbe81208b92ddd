"""A file that the server cannot receive is lost alone; the other fields of the form are read."""

import pytest
from django.core.files import temp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import RequestFactory

from core.lost_uploads import TolerantUploadHandler, lost_uploads
from tests.conftest import FullDisk


def post(**data):
    request = RequestFactory().post("/", data)
    request.upload_handlers = [TolerantUploadHandler(request)]
    return request


def upload():
    return SimpleUploadedFile("cv.pdf", b"content")


def test_received_file_is_not_lost():
    request = post(name="Ann", cv=upload())
    assert request.FILES["cv"].read() == b"content"
    assert lost_uploads(request) == frozenset()
    request.close()


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (temp, "NamedTemporaryFile"),
        (TemporaryFileUploadHandler, "receive_data_chunk"),
        (TemporaryFileUploadHandler, "file_complete"),
    ],
)
def test_file_is_lost_and_the_form_is_read(monkeypatch, owner, name):
    monkeypatch.setattr(owner, name, FullDisk(None, None).check)
    request = post(name="Ann", cv=upload(), city="Loomtown")
    assert request.POST.dict() == {"name": "Ann", "city": "Loomtown"}
    assert dict(request.FILES) == {}
    assert lost_uploads(request) == {"cv"}
