"""A cache that all worker processes share, in files, so that no other service is needed.

The cache holds what has to be counted once for all workers: attempts to sign in, used one-time codes. Few and
small values are written, so files are fast enough.

On a full or read-only disk, each worker keeps new values in its own memory. Signing in then works, and is
still limited: with two workers to twice as many attempts. To refuse everybody until somebody has freed space
would lock out the admin who has to do that; not to count at all would let passwords be guessed without limit.
"""

import logging
import pickle
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.files import locks

#: Exceptions of reading a file that is missing, or was damaged by a power failure.
UNREADABLE = (OSError, EOFError, pickle.UnpicklingError, zlib.error)
MISSING = object()

logger = logging.getLogger(__name__)


class SharedFileCache(FileBasedCache):
    """Django's file-based cache with an atomic ``add``, which survives a disk that cannot be written.

    Django's own ``add`` checks first and writes afterwards, so several callers can succeed. Rate limits use
    ``add`` as a lock: with two holders, simultaneous attempts would count as one.
    """

    def __init__(self, dir: str, params: dict[str, Any]) -> None:
        with suppress(OSError):  # the folder cannot be created; each write tries again
            super().__init__(dir, params)
        self._folder = Path(dir).absolute()
        #: Values that could not be written, shared by the threads of this process.
        self._memory = LocMemCache(f"unwritten {self._folder}", params)

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = (self._folder / "lock").open("wb")
        except OSError as error:
            self._warn(error)
            return not self.has_key(key, version) and bool(self._memory.add(key, value, timeout, version))
        with lock:  # closing the file releases the lock
            locks.lock(lock, locks.LOCK_EX)
            return bool(super().add(key, value, timeout, version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        value = self._memory.get(key, MISSING, version)
        if value is not MISSING:
            return value
        try:
            return super().get(key, default, version)
        except UNREADABLE as error:
            self._warn(error)
            return default

    def set(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            self._warn(error)
            self._memory.set(key, value, timeout, version)
        else:
            self._memory.delete(key, version)

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        value = self.get(key, MISSING, version)
        if value is not MISSING:
            self.set(key, value, timeout, version)
        return value is not MISSING

    def delete(self, key: Any, version: int | None = None) -> bool:
        is_in_memory = self._memory.delete(key, version)
        try:
            return bool(super().delete(key, version)) or is_in_memory
        except OSError as error:
            self._warn(error)
            return is_in_memory

    def has_key(self, key: Any, version: int | None = None) -> bool:
        if self._memory.has_key(key, version):  # a method of caches, not of dictionaries
            return True
        try:
            return bool(super().has_key(key, version))
        except UNREADABLE as error:
            self._warn(error)
            return False

    def clear(self) -> None:
        self._memory.clear()
        super().clear()

    @staticmethod
    def _warn(error: Exception) -> None:
        logger.warning("The cache folder cannot be used: %s: %s", type(error).__name__, error)
