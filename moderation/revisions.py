"""Version history on django-reversion: record what is published, compare versions, revert to one.

Each publication of a change, by whatever route, is one revision of the object and all its rows.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

import reversion
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from reversion.models import Version

from core.merging import forget_merge, survivors
from core.shared_rows import SharedRow, delete_or_hand_over
from moderation import shared_places
from moderation.forms.snapshot import Snapshot
from moderation.forms.spec import EDITORS, Editor, RowSet, editor_for_model
from moderation.recorded_keys import References, register_references
from moderation.recorded_states import (
    TIMESTAMPS,
    editor_of,
    model_of,
    recorded_fields,
    recorded_rows,
    serialized,
    snapshot_of,
    unrecorded,
    values_of,
)

#: Rows of one object, such as the authors of a paper, whose versions take too long to be written in the same
#: transaction as the change.
VERY_MANY_ROWS = 500
#: Objects with so many rows that were added to the revision that is being recorded.
_large_objects: ContextVar[list[models.Model] | None] = ContextVar("large objects", default=None)


class CannotRevert(Exception):
    """The recorded version does not fit the current data. The message, written for users, explains why."""


@dataclass(frozen=True)
class Restored:
    """A restored object, and the names of deleted items to which it referred and no longer does."""

    instance: models.Model
    left_out: list[str]


def register_all() -> None:
    """Register the models of all editors with django-reversion, each with its row sets."""
    for editor in EDITORS.values():
        for row_set in editor.row_sets:
            if not reversion.is_registered(row_set.model):
                reversion.register(row_set.model, exclude=row_set.external_fields)
        for accessor in editor.further_rows:
            reversion.register(_relation(editor, accessor).related_model)
        follow = [row_set.accessor(editor.model) for row_set in editor.row_sets] + [*editor.further_rows]
        follow += shared_places.accessors(editor.model)
        if not reversion.is_registered(editor.model):  # it may be a row of another editor as well
            reversion.register(editor.model, follow=follow, exclude=editor.unrecorded_fields)
    register_references()


# ---- recording --------------------------------------------------------------------------------


@contextmanager
def record(by, comment: str = "", *, only_added: bool = False) -> Iterator[None]:
    """Record all registered objects saved inside the block as one revision; nothing if the block fails.

    With ``only_added``, record only the objects passed to ``add``, which is faster for many rows. An added
    object with very many rows is recorded right after the transaction, as a revision of its own.
    """
    large: list[models.Model] = []
    token = _large_objects.set(large)
    try:
        with reversion.create_revision(atomic=True, manage_manually=only_added):
            yield
            reversion.set_user(by)
            reversion.set_comment(str(comment))
            for instance in large:
                later = partial(_record_alone, type(instance), [instance.pk], by, str(comment))
                transaction.on_commit(later, robust=True)
    finally:
        _large_objects.reset(token)


def add(instance: models.Model) -> None:
    """Add the current state of an object and its rows to the revision that is being recorded."""
    large = _large_objects.get()
    if large is not None and _has_very_many_rows(instance):
        large.append(instance)
    else:
        reversion.add_to_revision(instance)


def _has_very_many_rows(instance: models.Model) -> bool:
    editor = editor_for_model(type(instance))
    long_sets = [row_set for row_set in editor.row_sets if row_set.max_rows > VERY_MANY_ROWS]
    accessors = (row_set.accessor(editor.model) for row_set in long_sets)
    return any(getattr(instance, accessor).count() > VERY_MANY_ROWS for accessor in accessors)


def _record_alone(model: type[models.Model], keys: Collection[int], by=None, comment: str = "") -> None:
    """Record those of these objects of one model that still exist as a revision of their own.

    Their rows are read and serialized before the transaction, which only writes.
    """
    instances = _with_rows(model, keys)
    if not instances:
        return
    with ExitStack() as revision:
        revision.enter_context(reversion.create_revision(atomic=False, manage_manually=True))
        for instance in instances:
            reversion.add_to_revision(instance)
        reversion.set_user(by)
        reversion.set_comment(comment)
        with transaction.atomic():
            revision.close()


def _with_rows(model: type[models.Model], keys: Collection[int]) -> list[models.Model]:
    """Return objects as they are in the database, with all that a revision records of them."""
    editor = editor_for_model(model)
    accessors = [row_set.accessor(model) for row_set in editor.row_sets] + [*editor.further_rows]
    many_to_many = [field.name for field in model._meta.many_to_many]
    many_to_many += [f"{accessor}__colleagues" for accessor in shared_places.accessors(model)]
    rows = model._base_manager.filter(pk__in=keys).order_by("pk")
    return list(rows.defer(*editor.unrecorded_fields).prefetch_related(*accessors, *many_to_many))


def add_all(instances: Sequence[models.Model]) -> None:
    """Add the current state of objects of one model and their rows, read with a few queries for all."""
    if not instances:
        return
    # Read anew, so that the caller's objects do not keep all their rows.
    for instance in _with_rows(type(instances[0]), [instance.pk for instance in instances]):
        add(instance)


def ensure_recorded(instance: models.Model) -> None:
    """Record an object as it is unless its latest version is the same, so that it can be restored."""
    ensure_all_recorded(type(instance), [instance.pk])


def ensure_all_recorded(model: type[models.Model], keys: Collection[int], by=None, comment: str = "") -> None:
    """Record those objects that differ from their latest versions, as one revision.

    Call it outside of a transaction and with at most as many objects as one should write.
    """
    if changed := unrecorded(model, keys):
        _record_alone(model, changed, by, str(comment))


def ensure_both_recorded(first: models.Model, second: models.Model) -> None:
    """Record two objects as they are, before they are merged in a transaction that is kept short."""
    for instance in (first, second):
        ensure_recorded(instance)


# ---- versions ---------------------------------------------------------------------------------


def versions_of(instance: models.Model):
    """Return the versions of an object, latest first."""
    return Version.objects.get_for_object(instance).select_related("revision__user__person")


def previous_version(version: Version) -> Version | None:
    """Return the version of the same object before this one."""
    earlier = Version.objects.get_for_object_reference(model_of(version), version.object_id)
    return earlier.filter(pk__lt=version.pk).first()


def deleted_objects() -> list[Version]:
    """Return the last version of each deleted object, latest first, at most 100 for each kind."""
    ContentType.objects.get_for_models(*(editor.model for editor in EDITORS.values()))  # in one query
    versions = [
        version
        for editor in EDITORS.values()
        if not issubclass(editor.model, SharedRow)  # those come back with the profile
        for version in Version.objects.get_deleted(editor.model).select_related("revision")[:100]
    ]
    return sorted(versions, key=lambda version: version.pk, reverse=True)


def recorded_values(instance: models.Model, field: str) -> set:
    """Return the values that a field had in the recorded versions of an object."""
    versions = Version.objects.get_for_object(instance).only("serialized_data")
    return {recorded_fields(version).get(field) for version in versions}


# ---- reverting --------------------------------------------------------------------------------


def revert(version: Version, by) -> Restored:
    """Restore an object and its rows as recorded in a version, as a new revision.

    Removed rows come back, added rows are deleted, and a deleted object comes back at its URL, with its
    places on the rows of others. The URL and
    the account of an existing object stay. References are followed (:mod:`moderation.recorded_keys`). Runs in
    one transaction. Raises CannotRevert.
    """
    editor = editor_of(version)
    time = f"{version.revision.date_created:%Y-%m-%d %H:%M}"
    comment = _("Restored the version of %(time)s") % {"time": time}
    survivor = survivor_of(version)
    for existing in (editor.model._base_manager.filter(pk=version.object_id).first(), survivor):
        if existing:
            ensure_recorded(existing)  # in a transaction of its own, so that neither is long
    recorded = recorded_fields(version), recorded_rows(version, editor)  # before the transaction, as well
    key = int(version.object_id)
    places = shared_places.recorded_places(editor.model, {key: version})[key]
    checked = {row_set.name: _checked(recorded[1][row_set.name], row_set) for row_set in editor.row_sets}
    references = References()
    try:
        with transaction.atomic():
            instance = editor.model._base_manager.select_for_update().filter(pk=version.object_id).first()
            excluded = {*editor.not_reverted, *editor.unrecorded_fields}
            if is_deleted := instance is None:
                instance, excluded = editor.model(pk=version.object_id), excluded - {"slug"}
            fields, rows = _followed(*recorded, editor, references)
            references.bring_back()
            with record(by, comment, only_added=True):
                _restore(instance, fields, excluded)
                for row_set in editor.row_sets:
                    _restore_rows(
                        rows[row_set.name], checked[row_set.name], editor, row_set, instance, survivor
                    )
                if is_deleted:
                    _restore_further_rows(version, editor, instance)
                    shared_places.restore_places(instance, places, survivor)
                forget_merge(instance)
                for changed in filter(None, (instance, survivor)):
                    if editor.after_save:
                        editor.after_save(changed)
                    add(changed)
    except ValidationError as error:
        raise CannotRevert(_reason(error, survivor)) from error
    except IntegrityError as error:
        raise CannotRevert(_("A record that this version refers to no longer exists.")) from error
    return Restored(instance, list(dict.fromkeys(references.missing)))


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
    fields, rows = _followed(recorded_fields(version), recorded_rows(version, editor), editor, references)
    return snapshot_of(fields, rows, editor)


def survivor_of(version: Version) -> models.Model | None:
    """Return the object into which the object of a version was merged, unless that was undone."""
    model, key = model_of(version), int(version.object_id)
    if model._base_manager.filter(pk=key).exists():
        return None
    return model._base_manager.filter(pk=survivors(model, [key]).get(key)).first()


def _followed(
    recorded: dict, rows: dict[str, list[tuple[str, dict]]], editor: Editor, references: References
) -> tuple[dict, dict[str, list[tuple[str, dict]]]]:
    """Return recorded fields and rows of an object with references to the rows of today."""
    excluded = {*editor.not_reverted, *editor.unrecorded_fields}
    references.load(editor.model, [recorded], excluded)
    followed_rows = {
        row_set.name: references.follow_rows(row_set, row_set.foreign_key(editor.model), rows[row_set.name])
        for row_set in editor.row_sets
    }
    fields = references.follow(editor.model, recorded, excluded)
    if editor.fields_to_restore:
        fields = editor.fields_to_restore(recorded, fields)
    return fields, followed_rows


def _restore(instance: models.Model, fields: dict, excluded: set[str]) -> None:
    """Set the recorded fields and save. Raises ValidationError."""
    many_to_many = _set_fields(instance, fields, excluded)
    instance.full_clean(exclude=[name for name in excluded if name != "slug"])
    instance.save()
    for name, rows in many_to_many.items():
        getattr(instance, name).set(rows)
    if isinstance(instance, SharedRow):
        instance.colleagues.remove(instance.person_id)  # a colleague of then may be the first of today


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
    for accessor in editor.further_rows:
        relation = _relation(editor, accessor)
        foreign_key = relation.field.name
        recorded = Version.objects.filter(
            revision=version.revision_id,
            content_type=ContentType.objects.get_for_model(relation.related_model),
            serialized_data__contains=f'"{foreign_key}": {version.object_id}',
        )
        for fields in map(recorded_fields, recorded.order_by("pk")):
            if str(fields[foreign_key]) == version.object_id:
                _restore(relation.related_model(), {**fields, foreign_key: instance.pk}, set())


def _relation(editor: Editor, accessor: str) -> models.ManyToOneRel:
    return editor.model._meta.get_field(accessor)


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
    current = {str(row["pk"]): values_of(row["fields"], external) for row in serialized(existing.values())}
    different = []
    for pk, fields in recorded:
        row = existing.get(int(pk))
        if row is None or current[pk] != values_of(fields, external):
            row = row or row_set.model(pk=pk)
            different.append((row, {**fields, foreign_key: instance.pk}))
    if not row_set.position:
        for row, fields in different:
            holders = row.holders() if _was_handed_over(row, instance) else set()
            _restore(row, fields, set(external))
            if isinstance(row, SharedRow):
                row.colleagues.add(*holders - {survivor and survivor.pk})
                row.colleagues.remove(instance)
        return
    relations = [field.name for field in row_set.model._meta.concrete_fields if field.is_relation]
    for row, fields in different:
        values = checked.get(str(row.pk))
        if values is None:
            _set_fields(row, fields, external)
            row.clean_fields(exclude=relations)
            continue
        _set_fields(row, {name: fields[name] for name in relations if name in fields}, external)
        for name, value in values.items():
            setattr(row, name, value)
    row_set.bulk_save([row for row, _fields in different], moved=[])


def _was_handed_over(row: models.Model, owner: models.Model) -> bool:
    """Return whether a row belongs to another person now, from whom restoring it must not take it."""
    return isinstance(row, SharedRow) and row.person_id not in (None, owner.pk)
