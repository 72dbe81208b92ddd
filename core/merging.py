"""Merging two rows that stand for the same thing."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, models, transaction


def lock_rows(*rows: models.Model) -> bool:
    """Lock and refresh rows of one model. Return False if one of them no longer exists."""
    model = type(rows[0])
    locked = model._base_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    if len(locked.select_for_update().values_list("pk")) < len(rows):
        return False
    for row in rows:
        row.refresh_from_db()
    return True


def move_references(old: models.Model, new: models.Model) -> None:
    """Make all rows of all models that refer to ``old`` refer to ``new`` instead.

    If a unique constraint does not allow that, the reference is set to NULL; if it may not be NULL, the
    row is left unchanged and is deleted together with ``old``. Many-to-many links of ``old`` are added to
    ``new``.
    """
    for link_field in old._meta.many_to_many:
        getattr(new, link_field.name).add(*getattr(old, link_field.name).all())
    for relation in old._meta.related_objects:
        field = relation.field
        if isinstance(field, models.ManyToManyField):
            for row in field.model._base_manager.filter(**{field.name: old}):
                getattr(row, field.name).add(new)
                getattr(row, field.name).remove(old)
        elif not field.primary_key:
            rows = field.model._base_manager.filter(**{field.name: old})
            _move_references(field, list(rows.values_list("pk", flat=True)), new)


def _move_references(field: "models.ForeignObject[Any, Any]", keys: list[object], new: models.Model) -> None:
    """Make the rows with these primary keys refer to ``new``, in few statements: a merge must be short.

    Where a constraint forbids it, each half of the rows is tried, until the rows that it concerns are found.
    """
    rows = field.model._base_manager.filter(pk__in=keys)
    try:
        with transaction.atomic():
            rows.update(**{field.name: new})
    except IntegrityError:
        if len(keys) > 1:
            middle = len(keys) // 2
            _move_references(field, keys[:middle], new)
            _move_references(field, keys[middle:], new)
        elif field.null:
            rows.update(**{field.name: None})


def copy_missing_values(new: models.Model, old: models.Model, exclude: Collection[str] = ()) -> None:
    """Copy values from ``old`` to the empty fields of ``new``, without saving it."""
    for field in new._meta.concrete_fields:
        if field.unique or field.name in exclude or isinstance(field, models.GeneratedField):
            continue
        if not _has_value(field, new) and _has_value(field, old):
            setattr(new, field.name, getattr(old, field.name))


def _has_value(field: "models.Field", row: models.Model) -> bool:  # type: ignore[type-arg]
    value = getattr(row, field.attname)
    return value is not None and value is not False and value not in ("", {}, []) and bool(str(value))
