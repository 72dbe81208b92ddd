"""Keys of rows as they come from browsers: texts, and anything may stand in them."""

from collections.abc import Iterable

#: The largest key that a database has; SQLite fails at a larger number instead of finding nothing.
LARGEST = 2**63 - 1


def as_key(text: object) -> int | None:
    """Returns the key that a text stands for; None for anything that cannot be one."""
    digits = str(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST))):
        return None
    return int(digits) if int(digits) <= LARGEST else None


def as_keys(texts: Iterable[object]) -> list[int]:
    """Returns the keys among some texts."""
    return [key for text in texts if (key := as_key(text)) is not None]
