"""What a browser submitted with an edit form: typed values, uploaded files, and the button pressed."""

import re
from dataclasses import dataclass, field
from typing import Self

from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.characters import printable
from core.ordered_choices import OrderedCheckboxes
from moderation.forms.base import has_preset_value
from moderation.forms.bulk_text import rows_of_text
from moderation.forms.snapshot import (
    NEW_ROW,
    PENDING_FILE,
    Conflict,
    Row,
    Snapshot,
    Values,
    compare,
    empty_snapshot,
    merge,
    new_row_id,
)
from moderation.forms.spec import Editor, RowSet

#: Value of a button that adds a row; the name of the row set follows.
ADD_ROW = "add:"
#: Rows of a row set that may name several; each list is compared with all people of the lab.
MAX_SPLIT = 5
_ROW_ID = re.compile(rf"[0-9]{{1,19}}|{NEW_ROW}[0-9a-f]{{1,16}}")


@dataclass
class Submission:
    """A submitted edit form, merged into the current state of the object."""

    snapshot: Snapshot
    files: dict = field(default_factory=dict)
    file_errors: dict = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    #: Whether the current state has changed since the form was opened.
    is_merged: bool = False
    #: The value of the button.
    action: str = ""

    @classmethod
    def read(
        cls,
        editor: Editor,
        data: QueryDict,
        files: MultiValueDict,
        *,
        opened: Snapshot,
        current: Snapshot,
        published: Snapshot,
    ) -> Self:
        """Read a submitted form that was ``opened`` with one snapshot and merge it into the ``current`` one.

        A file field with a pending upload or removal can be set back to the ``published`` file.
        """
        typed = read_snapshot(editor, data, opened if opened["rows"] else current)
        uploads, errors = {}, {}
        for name in editor.file_fields:
            source = published if f"{name}-keep" in data else opened
            typed["fields"][name] = source["fields"].get(name, [])
        for name, upload in _read_uploads(editor, data, files).items():
            if upload is False:
                typed["fields"][name] = []
                continue
            try:
                uploads[name] = editor.form.base_fields[name].clean(upload)
                typed["fields"][name] = [PENDING_FILE + str(uploads[name].name)]
            except ValidationError as error:
                errors[name] = error
        result = merge(opened, current, typed)
        is_merged = bool(compare(opened, current))
        return cls(result.snapshot, uploads, errors, result.conflicts, is_merged, data.get("do", ""))

    @property
    def row_set_to_extend(self) -> str:
        """The name of the row set that the button adds a row to; "" for another button."""
        return self.action.removeprefix(ADD_ROW) if self.action.startswith(ADD_ROW) else ""


def read_snapshot(editor: Editor, data: QueryDict, opened: Snapshot | None = None) -> Snapshot:
    """Return everything that was typed into a form, valid or not, in the submitted order of its rows.

    Rows marked as deleted and blank new rows are left out, and so are file fields. Lines of a row set that
    is edited as text are matched to the rows that the form was ``opened`` with.
    """
    snapshot = empty_snapshot()
    snapshot["fields"] = {
        name: _texts_of_field(field, data, name)
        for name, field in editor.form.base_fields.items()
        if name in data and name not in editor.file_fields
    }
    for row_set in editor.row_sets:
        snapshot["rows"][row_set.name] = _read_rows(row_set, data, opened or empty_snapshot())
    return snapshot


def to_number(text: str | None) -> int:
    """Return a number submitted by a browser; 0 for anything else than up to six digits."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0


def _read_uploads(editor: Editor, data: QueryDict, files: MultiValueDict) -> dict:
    """Return the files submitted, by field; False stands for the removal of the current file."""
    values = {
        name: editor.form.base_fields[name].widget.value_from_datadict(data, files, name)
        for name in editor.file_fields
    }
    return {name: value for name, value in values.items() if value is not None}


def _texts(data: QueryDict, name: str) -> list[str]:
    return [printable(value) for value in data.getlist(name)]


def _texts_of_field(field: Field, data: QueryDict, name: str) -> list[str]:
    if isinstance(field.widget, OrderedCheckboxes):  # which has further inputs for the order
        return [printable(value) for value in field.widget.value_from_datadict(data, MultiValueDict(), name)]
    return _texts(data, name)


def _read_rows(row_set: RowSet, data: QueryDict, opened: Snapshot) -> list[Row]:
    text = data.get(f"{row_set.name}-lines")
    if row_set.line_format and text is not None:
        return rows_of_text(row_set.line_format, printable(text), opened["rows"].get(row_set.name, []))
    names = list(row_set.form.base_fields)
    rows, seen = [], set()
    for index in range(min(to_number(data.get(f"{row_set.name}-TOTAL_FORMS")), row_set.max_rows + 1)):
        prefix = f"{row_set.name}-{index}-"
        values = {name: _texts(data, prefix + name) for name in names if prefix + name in data}
        id = _row_id(data.get(prefix + "id") or data.get(prefix + "row") or "")
        is_blank = id.startswith(NEW_ROW) and not _has_typed_value(row_set, values)
        if not data.get(prefix + "DELETE") and not is_blank and id not in seen:
            seen.add(id)
            order = to_number(data.get(prefix + "ORDER")) or index + 1
            rows.append((order, index, {"id": id, "values": values}))
    return _split(row_set, [row for _order, _index, row in sorted(rows, key=lambda item: item[:2])])


def _split(row_set: RowSet, rows: list[Row]) -> list[Row]:
    """Replace new rows that name several by a row for each, of which the first one keeps the id."""
    result: list[Row] = []
    number_of_lists = 0
    for row in rows:
        parts: list[Values] = []
        if row_set.split and row["id"].startswith(NEW_ROW) and number_of_lists < MAX_SPLIT:
            parts = row_set.split(row["values"])
        number_of_lists += bool(parts)
        result += [{"id": new_row_id(), "values": values} for values in parts] or [row]
        if parts:
            result[-len(parts)]["id"] = row["id"]
    return result


def _row_id(submitted: str) -> str:
    """Return the submitted id if it is well-formed, else one for a new row."""
    return submitted if _ROW_ID.fullmatch(submitted) else new_row_id()


def _has_typed_value(row_set: RowSet, values: Values) -> bool:
    """Return whether a new row has a value that its form does not show by default."""
    fields = row_set.form.base_fields
    return any(
        value.strip()
        for name, field_values in values.items()
        if not has_preset_value(fields[name])
        for value in field_values
    )
