"""Restore the recorded version of an object, with its rows and its places on the rows of others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from reversion.models import Version

from core.merging import forget_merge, survivors
from core.search.fields import search_field_of
from core.shared_rows import SharedRow, delete_or_hand_over
from moderation import shared_places
from moderation.forms.snapshot import Snapshot
from moderation.forms.spec import Editor, RowSet, editor_for_model
from moderation.recorded_keys import References
from moderation.recorded_states import (
    TIMESTAMPS,
    RecordedRows,
    editor_of,
    model_of,
    recorded_fields,
    recorded_rows,
    serialized,
    snapshot_of,
    values_of,
)
from moderation.referrers import restore_references
from moderation.revisions import add, ensure_recorded, record


class CannotRevert(Exception):
    """The recorded version does not fit the current data. The message, written for users, explains why."""


@dataclass(frozen=True)
class Restored:
    """A restored object, and the names of deleted items to which it referred and no longer does."""

    instance: models.Model
    left_out: list[str]


def revert(version: Version, by) -> Restored:
    """Restore an object and its rows as recorded in a version, as a new revision.

    Removed rows come back, added rows are deleted, and a deleted object comes back at its URL, with its
    places on the rows of others, and what referred to it refers to it again. The URL and the account of an
    existing object stay. References are followed (:mod:`moderation.recorded_keys`). Runs in one transaction.
    Raises CannotRevert.
    """
    time = f"{version.revision.date_created:%Y-%m-%d %H:%M}"
    comment = _("Restored the version of %(time)s") % {"time": time}
    recorded = recorded_fields(version), recorded_rows(version, editor_of(version))  # before the transaction
    return restore(version, recorded, by, comment)


def restore(version: Version, recorded: tuple[dict, RecordedRows], by, comment: str) -> Restored:
    """Restore the object of a version with these recorded fields and rows, as ``revert`` does."""
    editor = editor_of(version)
    survivor = survivor_of(version)
    for existing in (editor.model._base_manager.filter(pk=version.object_id).first(), survivor):
        if existing:
            ensure_recorded(existing)  # in a transaction of its own, so that neither is long
    key = int(version.object_id)
    places = shared_places.recorded_places(editor.model, {key: version})[key]
    checked = {row_set.name: _checked(recorded[1][row_set.name], row_set) for row_set in editor.row_sets}
    references = References()
    try:
        with transaction.atomic():
            instance = editor.model._base_manager.select_for_update().filter(pk=version.object_id).first()
            excluded = {*editor.not_reverted, *editor.unrecorded_fields}
            if is_deleted := instance is None:
                # Without what a revert leaves alone, a hidden former member would be a public current one.
                excluded = {*editor.not_restored, *editor.unrecorded_fields}
                instance = editor.model(pk=version.object_id)
            fields, rows = _followed(*recorded, editor, references, excluded)
            references.bring_back()
            with record(by, comment, only_added=True):
                is_indexed_later = bool(editor.after_save) and not is_deleted
                _restore(instance, fields, excluded, is_indexed_later=is_indexed_later)
                for row_set in editor.row_sets:
                    _restore_rows(
                        rows[row_set.name], checked[row_set.name], editor, row_set, instance, survivor
                    )
                if is_deleted:
                    _restore_further_rows(version, editor, instance)
                    shared_places.restore_places(instance, places, survivor)
                forget_merge(instance)
                for changed in filter(None, (instance, survivor)):
                    _finish(changed, editor)
                if is_deleted:
                    for referrer in restore_references(instance):
                        if referrers_editor := editor_for_model(type(referrer)):
                            _finish(referrer, referrers_editor)
    except ValidationError as error:
        raise CannotRevert(_reason(error, survivor)) from error
    except IntegrityError as error:
        raise CannotRevert(_("A record that this version refers to no longer exists.")) from error
    return Restored(instance, list(dict.fromkeys(references.missing)))


def _finish(changed: models.Model, editor: Editor) -> None:
    if editor.after_save:
        editor.after_save(changed)
    add(changed)


def _reason(error: ValidationError, survivor: models.Model | None) -> str:
    texts = list(error.messages)
    if survivor:
        text = _("This item was merged with “%(name)s”. First restore “%(name)s” to before the merge.")
        texts.append(text % {"name": survivor})
    return " ".join(texts)


def restorable_snapshot(version: Version) -> Snapshot:
    """Return the snapshot of a version as restoring it would leave the object today.

    References lead to the records that the recorded ones were merged into, and not to deleted ones.
    """
    editor, references = editor_of(version), References()
    excluded = {*editor.not_reverted, *editor.unrecorded_fields}
    recorded = recorded_fields(version), recorded_rows(version, editor)
    fields, rows = _followed(*recorded, editor, references, excluded)
    return snapshot_of(fields, rows, editor)


def survivor_of(version: Version) -> models.Model | None:
    """Return the object into which the object of a version was merged, unless that was undone."""
    model, key = model_of(version), int(version.object_id)
    if model._base_manager.filter(pk=key).exists():
        return None
    return model._base_manager.filter(pk=survivors(model, [key]).get(key)).first()


def _followed(
    recorded: dict,
    rows: dict[str, list[tuple[str, dict]]],
    editor: Editor,
    references: References,
    excluded: Collection[str],
) -> tuple[dict, dict[str, list[tuple[str, dict]]]]:
    """Return recorded fields and rows of an object with references to the rows of today."""
    references.load(editor.model, [recorded], excluded)
    followed_rows = {
        row_set.name: references.follow_rows(row_set, row_set.foreign_key(editor.model), rows[row_set.name])
        for row_set in editor.row_sets
    }
    fields = references.follow(editor.model, recorded, excluded)
    if editor.fields_to_restore:
        fields = editor.fields_to_restore(recorded, fields)
    return fields, followed_rows


def _restore(
    instance: models.Model, fields: dict, excluded: set[str], *, is_indexed_later: bool = False
) -> None:
    """Set the recorded fields and save. Raises ValidationError.

    With ``is_indexed_later``, the search text, which takes long for thousands of rows, is left as it is.
    """
    many_to_many = _set_fields(instance, fields, excluded)
    instance.full_clean(exclude=[name for name in excluded if name != "slug"])
    instance.save(update_fields=_without_search_text(instance) if is_indexed_later else None)
    for name, rows in many_to_many.items():
        getattr(instance, name).set(rows)
    if isinstance(instance, SharedRow):
        instance.colleagues.remove(instance.person_id)  # a colleague of then may be the first of today


def _without_search_text(instance: models.Model) -> list[str]:
    """Return the names of all columns that saving writes, but for that with the search text."""
    search_text = search_field_of(type(instance))
    columns = instance._meta.concrete_fields
    return [
        column.name
        for column in columns
        if column is not search_text and not (column.primary_key or column.generated)
    ]


def _set_fields(instance: models.Model, fields: dict, excluded: Collection[str]) -> dict[str, list]:
    """Set the recorded fields; return the many-to-many values, to be set once the row is saved."""
    many_to_many = {}
    for field in (*instance._meta.fields, *instance._meta.many_to_many):
        if field.name not in fields or field.name in excluded or field.name in TIMESTAMPS:
            continue
        if field.many_to_many:
            existing = field.related_model._base_manager.filter(pk__in=fields[field.name])
            many_to_many[field.name] = list(existing)
        else:
            setattr(instance, field.attname, field.to_python(fields[field.name]))
    return many_to_many


def _restore_further_rows(version: Version, editor: Editor, instance: models.Model) -> None:
    """Create the rows that have no row set as they were recorded."""
    for relation in editor.further_relations:
        foreign_key = relation.field.name
        recorded = Version.objects.filter(
            revision=version.revision_id,
            content_type=ContentType.objects.get_for_model(relation.related_model),
            serialized_data__contains=f'"{foreign_key}": {version.object_id}',
        )
        for fields in map(recorded_fields, recorded.order_by("pk")):
            if str(fields[foreign_key]) == version.object_id:
                _restore(relation.related_model(), {**fields, foreign_key: instance.pk}, set())


def _checked(recorded: list[tuple[str, dict]], row_set: RowSet) -> dict[str, dict]:
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
        _set_fields(row, values, excluded)
        try:
            row.clean_fields(exclude=excluded)
        except ValidationError:
            continue  # told if the row has to be restored
        checked[pk] = {field.attname: getattr(row, field.attname) for field in fields if field.name in values}
    return checked


def _restore_rows(
    recorded: list,
    checked: dict[str, dict],
    editor: Editor,
    row_set: RowSet,
    instance: models.Model,
    survivor: models.Model | None,
) -> None:
    """Restore the rows of an object, which was merged into the survivor if there is one."""
    foreign_key = row_set.foreign_key(editor.model)
    rows = row_set.model._base_manager.filter(**{foreign_key: instance})
    removed = rows.exclude(pk__in=[pk for pk, _fields in recorded])
    if issubclass(row_set.model, SharedRow):
        delete_or_hand_over(removed)
    else:
        removed.delete()
    # A row may belong to the record that this one was merged with, and comes back from there.
    existing = row_set.model._base_manager.in_bulk([int(pk) for pk, _fields in recorded])
    external = row_set.external_fields
    relations = [field for field in row_set.model._meta.concrete_fields if field.is_relation]
    different = []
    for pk, fields in recorded:
        row, values = existing.get(int(pk)), checked.get(pk)
        fields = {**fields, foreign_key: int(instance.pk)}
        if row is None:
            is_as_recorded = False
        elif values:
            is_as_recorded = _has(row, values, relations, fields)
        else:
            is_as_recorded = _equals(row, fields, external)
        if not is_as_recorded:
            different.append((row or row_set.model(pk=pk), fields))
    if not row_set.position:
        for row, fields in different:
            holders = row.holders() if _was_handed_over(row, instance) else set()
            _restore(row, fields, set(external))
            if isinstance(row, SharedRow):
                row.colleagues.add(*holders - {survivor and survivor.pk})
                row.colleagues.remove(instance)
        return
    for row, fields in different:
        values = checked.get(str(row.pk))
        if values is None:
            _set_fields(row, fields, external)
            row.clean_fields(exclude=[field.name for field in relations])
            continue
        values = values | {field.attname: fields[field.name] for field in relations if field.name in fields}
        for name, value in values.items():
            setattr(row, name, value)
    row_set.bulk_save([row for row, _fields in different], moved=[])


def _has(row: models.Model, values: dict, relations: Sequence[models.Field], fields: dict) -> bool:
    """Return whether a row has the checked values, and the relations among the recorded ``fields``."""
    return all(getattr(row, name) == value for name, value in values.items()) and all(
        getattr(row, field.attname) == fields[field.name] for field in relations if field.name in fields
    )


def _equals(row: models.Model, fields: dict, external: Collection[str]) -> bool:
    """Return whether a row would be recorded with these fields."""
    (recorded,) = serialized([row])
    return values_of(recorded["fields"], external) == values_of(fields, external)


def _was_handed_over(row: models.Model, owner: models.Model) -> bool:
    """Return whether a row belongs to another person now, from whom restoring it must not take it."""
    return isinstance(row, SharedRow) and row.person_id not in (None, owner.pk)
