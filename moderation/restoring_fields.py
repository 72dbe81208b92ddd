"""Set the recorded fields of one object or row."""

from collections.abc import Collection

from django.db import models

from core.search.fields import search_field_of
from core.shared_rows import SharedRow
from moderation.recorded_states import TIMESTAMPS


def restore_fields(
    instance: models.Model, fields: dict, excluded: set[str], *, is_indexed_later: bool = False
) -> None:
    """Set the recorded fields and save. Raises ValidationError.

    With ``is_indexed_later``, the search text, which takes long for thousands of rows, is left as it is.
    """
    many_to_many = set_fields(instance, fields, excluded)
    instance.full_clean(exclude=[name for name in excluded if name != "slug"])
    instance.save(update_fields=_without_search_text(instance) if is_indexed_later else None)
    for name, rows in many_to_many.items():
        getattr(instance, name).set(rows)
    if isinstance(instance, SharedRow):
        instance.colleagues.remove(instance.person_id)  # a colleague of then may be the first of today


def set_fields(instance: models.Model, fields: dict, excluded: Collection[str]) -> dict[str, list]:
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


def _without_search_text(instance: models.Model) -> list[str]:
    """Return the names of all columns that saving writes, but for that with the search text."""
    search_text = search_field_of(type(instance))
    columns = instance._meta.concrete_fields
    return [
        column.name
        for column in columns
        if column is not search_text and not (column.primary_key or column.generated)
    ]
