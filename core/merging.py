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


class MergedRecord(models.Model):
    """A record that was merged into another one of its model, so that references to it can be followed."""

    model = models.CharField(max_length=60)  # such as "people.person"
    object_id = models.PositiveBigIntegerField()
    survivor_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "object_id"], name="record_is_merged_into_one")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"


def record_merge(old: models.Model, new: models.Model) -> None:
    """Remember that ``old``, which is about to be deleted, was merged into ``new``."""
    merged = MergedRecord.objects.filter(model=old._meta.label_lower)
    merged.filter(object_id=new.pk).delete()  # it is a record of its own again
    merged.filter(survivor_id=old.pk).update(survivor_id=new.pk)
    MergedRecord.objects.update_or_create(
        model=old._meta.label_lower, object_id=old.pk, defaults={"survivor_id": new.pk}
    )


def forget_merge(record: models.Model) -> None:
    """Forget that a record was merged, since it exists again."""
    MergedRecord.objects.filter(model=record._meta.label_lower, object_id=record.pk).delete()


def merged_records(record: models.Model) -> list[models.Model]:
    """Return the records that were merged into this one, as unsaved instances with only their primary key."""
    merged = MergedRecord.objects.filter(model=record._meta.label_lower, survivor_id=record.pk)
    return [type(record)(pk=key) for key in merged.values_list("object_id", flat=True)]


def forget_merges_into(record: models.Model) -> None:
    """Forget which records were merged into this one, which is about to be deleted for good."""
    MergedRecord.objects.filter(model=record._meta.label_lower, survivor_id=record.pk).delete()


def survivors(model: type[models.Model], keys: Collection[int]) -> dict[int, int]:
    """Return the primary keys of the records into which these were merged, by primary key."""
    merged = MergedRecord.objects.filter(model=model._meta.label_lower, object_id__in=keys)
    pairs = dict(merged.values_list("object_id", "survivor_id"))
    existing = set(model._base_manager.filter(pk__in=pairs.values()).values_list("pk", flat=True))
    return {key: survivor for key, survivor in pairs.items() if survivor in existing}


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
