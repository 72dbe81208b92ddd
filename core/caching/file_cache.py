"""A cache that all worker processes share, in files and so without another service.

It holds what must be counted once for all workers: tries to sign in, one-time codes that have been
used. Little is written and nothing large, so files are fast enough.
"""

from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks


class SharedFileCache(FileBasedCache):
    """Django's cache in files, with an ``add`` that only one of several callers wins.

    Django's own looks first and writes then. The limits of allauth take ``add`` for a lock: with two
    winners, tries made at the same moment would count as one.
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
