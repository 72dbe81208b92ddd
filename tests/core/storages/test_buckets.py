"""Files in a bucket of an object store: one request each, and clear errors when the store is unavailable."""

import time
from datetime import timedelta

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from core.database.waits import HEALTH_CHECK, REQUEST, waiting
from core.images.fields import Picture, PictureField, prepare, store
from core.private_files import PrivateStorage
from core.storages import buckets
from core.storages.site_storage import StorageUnavailable
from tests import factories
from tests.object_store import CLOSED, object_store, use_buckets


@pytest.fixture
def requests(settings):
    with object_store(settings) as requests:
        yield requests


@pytest.fixture
def away(settings):
    """An object store that does not answer."""
    use_buckets(settings, CLOSED)


def names(storage):
    return [name for name, _appeared in storage.files()]


# ---- names and content ------------------------------------------------------------------------


def test_file_is_stored_with_one_request_and_read_with_one(requests):
    name = default_storage.save("papers/a.pdf", ContentFile(b"content"))
    assert requests.counts() == {"PutObject": 1}
    with default_storage.open(name) as file:
        assert (file.read(3), file.read(), file.size) == (b"con", b"tent", 7)
    assert requests.counts() == {"GetObject": 1}


def test_two_files_of_a_name_get_two_names_that_are_like_it(requests):
    first, second = (default_storage.save("papers/a.pdf", ContentFile(b"content")) for _ in range(2))
    assert first != second
    for name in (first, second):
        assert name.startswith("papers/a_") and name.endswith(".pdf")


def test_name_is_shortened_to_what_its_field_holds(requests):
    name = default_storage.save(f"papers/{'a' * 100}.pdf", ContentFile(b"content"), max_length=50)
    assert len(name) == 50 and default_storage.exists(name)


def test_file_put_under_a_name_replaces_another_one(requests):
    for content in (b"first", b"second"):
        default_storage.put("a.pdf", ContentFile(content))
    assert default_storage.open("a.pdf").read() == b"second" and names(default_storage) == ["a.pdf"]


def test_picture_takes_one_request_per_width_and_none_to_be_shown(requests):
    name = store(prepare(factories.picture(width=1000)), "news")
    assert requests.counts() == {"PutObject": len(names(default_storage))}
    requests.clear()
    picture = Picture(None, PictureField(upload_to="news"), name)
    assert picture.url == f"/media/{name}" and picture.srcset.count("/media/news/") == 5
    assert picture.width == 1000
    assert requests.counts() == {}


def test_names_of_files_below_a_folder_are_listed_with_their_age(requests):
    for number in range(3):
        default_storage.put(f"papers/{number}/a.pdf", ContentFile(b"content"))
    default_storage.put("paper.pdf", ContentFile(b"content"))
    requests.clear()
    listed = dict(default_storage.files("papers"))
    assert list(listed) == ["papers/0/a.pdf", "papers/1/a.pdf", "papers/2/a.pdf"]
    assert all(abs(timezone.now() - appeared) < timedelta(minutes=1) for appeared in listed.values())
    assert requests.counts() == {"ListObjectsV2": 1}


def test_more_files_than_one_answer_holds_are_listed(requests, monkeypatch):
    monkeypatch.setattr(buckets, "PAGE_SIZE", 2)
    for number in range(5):
        default_storage.put(f"papers/{number}.pdf", ContentFile(b"content"))
    requests.clear()
    assert names(default_storage) == [f"papers/{number}.pdf" for number in range(5)]
    assert requests.counts() == {"ListObjectsV2": 3}


def test_prefix_holds_only_its_own_files(requests, settings):
    default_storage.put("secret.pdf", ContentFile(b"content"))
    default_storage.put("site2/secret.pdf", ContentFile(b"content"))
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": "site"}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    default_storage.put("a.pdf", ContentFile(b"content"))
    assert names(default_storage) == ["a.pdf"]
    for name in ("../secret.pdf", "x/../../site2/secret.pdf"):
        with pytest.raises(SuspiciousFileOperation):
            default_storage.open(name)


@pytest.mark.parametrize("name", ["missing.pdf", "x" * 2000, "a\nb.pdf", "\ud800.pdf"])
def test_file_that_is_missing_or_cannot_be_is_not_found(requests, name):
    with pytest.raises(FileNotFoundError):
        default_storage.open(name)
    assert not default_storage.exists(name)


def test_local_file_is_a_copy_until_the_end_of_the_block(requests):
    default_storage.put("a.zip", ContentFile(b"content"))
    with default_storage.local_file("a.zip") as path:
        assert path.read_bytes() == b"content" and path.suffix == ".zip"
    assert not path.exists()


def test_private_files_have_no_address(requests):
    with pytest.raises(ValueError, match="no URL"):
        PrivateStorage().url("applications/cv.pdf")


# ---- a store that is unavailable ---------------------------------------------------------------------


def test_store_that_is_unavailable_is_reported_within_two_seconds_and_asked_again_later(away, monkeypatch):
    start = time.monotonic()
    with waiting(REQUEST):
        with pytest.raises(StorageUnavailable):
            default_storage.save("a.pdf", ContentFile(b"content"))
        assert time.monotonic() - start < 2
        with pytest.raises(StorageUnavailable, match="a moment ago"):
            default_storage.open("a.pdf")
        monkeypatch.setattr(time, "monotonic", lambda: start + 10)
        with pytest.raises(StorageUnavailable, match="does not answer"):
            default_storage.open("a.pdf")


def test_file_is_not_taken_for_missing_while_the_store_is_unavailable(away):
    with waiting(REQUEST):
        assert not default_storage.is_missing("a.pdf")


def test_file_that_cannot_be_deleted_is_left_to_the_sweep(away, caplog):
    with waiting(REQUEST):
        default_storage.discard("a.pdf")
    assert "could not be deleted: a.pdf" in caplog.text


def test_bucket_that_does_not_exist_is_a_fault_and_no_missing_file(requests):
    default_storage.client.delete_bucket(Bucket="lab-media")
    with pytest.raises(StorageUnavailable, match="NoSuchBucket"):
        default_storage.open("a.pdf")


def test_check_writes_reads_and_deletes_a_file(requests):
    assert default_storage.problem() == ""
    assert requests.counts() == {"PutObject": 1, "GetObject": 1, "DeleteObject": 1}


def test_check_says_what_is_wrong(away):
    with waiting(HEALTH_CHECK):
        assert default_storage.problem() == "The object store does not answer"
