"""The cache that all worker processes share."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from core.caching.file_cache import SharedFileCache


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
