"""References to an object from elsewhere, such as from news about a paper, recorded when it is deleted.

The database clears these references with the deletion, and deletes the rows of other objects that cannot be
without it, such as the menu entry of a page. The versions of the object hold neither. They are stored with
the log entry of the deletion, and come back when the object is restored.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from django.apps import apps
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import models

from core.shared_rows import SharedRow
from moderation.forms.spec import owner_of_rows
from moderation.recorded_states import serialized


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


def rows_lost_with(instances: Sequence[models.Model]) -> dict[int, list[dict]]:
    """Return by primary key the rows of other objects that deleting these objects of one model deletes.

    Each is serialized as a revision would record it. Rows that no editor shows below another object, or
    below this one, are left out.
    """
    lost: dict[int, list[dict]] = {instance.pk: [] for instance in instances}
    for relation in type(instances[0])._meta.related_objects:
        if relation.on_delete is not models.CASCADE:
            continue
        field = relation.field.name
        if owner_of_rows(relation.related_model) not in ("", field):
            rows = relation.related_model._base_manager.filter(**{f"{field}__in": list(lost)})
            for row in serialized(rows.order_by("pk")):
                lost[row["fields"][field]].append(row)
    return lost


def log_deletions(instances: Iterable[models.Model], by) -> None:
    """Log that this account deletes objects of one model, each with what refers to it."""
    remaining = iter(instances)
    while batch := list(islice(remaining, 500)):
        content_type = ContentType.objects.get_for_model(batch[0])
        references, rows = references_to(batch), rows_lost_with(batch)
        LogEntry.objects.bulk_create(
            LogEntry(
                user=by,
                content_type=content_type,
                object_id=str(instance.pk),
                object_repr=str(instance)[:200],
                action_flag=DELETION,
                change_message=json.dumps(
                    [{"reference": each} for each in references[instance.pk]]
                    + [{"row": each} for each in rows[instance.pk]]
                ),
            )
            for instance in batch
        )


def restore_references(instance: models.Model) -> list[models.Model]:
    """Let the rows refer to a restored object that did so when it was last deleted; return those rows.

    Of a row that was deleted with it, and comes back, the object to which the row belongs is returned. A row
    that is gone, refers to something else by now, or could not be saved with it stays as it is.
    """
    content_type = ContentType.objects.get_for_model(instance)
    entries = LogEntry.objects.filter(
        content_type=content_type, object_id=str(instance.pk), action_flag=DELETION
    )
    entry = entries.order_by("-action_time", "-pk").first()
    if entry is None or not entry.change_message:
        return []
    noted = json.loads(entry.change_message)
    LogEntry.objects.filter(pk=entry.pk).update(change_message="")  # else a second restoring would repeat it
    referrers = [
        _refer_again(Reference(*message["reference"]), instance)
        if "reference" in message
        else _create_again(message["row"])
        for message in noted
    ]
    return [referrer for referrer in referrers if referrer]


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


def _create_again(recorded: dict) -> models.Model | None:
    """Create a row of another object as it was, and return that object; None if the row does not fit."""
    [deserialized] = serializers.deserialize("python", [recorded])
    row = deserialized.object
    try:
        row.full_clean()
    except ValidationError:
        return None
    deserialized.save()
    return getattr(row, owner_of_rows(type(row)))
