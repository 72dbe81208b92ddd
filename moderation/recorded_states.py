"""The recorded and the present states of objects with their rows, as snapshots that can be compared."""

import json
from collections.abc import Collection, Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import models
from django.db.models import Aggregate, Max, Min, Q
from reversion.models import Version

from core.languages import LocalText, headline
from moderation.forms.snapshot import Snapshot, Values, compare
from moderation.forms.spec import Editor, editor_for_model
from moderation.shared_places import current_places, recorded_places

#: Timestamps, which are left out of snapshots and reverts.
TIMESTAMPS = ("updated", "created", "confirmed", "reminded")

#: The rows of an object by row set: the primary key and the fields of each.
RecordedRows = dict[str, list[tuple[str, dict]]]


def model_of(version: Version) -> type[models.Model]:
    return ContentType.objects.get_for_id(version.content_type_id).model_class()


def editor_of(version: Version) -> Editor | None:
    """Return the editor of the object of a version; None for a row."""
    return editor_for_model(model_of(version))


def recorded_fields(version: Version) -> dict:
    """Return the fields of the row of a version, as django-reversion recorded them."""
    return json.loads(version.serialized_data)[0]["fields"]


def recorded_headline(version: Version) -> LocalText:
    """Return what names the object of a version, as recorded, in the language of the page."""
    fields, instance = recorded_fields(version), model_of(version)()
    for column in instance._meta.concrete_fields:
        if column.name in fields and not column.is_relation:
            setattr(instance, column.attname, column.to_python(fields[column.name]))
    return headline(instance)


def recorded_snapshot(version: Version) -> Snapshot:
    """Return the snapshot of an object and its rows as recorded in a version."""
    editor = editor_of(version)
    return snapshot_of(recorded_fields(version), recorded_rows(version, editor), editor)


def current_snapshot(instance: models.Model) -> Snapshot:
    """Return the snapshot of an object and its rows in the database, comparable to a recorded one."""
    return _current_snapshots(editor_for_model(type(instance)), [instance.pk])[instance.pk]


def unrecorded(model: type[models.Model], keys: Collection[int]) -> list[int]:
    """Return the primary keys of those existing objects that differ from their latest versions."""
    editor, latest = editor_for_model(model), _versions(model, keys, Max)
    recorded = _recorded_snapshots(latest, editor)
    places, old_places = current_places(model, keys), recorded_places(model, latest)
    return [
        key
        for key, snapshot in _current_snapshots(editor, keys).items()
        if recorded.get(key) != snapshot or old_places[key] != places[key]
    ]


def changed_since_added(
    model: type[models.Model], keys: Collection[int], but_for: Collection[str] = ()
) -> set[int]:
    """Return the primary keys of those existing objects that differ from their first versions.

    ``but_for`` are fields that may differ. An object without versions counts as unchanged.
    """
    editor = editor_for_model(model)
    recorded = _recorded_snapshots(_versions(model, keys, Min), editor)
    current = _current_snapshots(editor, list(recorded))
    for snapshot in (*recorded.values(), *current.values()):
        for name in but_for:
            snapshot["fields"].pop(name, None)
    return {key for key, snapshot in current.items() if compare(recorded[key], snapshot)}


def _versions(model: type[models.Model], keys: Collection[int], which: type[Aggregate]) -> dict[int, Version]:
    """Return the first (Min) or latest (Max) version of each of these objects by its primary key."""
    versions = Version.objects.get_for_model(model).filter(object_id__in=[str(key) for key in keys])
    chosen = versions.order_by().values("object_id").annotate(chosen=which("pk")).values_list("chosen")
    return {int(version.object_id): version for version in Version.objects.filter(pk__in=chosen)}


def _recorded_snapshots(versions: dict[int, Version], editor: Editor) -> dict[int, Snapshot]:
    rows = _rows_of_versions(list(versions.values()), editor)
    return {
        key: snapshot_of(recorded_fields(version), rows[version.pk], editor)
        for key, version in versions.items()
    }


# ---- rows in versions -------------------------------------------------------------------------


def recorded_rows(version: Version, editor: Editor) -> RecordedRows:
    """Return the rows of an object as recorded in a version."""
    return _rows_of_versions([version], editor)[version.pk]


def _rows_of_versions(versions: Collection[Version], editor: Editor) -> dict[int, RecordedRows]:
    """Return the recorded rows by primary key of the version of their object."""
    rows: dict[int, RecordedRows] = {
        version.pk: {row_set.name: [] for row_set in editor.row_sets} for version in versions
    }
    if not editor.row_sets or not versions:
        return rows
    by_object = {(version.revision_id, version.object_id): rows[version.pk] for version in versions}
    row_sets = {row_set.model: row_set for row_set in editor.row_sets}
    for row in _versions_of_rows(versions, editor):
        row_set, fields = row_sets[model_of(row)], recorded_fields(row)
        parent = str(fields[row_set.foreign_key(editor.model)])
        if (row.revision_id, parent) in by_object:
            by_object[row.revision_id, parent][row_set.name].append((row.object_id, fields))
    for by_row_set in rows.values():
        for listed in by_row_set.values():
            listed.sort(key=lambda row: int(row[0]))
    return rows


def _versions_of_rows(versions: Collection[Version], editor: Editor) -> Iterator[Version]:
    """Yield the versions of the rows of these objects, and of others in the same revisions."""
    content_types = ContentType.objects.get_for_models(*(row_set.model for row_set in editor.row_sets))
    is_row = Q(pk=None)
    for row_set in editor.row_sets:
        is_row_of_set = Q(content_type=content_types[row_set.model])
        if len(versions) == 1:
            # A revision may hold many objects, such as those of an import; most rows are not even fetched.
            (version,) = versions
            parent = f'"{row_set.foreign_key(editor.model)}": {version.object_id}'
            is_row_of_set &= Q(serialized_data__contains=parent)
        is_row |= is_row_of_set
    revisions = {version.revision_id for version in versions}
    yield from Version.objects.filter(is_row, revision__in=revisions).iterator()


# ---- snapshots --------------------------------------------------------------------------------


def snapshot_of(fields: dict, rows: RecordedRows, editor: Editor) -> Snapshot:
    """Return the snapshot of an object with these fields and rows."""
    row_values = {
        row_set.name: [
            {"id": pk, "values": values_of(row, row_set.external_fields)} for pk, row in rows[row_set.name]
        ]
        for row_set in editor.row_sets
    }
    return {"fields": values_of(fields, editor.unrecorded_fields), "rows": row_values}


def _current_snapshots(editor: Editor, keys: Collection[int]) -> dict[int, Snapshot]:
    """Return the snapshots of objects and their rows in the database by primary key."""
    many_to_many = [field.name for field in editor.model._meta.many_to_many]
    objects = editor.model._base_manager.filter(pk__in=keys).order_by("pk").prefetch_related(*many_to_many)
    snapshots: dict[int, Snapshot] = {
        row["pk"]: {
            "fields": values_of(row["fields"], editor.unrecorded_fields),
            "rows": {row_set.name: [] for row_set in editor.row_sets},
        }
        for row in serialized(objects)
    }
    for row_set in editor.row_sets:
        foreign_key = row_set.foreign_key(editor.model)
        rows = row_set.model._base_manager.filter(**{f"{foreign_key}__in": list(snapshots)})
        for row in serialized(rows.order_by("pk")):
            values = values_of(row["fields"], row_set.external_fields)
            rows_of_set = snapshots[row["fields"][foreign_key]]["rows"][row_set.name]
            rows_of_set.append({"id": str(row["pk"]), "values": values})
    return snapshots


def serialized(rows: Iterable[models.Model]) -> list[dict]:
    """Return rows as django-reversion would record them."""
    return json.loads(serializers.serialize("json", rows))


def values_of(fields: dict, excluded: Collection[str]) -> Values:
    """Return the fields of a recorded row as texts, without timestamps and the excluded ones."""
    return {
        name: _as_texts(value)
        for name, value in fields.items()
        if name not in TIMESTAMPS and name not in excluded
    }


def _as_texts(value) -> list[str]:
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, dict):
        return [f"{name} = {text}" for name, text in value.items()]
    if not isinstance(value, list):
        return [str(value)]
    if all(isinstance(key, int) for key in value):  # of a many-to-many field, which has no order
        value = sorted(value)
    return list(map(_as_text, value))


def _as_text(value) -> str:
    """Return an item of a list as text: of a dictionary, its values."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [str(value)]
    return ", ".join(filter(None, (item if isinstance(item, str) else _as_text(item) for item in items)))
