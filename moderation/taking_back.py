"""Take back what one version of an object has changed, and leave what was changed since."""

from django.db import models, transaction
from reversion.models import Version

from moderation.forms.spec import RowSet
from moderation.recorded_states import (
    RecordedRows,
    editor_of,
    recorded_fields,
    recorded_rows,
    serialized,
    values_of,
)
from moderation.reverting import restore
from moderation.revisions import previous_version

#: The rows of a row set: the primary key and the fields of each.
Rows = list[tuple[str, dict]]


def take_back(version: Version, by, comment: str) -> bool:
    """Restore what a version has changed to how it was before, as a new revision.

    Values that were changed since stay, and so does a list of rows that was changed since, unless the version
    has only added rows to it or changed some. Return whether all was taken back. Does nothing if the object,
    or the version before this one, is missing. Raises CannotRevert.
    """
    former, editor = previous_version(version), editor_of(version)
    with transaction.atomic():
        instance = editor.model._base_manager.select_for_update().filter(pk=version.object_id).first()
        if former is None or instance is None:
            return False
        fields, are_fields_restored = _merged_fields(
            recorded_fields(former), recorded_fields(version), serialized([instance])[0]["fields"]
        )
        before, after = recorded_rows(former, editor), recorded_rows(version, editor)
        rows: RecordedRows = {}
        is_restored = are_fields_restored
        for row_set in editor.row_sets:
            name = row_set.name
            now = _current_rows(row_set, instance)
            rows[name], are_rows_restored = _merged_rows(before[name], after[name], now, row_set)
            is_restored = is_restored and are_rows_restored
        restore(former, (fields, rows), by, comment)
    return is_restored


def _current_rows(row_set: RowSet, instance: models.Model) -> Rows:
    foreign_key = row_set.foreign_key(type(instance))
    rows = row_set.model._base_manager.filter(**{foreign_key: instance}).order_by("pk")
    return [(str(row["pk"]), row["fields"]) for row in serialized(rows)]


def _merged_fields(before: dict, after: dict, now: dict) -> tuple[dict, bool]:
    """Return the fields as they are now, but those that only the version has changed as before."""
    changed = {name for name in before if before[name] != after.get(name)}
    intact = {name for name in changed if name in now and now[name] == after.get(name)}
    return now | {name: before[name] for name in intact}, changed == intact


def _merged_rows(before: Rows, after: Rows, now: Rows, row_set: RowSet) -> tuple[Rows, bool]:
    """Return the same for the rows of a row set."""
    old, new, current = (
        {pk: values_of(fields, row_set.external_fields) for pk, fields in rows}
        for rows in (before, after, now)
    )
    if old == new:
        return now, True
    if current == new:
        return before, True
    if not old.keys() <= new.keys():
        return now, False
    merged, is_restored, former = [], True, dict(before)
    for pk, fields in now:
        is_of_version = pk in new and new[pk] != old.get(pk)
        if is_of_version and current[pk] == new[pk]:
            if pk in former:
                merged.append((pk, former[pk]))
        else:
            merged.append((pk, fields))
            is_restored = is_restored and not is_of_version
    return merged, is_restored
