"""The command that copies stored files into an object store and back."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from core.private_files import PrivateFileStorage, PrivateStorage
from core.storages.folders import AtomicFileStorage
from tests.object_store import CLOSED, object_store, use_buckets

PUBLIC = {"papers/a.pdf": b"paper", "people/b-320x400/192.webp": b"small"}
PRIVATE = {"applications/cv.pdf": b"private"}


@pytest.fixture
def requests(settings):
    with object_store(settings) as requests:
        yield requests


def contents(storage):
    return {name: content_of(storage, name) for name, _appeared in storage.files()}


def content_of(storage, name):
    with storage.open(name) as file:
        return file.read()


def store_in_folders():
    for storage, files in ((AtomicFileStorage(), PUBLIC), (PrivateFileStorage(), PRIVATE)):
        for name, content in files.items():
            storage.put(name, ContentFile(content))


def move(**options):
    output = StringIO()
    call_command("move_storage", stdout=output, stderr=output, **options)
    return output.getvalue()


def test_files_are_copied_and_stay_in_the_folders(requests):
    store_in_folders()
    assert move().splitlines() == [
        "public: 2 files copied, 0 were there already.",
        "private: 1 files copied, 0 were there already.",
    ]
    assert contents(default_storage) == contents(AtomicFileStorage()) == PUBLIC
    assert contents(PrivateStorage()) == contents(PrivateFileStorage()) == PRIVATE


def test_interrupted_copy_continues_and_copies_nothing_twice(requests, monkeypatch):
    store_in_folders()
    default_storage.put("papers/a.pdf", ContentFile(b"paper"))
    requests.clear()
    assert "public: 1 files copied, 1 were there already." in move()
    assert requests.counts()["PutObject"] == 2


def test_files_are_copied_back(requests):
    for name, content in PUBLIC.items():
        default_storage.put(name, ContentFile(content))
    move(back=True)
    assert contents(AtomicFileStorage()) == contents(default_storage) == PUBLIC


def test_files_are_deleted_only_on_request_and_after_all_are_copied(requests):
    store_in_folders()
    default_storage.put("papers/a.pdf", ContentFile(b"another paper"))
    with pytest.raises(CommandError, match="1 files were not copied"):
        move(delete=True)
    assert contents(AtomicFileStorage()) == PUBLIC
    assert content_of(default_storage, "papers/a.pdf") == b"another paper"
    default_storage.delete("papers/a.pdf")
    move(delete=True)
    assert contents(AtomicFileStorage()) == {} and contents(PrivateFileStorage()) == {}
    assert (contents(default_storage), contents(PrivateStorage())) == (PUBLIC, PRIVATE)


def test_damaged_copy_is_reported(requests, monkeypatch):
    store_in_folders()
    put = type(PrivateStorage()).put
    monkeypatch.setattr(
        PrivateStorage, "put", lambda self, name, content: put(self, name, ContentFile(b"damaged"))
    )
    with pytest.raises(CommandError, match="1 files were not copied"):
        move(delete=True)
    assert contents(PrivateFileStorage()) == PRIVATE


def test_store_that_is_unavailable_is_reported(settings):
    use_buckets(settings, CLOSED)
    store_in_folders()
    with pytest.raises(CommandError, match="does not answer"):
        move()


@pytest.mark.parametrize(
    ("options", "problem"), [({}, "Set them first"), ({"back": True, "delete": True}, "folders only")]
)
def test_wrong_use_is_explained(options, problem):
    with pytest.raises(CommandError, match=problem):
        move(**options)
