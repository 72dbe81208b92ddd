"""The cache that all worker processes share."""

import errno
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.cache import caches
from django.urls import reverse

from core.caching.file_cache import SharedFileCache
from tests import factories


def cache(folder):
    return SharedFileCache(str(folder), {})


def test_workers_see_each_other_s_values(tmp_path):
    cache(tmp_path).set("tries", 3)
    assert cache(tmp_path).get("tries") == 3


def test_one_of_many_simultaneous_adds_wins(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        for key in range(20):
            won = list(threads.map(lambda number, key=key: cache(tmp_path).add(key, number), range(16)))
            assert won.count(True) == 1


def test_adds_of_other_processes_are_excluded_too(tmp_path):
    code = (
        "import sys; from django.conf import settings; settings.configure();"
        "from core.caching.file_cache import SharedFileCache;"
        "print(sum(SharedFileCache(sys.argv[1], {}).add(n, 1) for n in range(200)))"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert sum(int(worker.communicate()[0]) for worker in workers) == 200


def test_expired_key_can_be_added_again(tmp_path):
    shared = cache(tmp_path)
    assert shared.add("lock", 1, timeout=0) is True
    assert shared.add("lock", 2) is True
    assert shared.add("lock", 3) is False


def test_clear_leaves_only_the_lock_file(tmp_path):
    shared = cache(tmp_path)
    shared.add("a", 1)
    shared.clear()
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


# ---- a disk that cannot be written ------------------------------------------------------------


@pytest.fixture(params=["full", "away"])
def unwritable(request, monkeypatch, tmp_path):
    """A cache whose disk is full, or whose folder cannot be created, and what repairs it."""
    folder = tmp_path / "cache"
    if request.param == "away":
        folder.touch()
        repair = folder.unlink
    else:
        patch = monkeypatch.context()
        patch.__enter__().setattr(tempfile, "mkstemp", no_space_left)
        repair = partial(patch.__exit__, None, None, None)
    shared = cache(folder)
    yield shared, repair
    shared.clear()


def no_space_left(*args, **options):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_values_are_kept_in_memory_while_the_disk_cannot_be_written(unwritable):
    shared, _repair = unwritable
    shared.set("tries", 3)
    assert (shared.get("tries"), shared.has_key("tries")) == (3, True)
    assert shared.touch("tries")
    assert shared.delete("tries")
    assert (shared.get("tries"), shared.has_key("tries"), shared.touch("tries")) == (None, False, False)


def test_one_add_wins_while_the_disk_cannot_be_written(unwritable):
    shared, _repair = unwritable
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda number: shared.add("lock", number), range(8))).count(True) == 1


def test_values_are_written_again_once_the_disk_is_repaired(unwritable):
    shared, repair = unwritable
    shared.set("tries", 3)
    repair()
    shared.set("tries", 4)
    assert cache(shared._folder).get("tries") == 4


def test_value_written_before_the_disk_was_full_is_replaced(tmp_path, monkeypatch):
    shared = cache(tmp_path)
    shared.set("tries", 3)
    monkeypatch.setattr(tempfile, "mkstemp", no_space_left)
    shared.set("tries", 4)
    assert shared.get("tries") == 4


def test_damaged_file_counts_as_missing(tmp_path):
    shared = cache(tmp_path)
    shared.set("tries", 3)
    (path,) = tmp_path.glob("*.djcache")
    path.write_bytes(bytes(100))
    assert (shared.get("tries"), shared.has_key("tries")) == (None, False)
    assert shared.add("tries", 1)
    assert shared.get("tries") == 1


@pytest.mark.django_db
def test_members_sign_in_while_the_disk_is_full_and_are_still_limited(visitor, monkeypatch):
    factories.user("mei@example.org", "right-password")
    monkeypatch.setattr(tempfile, "mkstemp", no_space_left)
    url = reverse("account_login")
    wrong = {"login": "mei@example.org", "password": "wrong-password"}
    pages = [visitor.post(url, wrong).content.decode() for _ in range(7)]
    assert "Too many" in pages[-1] and "Too many" not in pages[0]
    caches["default"].clear()
    assert visitor.post(url, wrong | {"password": "right-password"}).status_code == 302
