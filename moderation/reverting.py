"""Restore the recorded version of an object, with its rows and its places on the rows of others."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from reversion.models import Version

from core.merging import forget_merge, survivors
from moderation import shared_places
from moderation.forms.snapshot import Snapshot
from moderation.forms.spec import Editor, editor_for_model
from moderation.recorded_keys import References
from moderation.recorded_states import (
    RecordedRows,
    editor_of,
    model_of,
    recorded_fields,
    recorded_rows,
    snapshot_of,
)
from moderation.referrers import restore_references
from moderation.restoring_fields import restore_fields
from moderation.restoring_rows import checked_values, restore_rows
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
    time = f"{timezone.localtime(version.revision.date_created):%Y-%m-%d %H:%M}"
    comment = _("Restored the version of %(time)s") % {"time": time}
    recorded = recorded_fields(version), recorded_rows(version, editor_of(version))  # before the transaction
    return restore(version, recorded, by, comment)


def restore(version: Version, recorded: tuple[dict, RecordedRows], by, comment: str) -> Restored:
    """Restore the object of a version with these recorded fields and rows, as ``revert`` does."""
    editor = editor_of(version)
    survivor = survivor_of(version)
    for existing in (editor.model._base_manager.filter(pk=version.object_id).first(), survivor):
        if existing:
            ensure_recorded(existing)  # in a transaction of its own, so that both are short
    key = int(version.object_id)
    places = shared_places.recorded_places(editor.model, {key: version})[key]
    checked = {
        row_set.name: checked_values(recorded[1][row_set.name], row_set) for row_set in editor.row_sets
    }
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
                restore_fields(instance, fields, excluded, is_indexed_later=is_indexed_later)
                for row_set in editor.row_sets:
                    restore_rows(
                        rows[row_set.name], checked[row_set.name], editor, row_set, instance, survivor
                    )
                if is_deleted:
                    _restore_further_rows(version, editor, instance)
                    shared_places.restore_places(instance, places, survivor)
                forget_merge(instance)
                for changed in filter(None, (instance, survivor)):
                    _finish(changed, editor)
                if is_deleted:
                    _restore_references_to(instance)
    except ValidationError as error:
        raise CannotRevert(_reason(error, survivor)) from error
    except IntegrityError as error:
        raise CannotRevert(_("A record that this version refers to no longer exists.")) from error
    return Restored(instance, list(dict.fromkeys(references.missing)))


def _restore_references_to(instance: models.Model) -> None:
    """Restore what referred to a restored object, in the same version."""
    for referrer in restore_references(instance):
        if editor := editor_for_model(type(referrer)):
            _finish(referrer, editor)


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
                restore_fields(relation.related_model(), {**fields, foreign_key: instance.pk}, set())
