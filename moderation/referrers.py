"""What refers to an object from elsewhere, such as the news about a paper: noted when it is deleted.

The database clears these references with the deletion, and the versions of the object do not hold them. They
are stored with the log entry of the deletion, and set again when the object is restored.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from django.apps import apps
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models

from core.shared_rows import SharedRow


class Reference(NamedTuple):
    """A row that refers to an object: its model ("news.newsitem"), primary key, and the field."""

    model: str
    key: int
    field: str


def references_to(instances: Sequence[models.Model]) -> dict[int, list[Reference]]:
    """Return by primary key which references deleting these objects of one model clears.

    Places on shared rows, which the versions hold, are left out.
    """
    references: dict[int, list[Reference]] = {instance.pk: [] for instance in instances}
    for relation in type(instances[0])._meta.related_objects:
        is_place = issubclass(relation.related_model, SharedRow) and relation.many_to_many
        if is_place or not (relation.many_to_many or relation.on_delete is models.SET_NULL):
            continue
        field, label = relation.field.name, relation.related_model._meta.label_lower
        rows = relation.related_model._base_manager.filter(**{f"{field}__in": list(references)})
        for key, target in rows.order_by("pk").values_list("pk", field):
            references[target].append(Reference(label, key, field))
    return references


def log_deletions(instances: Iterable[models.Model], by) -> None:
    """Log that this account deletes objects of one model, each with the references to it."""
    remaining = iter(instances)
    while batch := list(islice(remaining, 500)):
        content_type = ContentType.objects.get_for_model(batch[0])
        references = references_to(batch)
        LogEntry.objects.bulk_create(
            LogEntry(
                user=by,
                content_type=content_type,
                object_id=str(instance.pk),
                object_repr=str(instance)[:200],
                action_flag=DELETION,
                change_message=json.dumps([{"reference": each} for each in references[instance.pk]]),
            )
            for instance in batch
        )


def restore_references(instance: models.Model) -> list[models.Model]:
    """Let the rows refer to a restored object that did so when it was last deleted; return those rows.

    A row that is gone, refers to something else by now, or could not be saved with it stays as it is.
    """
    content_type = ContentType.objects.get_for_model(instance)
    entries = LogEntry.objects.filter(
        content_type=content_type, object_id=str(instance.pk), action_flag=DELETION
    )
    entry = entries.order_by("-action_time", "-pk").first()
    if entry is None or not entry.change_message:
        return []
    noted = [Reference(*message["reference"]) for message in json.loads(entry.change_message)]
    LogEntry.objects.filter(pk=entry.pk).update(change_message="")  # else a second restoring would repeat it
    return [row for reference in noted if (row := _refer_again(reference, instance))]


def _refer_again(reference: Reference, instance: models.Model) -> models.Model | None:
    model = apps.get_model(reference.model)
    row = model._base_manager.filter(pk=reference.key).first()
    if row is None:
        return None
    if model._meta.get_field(reference.field).many_to_many:
        getattr(row, reference.field).add(instance)
        return row
    if getattr(row, reference.field) is not None:
        return None
    setattr(row, reference.field, instance)
    try:
        row.clean()
    except ValidationError:
        return None
    row.save()
    return row
