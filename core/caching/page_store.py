"""Finished pages of the current content version, held in the memory of one worker process."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import NamedTuple

#: Bytes of an entry besides its body: the key, the headers and the bookkeeping.
OVERHEAD = 1500


class StoredPage(NamedTuple):
    """A finished response: its headers and its body."""

    headers: dict[str, str]
    body: bytes


class PageStore:
    """The most recently used pages of one content version, up to a total size.

    A page that would take more than half of it, such as a large export, is not stored: it would drive out the
    others.

    A page of another version can never be served again, so all pages are dropped when a request comes with
    another version.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._version: Hashable = None
        self._pages: OrderedDict[Hashable, StoredPage] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def __contains__(self, key: Hashable) -> bool:
        """Return whether there is a page under the key, perhaps of an earlier version."""
        return key in self._pages

    def clear(self) -> None:
        with self._lock:
            self._drop_all(None)

    def get(self, version: Hashable, key: Hashable) -> StoredPage | None:
        """Return the page stored under the key; ``version`` is the current content version."""
        with self._lock:
            if version != self._version:
                self._drop_all(version)
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def add(self, version: Hashable, key: Hashable, page: StoredPage) -> None:
        """Store a page, unless its version is no longer the current one."""
        with self._lock:
            if version != self._version or key in self._pages or _size(page) > self.max_bytes // 2:
                return
            self._pages[key] = page
            self._bytes += _size(page)
            while self._bytes > self.max_bytes:
                _key, oldest = self._pages.popitem(last=False)
                self._bytes -= _size(oldest)

    def _drop_all(self, version: Hashable) -> None:
        self._version = version
        self._pages.clear()
        self._bytes = 0


def _size(page: StoredPage) -> int:
    return len(page.body) + OVERHEAD
