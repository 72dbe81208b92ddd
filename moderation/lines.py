"""Very many rows as one text, a line for each, where a form with boxes for all of them would be of no use.

What is stored and compared stays the same content with rows (``contents.py``); here it becomes text for the
form and rows again.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from moderation.contents import Row, Values, new_id

#: Up to here rows have boxes of their own.
MOST_BOXES = 100


class Lines(Protocol):
    """How one kind of row is written on a line."""

    help_text: str

    def write(self, values: Values) -> str:
        """Returns the line of a row."""

    def read(self, line: str) -> Values:
        """Returns the values of the row of a line that is not blank."""

    def values(self, row: Any, owner: Any) -> Values:
        """Returns what the form of a saved row would show, without making that form."""


def text_of(lines: Lines, rows: list[Row]) -> str | None:
    """Returns the rows as a text; None for few rows, or where what is in one could not be read back."""
    if len(rows) <= MOST_BOXES:
        return None
    written = []
    for row in rows:
        line = lines.write(row["values"])
        if (
            not line.strip()
            or len(line.splitlines()) > 1
            or _filled(lines.read(line)) != _filled(row["values"])
        ):
            return None
        written.append(line)
    return "\n".join(written)


def _filled(values: Values) -> Values:
    return {name: found for name, found in values.items() if any(found)}


def rows_of(lines: Lines, text: str, known: list[Row]) -> list[Row]:
    """Returns the rows of a text; each line is the ``known`` row that it was made of, as far as can be told.

    That is the one with the same line; else the one with the same first words; else, where a line was
    changed, the one that stood after the row of the line above. What is left is new.
    """
    values = [lines.read(line) for line in text.splitlines() if line.strip()]
    ids: list[str | None] = [None] * len(values)
    unused = dict.fromkeys(row["id"] for row in known)
    by_place = {row["id"]: place for place, row in enumerate(known)}
    for key in (lines.write, _first):
        waiting: dict[str, list[str]] = {}
        for row in known:
            if row["id"] in unused:
                waiting.setdefault(key(row["values"]), []).append(row["id"])
        for index, found in enumerate(values):
            if ids[index] is None and (same := waiting.get(key(found))):
                ids[index] = same.pop(0)
                unused.pop(ids[index])
    for index, id in enumerate(ids):
        before = by_place[ids[index - 1]] if index and ids[index - 1] else -1
        if id is None and (index == 0 or before >= 0) and before + 1 < len(known):
            after = known[before + 1]["id"]
            if after in unused:
                ids[index] = after
                unused.pop(after)
    return [{"id": id or new_id(), "values": found} for id, found in zip(ids, values, strict=True)]


def _first(values: Values) -> str:
    return next(iter(_texts(values)), "")


def _texts(values: Values) -> Iterable[str]:
    return (text for found in values.values() for text in found)
