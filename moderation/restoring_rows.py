"""Restore the rows of an object as they were recorded, writing only rows that differ."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models

from core.shared_rows import SharedRow, delete_or_hand_over
from moderation.forms.spec import Editor, RowSet
from moderation.recorded_states import serialized, values_of
from moderation.restoring_fields import restore_fields, set_fields


def checked_values(recorded: list[tuple[str, dict]], row_set: RowSet) -> dict[str, dict]:
    """Return the valid values, without relations, of rows that are saved in bulk, by primary key.

    There may be thousands of rows, and checking them takes longer than the database should be locked.
    """
    if not row_set.position:
        return {}
    columns = row_set.model._meta.concrete_fields
    fields = [
        field for field in columns if not field.is_relation and field.name not in row_set.external_fields
    ]
    excluded = {field.name for field in columns} - {field.name for field in fields}
    checked = {}
    for pk, values in recorded:
        row = row_set.model()
        set_fields(row, values, excluded)
        try:
            row.clean_fields(exclude=excluded)
        except ValidationError:
            continue  # reported if the row has to be restored
        checked[pk] = {field.attname: getattr(row, field.attname) for field in fields if field.name in values}
    return checked


def restore_rows(
    recorded: list[tuple[str, dict]],
    checked: dict[str, dict],
    editor: Editor,
    row_set: RowSet,
    instance: models.Model,
    survivor: models.Model | None,
) -> None:
    """Restore the rows of an object, which was merged into the survivor if there is one.

    ``checked`` are their ``checked_values``. Raises ValidationError.
    """
    foreign_key = row_set.foreign_key(editor.model)
    rows = row_set.model._base_manager.filter(**{foreign_key: instance})
    removed = rows.exclude(pk__in=[pk for pk, _fields in recorded])
    if issubclass(row_set.model, SharedRow):
        delete_or_hand_over(removed)
    else:
        removed.delete()
    of_instance = [(pk, {**fields, foreign_key: int(instance.pk)}) for pk, fields in recorded]
    different = _different_rows(of_instance, checked, row_set)
    if row_set.position:
        _save_together(different, checked, row_set)
    else:
        _save_each(different, row_set, instance, survivor)


def _different_rows(
    recorded: list[tuple[str, dict]], checked: dict[str, dict], row_set: RowSet
) -> list[tuple[models.Model, dict]]:
    """Return the rows that are missing or not as recorded, each with the recorded fields."""
    # A row may belong to the record that this one was merged with, and comes back from there.
    existing = row_set.model._base_manager.in_bulk([int(pk) for pk, _fields in recorded])
    different = []
    for pk, fields in recorded:
        row, values = existing.get(int(pk)), checked.get(pk)
        if row is None:
            is_as_recorded = False
        elif values:
            is_as_recorded = _has(row, values | _related_keys(fields, row_set))
        else:
            is_as_recorded = _equals(row, fields, row_set.external_fields)
        if not is_as_recorded:
            different.append((row or row_set.model(pk=pk), fields))
    return different


def _save_each(
    different: list[tuple[models.Model, dict]],
    row_set: RowSet,
    instance: models.Model,
    survivor: models.Model | None,
) -> None:
    for row, fields in different:
        holders = row.holders() if _was_handed_over(row, instance) else set()
        restore_fields(row, fields, set(row_set.external_fields))
        if isinstance(row, SharedRow):
            row.colleagues.add(*holders - {survivor and survivor.pk})
            row.colleagues.remove(instance)


def _save_together(
    different: list[tuple[models.Model, dict]], checked: dict[str, dict], row_set: RowSet
) -> None:
    for row, fields in different:
        values = checked.get(str(row.pk))
        if values is None:
            set_fields(row, fields, row_set.external_fields)
            row.clean_fields(exclude=[field.name for field in _relations(row_set)])
            continue
        for name, value in (values | _related_keys(fields, row_set)).items():
            setattr(row, name, value)
    row_set.bulk_save([row for row, _fields in different], moved=[])


def _relations(row_set: RowSet) -> list[models.Field]:
    return [field for field in row_set.model._meta.concrete_fields if field.is_relation]


def _related_keys(fields: dict, row_set: RowSet) -> dict:
    """Return the recorded keys of related rows by the attributes that hold them."""
    return {field.attname: fields[field.name] for field in _relations(row_set) if field.name in fields}


def _has(row: models.Model, values: dict) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _equals(row: models.Model, fields: dict, external: Collection[str]) -> bool:
    """Return whether a row would be recorded with these fields."""
    (recorded,) = serialized([row])
    return values_of(recorded["fields"], external) == values_of(fields, external)


def _was_handed_over(row: models.Model, owner: models.Model) -> bool:
    """Return whether a row belongs to another person now, from whom restoring it must not take it."""
    return isinstance(row, SharedRow) and row.person_id not in (None, owner.pk)
