"""The cache in Redis: shared by all machines, and replaced by the memory of each worker in an outage."""

import socket
import time

import pytest
from django.core.cache import cache

from core import rate_limits
from core.caching.redis_cache import SharedRedisCache
from core.disk_checks import disk_problems
from labsite import doctor_checks
from tests import factories
from tests.fake_redis import fake_redis
from tests.test_settings import SAFE, run_python

CLOSED = "redis://127.0.0.1:9/0"


def use_redis(settings, url):
    settings.CACHES = {"default": {"BACKEND": "core.caching.redis_cache.SharedRedisCache", "LOCATION": url}}
    SharedRedisCache._away_until.clear()


@pytest.fixture
def values(settings):
    """The values in a Redis server that the site uses."""
    with fake_redis() as (port, values):
        use_redis(settings, f"redis://127.0.0.1:{port}/0")
        yield values


@pytest.fixture
def away(settings):
    use_redis(settings, CLOSED)
    cache.clear()
    use_redis(settings, CLOSED)


def test_values_and_locks_are_shared(values, settings):
    other = SharedRedisCache(settings.CACHES["default"]["LOCATION"], {})
    assert cache.add("lock", True, 10) and not other.add("lock", True, 10)
    cache.set("counts", [1.5, 2.5], 60)
    assert (other.get("counts"), other.get("missing", 7), other.has_key("lock")) == ([1.5, 2.5], 7, True)
    assert other.delete("lock") and not cache.delete("lock")


def test_less_than_a_second_is_a_second(values):
    cache.set("a", 1, 0.2)
    assert cache.get("a") == 1 and len(values) == 1


def test_limit_counts_the_attempts_at_all_machines(values, settings):
    assert [rate_limits.count("sign-in", "2/h") for _ in range(2)] == [True, True]
    SharedRedisCache(settings.CACHES["default"]["LOCATION"], {})  # as on another machine
    assert not rate_limits.count("sign-in", "2/h")


def test_limits_hold_in_each_worker_while_redis_is_unavailable(away, caplog):
    start = time.monotonic()
    assert [rate_limits.count("sign-in", "2/h") for _ in range(3)] == [True, True, False]
    assert time.monotonic() - start < 2
    assert "Redis at 127.0.0.1 is away, so each worker counts for itself" in caplog.text


def test_server_that_is_unavailable_is_asked_once_and_again_after_a_while(away, monkeypatch, caplog):
    for _ in range(5):
        cache.get("a")
    assert caplog.text.count("is away") == 1
    later = time.monotonic() + 10
    monkeypatch.setattr(time, "monotonic", lambda: later)
    cache.get("a")
    assert caplog.text.count("is away") == 2


def test_server_that_is_back_is_used_again(settings):
    with fake_redis() as (port, _values):
        use_redis(settings, f"redis://127.0.0.1:{port}/0")
        cache.set("a", "before")
    cache.set("b", "during")
    assert cache.get("b") == "during"
    with fake_redis(port) as (_port, values):
        # The pause is over.
        SharedRedisCache._away_until[settings.CACHES["default"]["LOCATION"]] = 0.001
        cache.set("c", "after")
        assert cache.get("c") == "after" and len(values) == 1
        assert cache.get("b") is None


def test_server_that_hangs_is_waited_for_once(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use_redis(settings, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        start = time.monotonic()
        assert [rate_limits.count("sign-in", "2/h") for _ in range(3)] == [True, True, False]
        assert time.monotonic() - start < 2


@pytest.mark.django_db
def test_signing_in_works_and_is_limited_while_redis_is_unavailable(away, client):
    factories.user("ada@example.org", password="correct horse")
    start = time.monotonic()
    page = "/accounts/login/"
    assert client.post(page, {"login": "ada@example.org", "password": "wrong"}).status_code == 200
    answer = client.post(page, {"login": "ada@example.org", "password": "correct horse"})
    assert answer.status_code == 302 and time.monotonic() - start < 2


def test_health_check_and_doctor_name_redis(values, settings):
    assert disk_problems() == [] and list(doctor_checks.check_redis()) == []
    use_redis(settings, CLOSED)
    assert [problem.partition(":")[0] for problem in disk_problems()] == ["cache"]
    assert "Redis cannot be used: ConnectionError" in next(doctor_checks.check_redis()).msg


@pytest.mark.parametrize(
    ("url", "result"),
    [("redis://cache:6379/1", "SharedRedisCache"), ("memcached://cache", "must begin with")],
)
def test_setting_chooses_the_cache(url, result):
    start = run_python(
        "from labsite.settings import CACHES; print(CACHES['default']['BACKEND'])", **SAFE, CACHE_URL=url
    )
    assert result in start.stdout + start.stderr
