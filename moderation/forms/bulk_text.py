"""Very long row sets as one text, a line per row, instead of a form per row.

Snapshots hold rows all the same; this module turns rows into the text of a textarea and back.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from moderation.forms.snapshot import Row, Values, new_row_id

#: Up to this many rows are edited in a form each.
MAX_ROW_FORMS = 100


class LineFormat(Protocol):
    """How one kind of row is written on a line."""

    help_text: str

    def write(self, values: Values) -> str:
        """Return the line of a row."""

    def read(self, line: str) -> Values:
        """Return the values of the row on a line, which is not blank."""

    def values(self, row: Any, owner: Any) -> Values:
        """Return the values that the form of a saved row would show, without building that form."""


def text_of_rows(line_format: LineFormat, rows: list[Row]) -> str | None:
    """Return the rows as a text; None if there are few, or if one of them could not be read back."""
    if len(rows) <= MAX_ROW_FORMS:
        return None
    lines = []
    for row in rows:
        line = line_format.write(row["values"])
        is_one_line = line.strip() and len(line.splitlines()) == 1
        if not is_one_line or _non_empty(line_format.read(line)) != _non_empty(row["values"]):
            return None
        lines.append(line)
    return "\n".join(lines)


def _non_empty(values: Values) -> Values:
    return {name: texts for name, texts in values.items() if any(texts)}


def rows_of_text(line_format: LineFormat, text: str, existing_rows: list[Row]) -> list[Row]:
    """Return the rows of a text, each with the id of the existing row that its line most likely came from.

    A line is matched to the existing row that is written the same; else to one that begins with the same
    value; else, as an edited line, to the row that followed the row of the line above. A line without a
    match is a new row.
    """
    values = [line_format.read(line) for line in text.splitlines() if line.strip()]
    ids: list[str | None] = [None] * len(values)
    unmatched = dict.fromkeys(row["id"] for row in existing_rows)
    index_of = {row["id"]: index for index, row in enumerate(existing_rows)}
    for key in (line_format.write, _first_value):
        candidates: dict[str, list[str]] = {}
        for row in existing_rows:
            if row["id"] in unmatched:
                candidates.setdefault(key(row["values"]), []).append(row["id"])
        for index, row_values in enumerate(values):
            if ids[index] is None and (matches := candidates.get(key(row_values))):
                ids[index] = matches.pop(0)
                unmatched.pop(ids[index])
    for index, id in enumerate(ids):
        above = index_of[ids[index - 1]] if index and ids[index - 1] else -1
        if id is None and (index == 0 or above >= 0) and above + 1 < len(existing_rows):
            next_id = existing_rows[above + 1]["id"]
            if next_id in unmatched:
                ids[index] = next_id
                unmatched.pop(next_id)
    return [
        {"id": id or new_row_id(), "values": row_values} for id, row_values in zip(ids, values, strict=True)
    ]


def _first_value(values: Values) -> str:
    return next(iter(_texts(values)), "")


def _texts(values: Values) -> Iterable[str]:
    return (text for texts in values.values() for text in texts)
