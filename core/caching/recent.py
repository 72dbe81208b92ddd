"""A mapping of limited size that keeps what was asked for last."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps the ``size`` values that were used last.

    Other than a cache that is cleared when it is full, it keeps what many pages need although each page adds
    values that no other page needs. Values that are used in turn have to fit in: of more than ``size`` of
    them, each would be forgotten before it is used again.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._values = OrderedDict[Key, Value]()

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: Key) -> bool:
        return key in self._values

    def get(self, key: Key) -> Value | None:
        """Return the value of a key; None without one."""
        value = self._values.pop(key, None)
        if value is not None:
            self._values[key] = value
        return value

    def pop(self, key: Key) -> Value:
        """Return the value of a key and forget it. Raises KeyError without one."""
        return self._values.pop(key)

    def __setitem__(self, key: Key, value: Value) -> None:
        self._values.pop(key, None)
        while len(self._values) >= self.size:
            self._values.popitem(last=False)
        self._values[key] = value
