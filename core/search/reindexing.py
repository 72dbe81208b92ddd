"""Recompute the searchable text of rows."""

from django.db import models, transaction

from core.batches import batches
from core.search.fields import search_field_of


def reindex(queryset: models.QuerySet[models.Model]) -> int:
    """Recompute the search column of the rows, and return how many had changed.

    Prefetch what ``search_parts()`` reads. Only rows that differ are written. Raises TypeError if the model
    has no SearchTextField.
    """
    field = search_field_of(queryset.model)
    if field is None:
        raise TypeError(f"{queryset.model.__name__} has no SearchTextField.")
    stale = []
    for row in queryset.iterator(chunk_size=500):
        before = getattr(row, field.attname)
        if field.pre_save(row, add=False) != before:
            stale.append(row)
    queryset.model._base_manager.using(queryset.db).bulk_update(stale, [field.name], batch_size=500)
    return len(stale)


def reindex_all(queryset: models.QuerySet[models.Model]) -> int:
    """Recompute the search column in a transaction per batch of rows, so that others can write meanwhile.

    Return how many rows had changed.
    """
    keys = queryset.order_by("pk").values_list("pk", flat=True)
    changed = 0
    for batch in batches(list(keys)):
        with transaction.atomic(using=queryset.db):
            changed += reindex(queryset.filter(pk__in=list(batch)).select_for_update(of=["self"]))
    return changed
