"""A mapping of limited size that keeps what was asked for last."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps at most ``size`` values, and always those of the last ``size / 2`` keys that were used.

    Values are kept in two generations. When the young one is full, it becomes the old one, whose values are
    forgotten unless they were used meanwhile. Other than a cache that is cleared when it is full, it keeps
    what many pages need although each page adds values that no other page needs.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def get(self, key: Key) -> Value | None:
        """Return the value of a key; None without one."""
        value = self._young.get(key)
        if value is None and (value := self._old.pop(key, None)) is not None:
            self[key] = value
        return value

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self._young) >= self.size // 2:
            self._young, self._old = {}, self._young
        self._young[key] = value
