"""Stored files are complete or not there at all, whatever the disk does."""

import errno
import os
import resource

import pytest
from django.core.files.base import ContentFile

from core.storages import folders
from core.storages.folders import AtomicFileStorage
from core.storages.site_storage import StorageUnavailable

KILOBYTE = 1024


@pytest.fixture
def storage(tmp_path):
    return AtomicFileStorage(tmp_path / "files")


def stored_files(storage):
    return [
        os.path.relpath(os.path.join(folder, name), storage.location)
        for folder, _folders, names in os.walk(storage.location)
        for name in names
    ]


def test_file_is_stored_under_its_name(storage):
    assert storage.save("a/b.pdf", ContentFile(b"content")) == "a/b.pdf"
    assert stored_files(storage) == ["a/b.pdf"]
    with storage.open("a/b.pdf") as file:
        assert file.read() == b"content"


def test_second_file_of_a_name_gets_another_name(storage):
    storage.save("a.pdf", ContentFile(b"first"))
    name = storage.save("a.pdf", ContentFile(b"second"))
    assert name != "a.pdf"
    assert sorted(stored_files(storage)) == sorted(["a.pdf", name])


def test_file_has_no_name_while_it_is_being_written(storage):
    seen = []

    class SlowFile(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"first half"
            seen.append(storage.exists("a.pdf"))
            yield b"second half"

    storage.save("a.pdf", SlowFile(b""))
    assert seen == [False]
    assert storage.size("a.pdf") == len(b"first halfsecond half")


def test_write_that_stops_midway_leaves_nothing(storage):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * KILOBYTE, hard))  # the kernel refuses to write more
    try:
        with pytest.raises(StorageUnavailable):
            storage.save("a/b.pdf", ContentFile(bytes(200 * KILOBYTE)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert stored_files(storage) == []


def test_file_that_does_not_reach_the_disk_leaves_nothing(storage, full_disk):
    with pytest.raises(StorageUnavailable) as raised:
        storage.save("a/b.pdf", ContentFile(b"content"))
    assert raised.value.errno == errno.ENOSPC
    assert stored_files(storage) == []


def test_storage_that_is_unavailable_is_reported(tmp_path):
    (tmp_path / "files").touch()
    with pytest.raises(StorageUnavailable):
        AtomicFileStorage(tmp_path / "files").save("a.pdf", ContentFile(b"content"))


def test_name_taken_at_the_same_moment_is_not_overwritten(storage, monkeypatch):
    link, attempts = os.link, []

    def link_late(source, target):
        if not attempts:
            with open(target, "wb") as other:
                other.write(b"other")
        attempts.append(target)
        link(source, target)

    monkeypatch.setattr(folders.os, "link", link_late)
    name = storage.save("a.pdf", ContentFile(b"content"))
    assert name != "a.pdf"
    with storage.open("a.pdf") as file:
        assert file.read() == b"other"


def test_file_system_without_hard_links_is_enough(storage, monkeypatch):
    def refuse(source, target):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(folders.os, "link", refuse)
    assert storage.save("a.pdf", ContentFile(b"content")) == "a.pdf"
    assert storage.save("a.pdf", ContentFile(b"content")) != "a.pdf"


def test_unused_file_that_cannot_be_deleted_is_left(storage, monkeypatch, caplog):
    def refuse(path):
        raise OSError(errno.EROFS, "Read-only file system")

    storage.save("a.pdf", ContentFile(b"content"))
    monkeypatch.setattr(os, "remove", refuse)
    storage.discard("a.pdf")
    assert "a.pdf" in caplog.text
