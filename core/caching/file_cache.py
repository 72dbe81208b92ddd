"""A cache that all worker processes share, in files, so that no other service is needed.

The cache holds what has to be counted once for all workers: attempts to sign in, used one-time codes. Few and
small values are written, so files are fast enough.
"""

from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class SharedFileCache(FileBasedCache):
    """Django's file-based cache with an atomic ``add``.

    Django's own ``add`` looks first and writes then, so that several callers can win. Rate limits use ``add``
    as a lock: with two holders, simultaneous attempts would count as one.
    """

    def __init__(self, dir: str, params: dict[str, Any]) -> None:
        super().__init__(dir, params)
        self._folder = Path(dir).absolute()

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / "lock").open("wb") as lock:
            locks.lock(lock, locks.LOCK_EX)  # released when the file is closed
            return bool(super().add(key, value, timeout, version))
