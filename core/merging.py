"""Two rows that are one thing become one: whatever referred to the one refers to the other."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, models, transaction


def hold(*rows: models.Model) -> bool:
    """Locks rows and reads them anew; says whether all are still there."""
    model = type(rows[0])
    held = model._base_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    if len(held.select_for_update().values_list("pk")) < len(rows):
        return False
    for row in rows:
        row.refresh_from_db()
    return True


def move_references(old: models.Model, new: models.Model) -> None:
    """Makes all rows of all models that refer to ``old`` refer to ``new``.

    Where ``new`` is referred to in the same way already, the reference is emptied, or the row is left, to be
    deleted with ``old``. What ``old`` itself is linked with, ``new`` is as well.
    """
    for linked in old._meta.many_to_many:
        getattr(new, linked.name).add(*getattr(old, linked.name).all())
    for relation in old._meta.related_objects:
        field = relation.field
        if isinstance(field, models.ManyToManyField):
            for row in field.model._base_manager.filter(**{field.name: old}):
                getattr(row, field.name).add(new)
                getattr(row, field.name).remove(old)
        elif not field.primary_key:
            for key in field.model._base_manager.filter(**{field.name: old}).values_list("pk", flat=True):
                _move(field, key, new)


def _move(field: "models.ForeignObject[Any, Any]", key: object, new: models.Model) -> None:
    row = field.model._base_manager.filter(pk=key)
    try:
        with transaction.atomic():
            row.update(**{field.name: new})
    except IntegrityError:
        if field.null:
            row.update(**{field.name: None})


def fill_empty(new: models.Model, old: models.Model, without: Collection[str] = ()) -> None:
    """Sets the fields of ``new`` that are empty to what ``old`` has in them; not saved."""
    for field in new._meta.concrete_fields:
        if field.unique or field.name in without or isinstance(field, models.GeneratedField):
            continue
        if not _has_value(field, new) and _has_value(field, old):
            setattr(new, field.name, getattr(old, field.name))


def _has_value(field: "models.Field", row: models.Model) -> bool:  # type: ignore[type-arg]
    value = getattr(row, field.attname)
    return value is not None and value is not False and value not in ("", {}, []) and bool(str(value))
