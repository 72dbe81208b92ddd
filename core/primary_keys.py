"""Primary keys sent by browsers, as texts that may contain anything."""

from collections.abc import Iterable

#: The largest integer of a column. For larger numbers SQLite raises an error instead of finding no row.
LARGEST = 2**63 - 1


def as_key(text: object) -> int | None:
    """Return the primary key in a text, or None if the text is not a valid one."""
    digits = str(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST))):
        return None
    return int(digits) if int(digits) <= LARGEST else None


def as_keys(texts: Iterable[object]) -> list[int]:
    """Return the valid primary keys among some texts."""
    return [key for text in texts if (key := as_key(text)) is not None]
