"""Snapshots: what a form with its rows holds, as plain data that can be compared, merged and stored.

A snapshot is

    {"fields": {"name": ["Ada"], "topics": ["3", "5"]},
     "rows": {"links": [{"id": "7", "values": {"kind": ["orcid"], "url": ["https://…"]}}, …]}}

Every value is a list of strings, as a browser submits it, so that anything typed, valid or not, can be
stored and shown again. The id of a row is its primary key, or begins with "new" while the row is unsaved.
This module uses neither Django nor the database.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any

#: Prefix of the id of an unsaved row.
NEW_ROW = "new"
#: Prefix of a file field's value while the file is stored with the proposal; the file name follows.
PENDING_FILE = "new:"

Values = dict[str, list[str]]
Row = dict[str, Any]
Snapshot = dict[str, Any]


def empty_snapshot() -> Snapshot:
    """Return the snapshot of a form with nothing in it."""
    return {"fields": {}, "rows": {}}


def is_pending_file(values: list[str]) -> bool:
    """Return whether the values of a file field stand for a file that is stored with a proposal."""
    return bool(values) and values[0].startswith(PENDING_FILE)


def new_row_id() -> str:
    """Return a random id for an unsaved row."""
    return NEW_ROW + secrets.token_hex(4)


def with_new_row(snapshot: Snapshot, row_set: str, values: Values) -> Snapshot:
    """Return a copy with a new row at the end of ``row_set``; an unknown row set changes nothing."""
    rows = snapshot["rows"]
    if row_set not in rows:
        return snapshot
    return {**snapshot, "rows": {**rows, row_set: [*rows[row_set], {"id": NEW_ROW, "values": values}]}}


# ---- comparing --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A value that differs, in a field of the form or of one of its rows."""

    field: str
    old: list[str]
    new: list[str]


@dataclass(frozen=True)
class RowChange:
    """A row that was added, removed or changed.

    ``changes`` holds the values that differ. ``values`` identifies the row to a reader: its old values, or
    the new ones of an added row.
    """

    row_set: str
    kind: str  # "added", "removed" or "changed"
    row_id: str
    changes: list[Change]
    values: Values


@dataclass
class Difference:
    """Everything that differs between two snapshots; false if nothing does."""

    fields: list[Change] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    #: Names of the row sets whose remaining rows changed their order.
    reordered: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.rows or self.reordered)


def compare(old: Snapshot, new: Snapshot) -> Difference:
    """Return the difference between two snapshots of the same form."""
    difference = Difference(_changes(old["fields"], new["fields"]))
    for row_set in dict.fromkeys([*old["rows"], *new["rows"]]):
        old_rows, new_rows = old["rows"].get(row_set, []), new["rows"].get(row_set, [])
        old_by_id = {row["id"]: row for row in old_rows}
        new_ids = {row["id"] for row in new_rows}
        for row in old_rows:
            if row["id"] not in new_ids:
                changes = _changes(row["values"], {})
                difference.rows.append(RowChange(row_set, "removed", row["id"], changes, row["values"]))
        for row in new_rows:
            old_row = old_by_id.get(row["id"])
            changes = _changes(old_row["values"] if old_row else {}, row["values"])
            if old_row is None:
                difference.rows.append(RowChange(row_set, "added", row["id"], changes, row["values"]))
            elif changes:
                difference.rows.append(RowChange(row_set, "changed", row["id"], changes, old_row["values"]))
        if _order(old_rows, new_ids) != _order(new_rows, set(old_by_id)):
            difference.reordered.append(row_set)
    return difference


def same_values(old: Values, new: Values) -> bool:
    """Return whether two rows, or the fields of two forms, hold the same values."""
    return old == new or not _changes(old, new)


def _changes(old: Values, new: Values) -> list[Change]:
    names = dict.fromkeys([*old, *new])
    pairs = ((name, _normalized(old.get(name)), _normalized(new.get(name))) for name in names)
    return [Change(name, before, after) for name, before, after in pairs if before != after]


def _normalized(values: list[str] | None) -> list[str]:
    """Return the values with line breaks as "\\n", without empty ones, and several keys of rows in order.

    None of these is a change: the database returns the rows of a many-to-many field in any order.
    """
    texts = [text for value in values or [] if (text := value.replace("\r\n", "\n"))]
    are_keys = len(texts) > 1 and all(text.isascii() and text.isdecimal() for text in texts)
    return sorted(texts, key=lambda key: (len(key), key)) if are_keys else texts


def _order(rows: list[Row], ids: set[str]) -> list[str]:
    """Return the ids of the rows that are among ``ids``, in order."""
    return [row["id"] for row in rows if row["id"] in ids]


# ---- merging ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Conflict:
    """A value that both sides changed since the base, differently."""

    field: str
    base: list[str]
    theirs: list[str]
    ours: list[str]
    row_set: str = ""
    row_id: str = ""


@dataclass(frozen=True)
class MergeResult:
    """The outcome of a three-way merge. Where the sides conflict, the snapshot has our value."""

    snapshot: Snapshot
    conflicts: list[Conflict]


def merge(base: Snapshot, theirs: Snapshot, ours: Snapshot) -> MergeResult:
    """Apply the changes from ``base`` to ``ours`` to ``theirs``, the current state (a three-way merge).

    A value that only one side changed is taken from that side. A value that both changed differently is a
    conflict, and so is a row that one side changed and the other removed.
    """
    fields, conflicts = _merge_values(base["fields"], theirs["fields"], ours["fields"])
    merged: Snapshot = {"fields": fields, "rows": {}}
    for row_set in dict.fromkeys([*theirs["rows"], *ours["rows"]]):
        sides = (side["rows"].get(row_set, []) for side in (base, theirs, ours))
        merged["rows"][row_set], row_conflicts = _merge_rows(row_set, *sides)
        conflicts += row_conflicts
    return MergeResult(merged, conflicts)


def _merge_values(
    base: Values, theirs: Values, ours: Values, row_set: str = "", row_id: str = ""
) -> tuple[Values, list[Conflict]]:
    merged, conflicts = {}, []
    for name in dict.fromkeys([*theirs, *ours]):
        base_value, their_value, our_value = (
            _normalized(values.get(name)) for values in (base, theirs, ours)
        )
        merged[name] = theirs.get(name, []) if our_value == base_value else ours.get(name, [])
        if our_value not in (base_value, their_value) and their_value != base_value:
            conflicts.append(Conflict(name, base_value, their_value, our_value, row_set, row_id))
    return merged, conflicts


def _merge_rows(
    row_set: str, base: list[Row], theirs: list[Row], ours: list[Row]
) -> tuple[list[Row], list[Conflict]]:
    base_by_id, theirs_by_id, ours_by_id = ({row["id"]: row for row in rows} for rows in (base, theirs, ours))
    merged: list[Row] = []
    conflicts: list[Conflict] = []
    for row in _merged_order(base, theirs, ours):
        id = row["id"]
        base_row, their_row, our_row = base_by_id.get(id), theirs_by_id.get(id), ours_by_id.get(id)
        if their_row and our_row:
            base_values = base_row["values"] if base_row else {}
            values, value_conflicts = _merge_values(
                base_values, their_row["values"], our_row["values"], row_set, id
            )
            merged.append({"id": id, "values": values})
            conflicts += value_conflicts
        elif our_row and base_row is None:  # added by us
            merged.append(our_row)
        elif our_row:  # removed by them: stays only if we changed it
            changes = _changes(base_row["values"], our_row["values"])
            if changes:
                merged.append(our_row)
            conflicts += [
                Conflict(change.field, change.old, [], change.new, row_set, id) for change in changes
            ]
        elif base_row is None:  # added by them
            merged.append(their_row)
        else:  # removed by us
            changes = _changes(base_row["values"], their_row["values"])
            conflicts += [
                Conflict(change.field, change.old, change.new, [], row_set, id) for change in changes
            ]
    return merged, conflicts


def _merged_order(base: list[Row], theirs: list[Row], ours: list[Row]) -> list[Row]:
    """Return the rows of both sides in our order if we changed the order, else in theirs.

    A row that only the other side has follows the row that it follows there.
    """
    base_ids, our_ids = ({row["id"] for row in rows} for rows in (base, ours))
    we_reordered = _order(base, our_ids) != _order(ours, base_ids)
    leading, other = (ours, theirs) if we_reordered else (theirs, ours)
    leading_ids, shared_ids = {row["id"] for row in leading}, {row["id"] for row in (*base, *other)}
    additions: dict[str, list[Row]] = {}  # rows of the other side alone, by the id of the row above them
    above = ""
    for row in other:
        if row["id"] in leading_ids:
            above = row["id"]
        else:
            additions.setdefault(above, []).append(row)
    merged, waiting = [], additions.pop("", [])
    for row in leading:
        if row["id"] in shared_ids:  # so that additions of the leading side at this place come first
            merged += waiting
            waiting = []
        merged.append(row)
        waiting += additions.pop(row["id"], [])
    return merged + waiting
