"""What is in a form, as plain data: compared, merged and stored. No Django, no database.

The *content* of a form with rows is

    {"fields": {"name": ["Ada"], "topics": ["3", "5"]},
     "rows": {"links": [{"id": "7", "values": {"kind": ["orcid"], "url": ["https://…"]}}, …]}}

All values are lists of strings, as a browser sends them, so that whatever was typed, valid or not,
can be stored and shown again. A row that is not saved yet has an id that begins with "new".
"""

import secrets
from dataclasses import dataclass, field
from typing import Any

#: The beginning of the id of a row that is not saved yet.
NEW = "new"
#: The value of a file field that stands for a file that waits with the proposal.
WAITING = "new:"

Values = dict[str, list[str]]
Row = dict[str, Any]
Content = dict[str, Any]


def empty() -> Content:
    """Returns the content of a form with nothing in it."""
    return {"fields": {}, "rows": {}}


def number(text: str | None) -> int:
    """Returns the number that a browser has sent; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0


def new_id() -> str:
    """Returns the id of a row that is not saved yet."""
    return NEW + secrets.token_hex(4)


def with_new_row(content: Content, name: str) -> Content:
    """Returns the content with an empty row at the end of a set of rows; as it is without such a set."""
    rows = content["rows"]
    if name not in rows:
        return content
    return {**content, "rows": {**rows, name: [*rows[name], {"id": NEW, "values": {}}]}}


@dataclass(frozen=True)
class Change:
    """A value that differs: of a field of the form, or of one of its rows."""

    field: str
    old: list[str]
    new: list[str]


@dataclass(frozen=True)
class RowChange:
    """A row that was added, removed or changed.

    ``changes`` holds the values that differ, ``values`` those by which people know the row: the old ones,
    of an added row the new ones.
    """

    rows: str
    kind: str  # "added", "removed" or "changed"
    id: str
    changes: list[Change]
    values: Values


@dataclass
class Difference:
    """What differs between two contents."""

    fields: list[Change] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)
    reordered: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.rows or self.reordered)


def difference(old: Content, new: Content) -> Difference:
    """Compares two contents of the same form."""
    found = Difference(_changes(old["fields"], new["fields"]))
    for name in dict.fromkeys([*old["rows"], *new["rows"]]):
        before, after = old["rows"].get(name, []), new["rows"].get(name, [])
        by_id = {row["id"]: row for row in before}
        kept = {row["id"] for row in after}
        for row in before:
            if row["id"] not in kept:
                found.rows.append(
                    RowChange(name, "removed", row["id"], _changes(row["values"], {}), row["values"])
                )
        for row in after:
            known = by_id.get(row["id"])
            changes = _changes(known["values"] if known else {}, row["values"])
            if known is None:
                found.rows.append(RowChange(name, "added", row["id"], changes, row["values"]))
            elif changes:
                found.rows.append(RowChange(name, "changed", row["id"], changes, known["values"]))
        if _order(before, kept) != _order(after, set(by_id)):
            found.reordered.append(name)
    return found


def is_same(old: Values, new: Values) -> bool:
    """Says whether two rows, or the fields of two forms, say the same."""
    return old == new or not _changes(old, new)


def _changes(old: Values, new: Values) -> list[Change]:
    names = dict.fromkeys([*old, *new])
    pairs = ((name, _clean(old.get(name)), _clean(new.get(name))) for name in names)
    return [Change(name, before, after) for name, before, after in pairs if before != after]


def _clean(values: list[str] | None) -> list[str]:
    """Line ends as browsers send them, and nothing for an empty field, are no differences."""
    return [text for value in values or [] if (text := value.replace("\r\n", "\n"))]


def _order(rows: list[Row], among: set[str]) -> list[str]:
    return [row["id"] for row in rows if row["id"] in among]


@dataclass(frozen=True)
class Conflict:
    """A value that two sides have changed differently since the base."""

    field: str
    base: list[str]
    theirs: list[str]
    ours: list[str]
    rows: str = ""
    id: str = ""


@dataclass(frozen=True)
class Merged:
    """The outcome of a merge. Where sides conflict, the content has ours."""

    content: Content
    conflicts: list[Conflict]


def merge(base: Content, theirs: Content, ours: Content) -> Merged:
    """Carries what ``ours`` has changed since ``base`` over to ``theirs``, the content as it is now.

    What only one side has changed is taken from that side. What both have changed differently is a
    conflict; so is a row that one side has changed and the other removed.
    """
    fields, conflicts = _merge_values(base["fields"], theirs["fields"], ours["fields"])
    merged: Content = {"fields": fields, "rows": {}}
    for name in dict.fromkeys([*theirs["rows"], *ours["rows"]]):
        rows, found = _merge_rows(name, *(content["rows"].get(name, []) for content in (base, theirs, ours)))
        merged["rows"][name] = rows
        conflicts += found
    return Merged(merged, conflicts)


def _merge_values(
    base: Values, theirs: Values, ours: Values, rows: str = "", id: str = ""
) -> tuple[Values, list[Conflict]]:
    merged, conflicts = {}, []
    for name in dict.fromkeys([*theirs, *ours]):
        versions = [_clean(values.get(name)) for values in (base, theirs, ours)]
        before, there, here = versions
        merged[name] = theirs.get(name, []) if here == before else ours.get(name, [])
        if here not in (before, there) and there != before:
            conflicts.append(Conflict(name, before, there, here, rows, id))
    return merged, conflicts


def _merge_rows(
    name: str, base: list[Row], theirs: list[Row], ours: list[Row]
) -> tuple[list[Row], list[Conflict]]:
    before, there, here = ({row["id"]: row for row in rows} for rows in (base, theirs, ours))
    merged: list[Row] = []
    conflicts: list[Conflict] = []
    for row in _in_merged_order(base, theirs, ours):
        id, versions = row["id"], [side.get(row["id"]) for side in (before, there, here)]
        old, theirs_row, ours_row = versions
        if theirs_row and ours_row:
            values, found = _merge_values(
                old["values"] if old else {}, theirs_row["values"], ours_row["values"], name, id
            )
            merged.append({"id": id, "values": values})
            conflicts += found
        elif ours_row and old is None:  # we have added it
            merged.append(ours_row)
        elif ours_row:  # they have removed it: it only stays where we have changed it
            changed = _changes(old["values"], ours_row["values"])
            if changed:
                merged.append(ours_row)
            conflicts += [Conflict(change.field, change.old, [], change.new, name, id) for change in changed]
        elif old is None:  # they have added it
            merged.append(theirs_row)
        else:  # we have removed it
            changed = _changes(old["values"], theirs_row["values"])
            conflicts += [Conflict(change.field, change.old, change.new, [], name, id) for change in changed]
    return merged, conflicts


def _in_merged_order(base: list[Row], theirs: list[Row], ours: list[Row]) -> list[Row]:
    """Our order if we have changed it, else theirs; each addition of the other side where it was added."""
    ids = [{row["id"] for row in rows} for rows in (base, theirs, ours)]
    moved = _order(base, ids[2]) != _order(ours, ids[0])
    first, second = (ours, theirs) if moved else (theirs, ours)
    known, shared = {row["id"] for row in first}, {row["id"] for row in (*base, *second)}
    after: dict[str, list[Row]] = {}
    above = ""
    for row in second:
        if row["id"] in known:
            above = row["id"]
        else:
            after.setdefault(above, []).append(row)
    merged, waiting = [], after.pop("", [])
    for row in first:
        if row["id"] in shared:  # what both sides have added in one place stands one after the other
            merged += waiting
            waiting = []
        merged.append(row)
        waiting += after.pop(row["id"], [])
    return merged + waiting
