"""Version history on django-reversion: record what is published, find versions.

Each publication of a change, by whatever route, is one revision of the object and all its rows.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import partial

import reversion
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from reversion.models import Version

from core.shared_rows import SharedRow
from moderation import shared_places
from moderation.forms.spec import EDITORS, editor_for_model
from moderation.recorded_keys import register_references
from moderation.recorded_states import (
    model_of,
    recorded_fields,
    unrecorded,
)

#: Rows of one object, such as the authors of a paper, whose versions take too long to be written in the same
#: transaction as the change.
VERY_MANY_ROWS = 500
#: Objects with so many rows that were added to the revision that is being recorded.
_large_objects: ContextVar[list[models.Model] | None] = ContextVar("large objects", default=None)


def register_all() -> None:
    """Register the models of all editors with django-reversion, each with its row sets."""
    for editor in EDITORS.values():
        for row_set in editor.row_sets:
            if not reversion.is_registered(row_set.model):
                reversion.register(row_set.model, exclude=row_set.external_fields)
        for relation in editor.further_relations:
            reversion.register(relation.related_model)
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
