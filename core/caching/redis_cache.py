"""A cache that the worker processes of several machines share, in a Redis server.

While the server is unavailable, each worker keeps values in its own memory, for the reason in ``file_cache``:
signing in works and is still limited, by each worker for itself. Pages wait once for a server that does not
answer; then nobody asks again for AWAY_SECONDS.
"""

import logging
import math
import time
from typing import Any
from urllib.parse import urlsplit

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

#: Seconds to wait for the server, to connect and for each answer.
WAIT = 0.4
AWAY_SECONDS = 2.0

logger = logging.getLogger(__name__)


class SharedRedisCache(RedisCache):
    """Django's cache in Redis, which survives a server that is unavailable."""

    #: When a server that has not answered is asked again, by its URL. Each thread has a cache of its own.
    _away_until: dict[str, float] = {}

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        self._memory = LocMemCache(f"redis {server}", params)
        options = {
            "socket_connect_timeout": WAIT,
            "socket_timeout": WAIT,
            "retry": Retry(NoBackoff(), 1),  # the server may have closed an idle connection
            "protocol": 2,
            **params.get("OPTIONS", {}),
        }
        options.pop("MAX_ENTRIES", None)
        super().__init__(server, {**params, "OPTIONS": options})
        self._server = server

    def get_backend_timeout(self, timeout: float | None = DEFAULT_TIMEOUT) -> int | None:
        """Round up to whole seconds, which Redis counts in; Django rounds down, and 0 would store nothing."""
        is_number = timeout is not None and timeout is not DEFAULT_TIMEOUT
        seconds = super().get_backend_timeout(math.ceil(timeout) if is_number else timeout)  # type: ignore[arg-type]
        return None if seconds is None else int(seconds)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._shared_or_local("add", super().add, *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._shared_or_local("get", super().get, *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._shared_or_local("set", super().set, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._shared_or_local("touch", super().touch, *args, **kwargs))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._shared_or_local("delete", super().delete, *args, **kwargs))

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._shared_or_local("has_key", super().has_key, *args, **kwargs))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return int(self._shared_or_local("incr", super().incr, *args, **kwargs))

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._shared_or_local("get_many", super().get_many, *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._shared_or_local("set_many", super().set_many, *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:
        self._shared_or_local("delete_many", super().delete_many, *args, **kwargs)

    def clear(self) -> None:
        self._memory.clear()
        self._shared_or_local("clear", super().clear)

    def problem(self) -> str:
        """Store a value and read it back; return why that failed, or "" if it did not."""
        try:
            super().set("problem", 1, 1)
            return "" if super().get("problem") == 1 else "A value came back with another content"
        except RedisError as error:
            return _reason(error)

    def _shared_or_local(self, name: str, shared: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a method of the shared cache, or that of the local one while the server is unavailable."""
        if time.monotonic() >= self._away_until.get(self._server, 0.0):
            try:
                result = shared(*args, **kwargs)
            except RedisError as error:
                self._away_until[self._server] = time.monotonic() + AWAY_SECONDS
                logger.warning(
                    "Redis at %s is away, so each worker counts for itself: %s",
                    urlsplit(self._server).hostname or "its socket",
                    _reason(error),
                )
            else:
                if self._away_until.pop(self._server, None):
                    self._memory.clear()  # what was counted during the outage
                return result
        return getattr(self._memory, name)(*args, **kwargs)


def _reason(error: RedisError) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
