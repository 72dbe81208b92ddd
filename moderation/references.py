"""Removing references to an object that is deleted for good from submissions and recorded versions."""

import json
import re
from collections.abc import Collection, Iterator

import reversion
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from reversion.models import Revision, Version

from core.batches import batches
from moderation.forms.snapshot import Snapshot
from moderation.forms.spec import EDITORS, Editor
from moderation.models import Proposal

# ---- recorded versions ------------------------------------------------------------------------


def remove_from_versions(target: models.Model) -> None:
    """Remove references to an object from the recorded versions of other objects.

    Its own rows, and rows that require the reference, such as team memberships, are removed from the
    versions. Runs in batches (``core.batches``).
    """
    for model in reversion.get_registered_models():
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            if field.related_model is type(target):
                _remove_from_versions_of(model, field, target)


def _remove_from_versions_of(model: type[models.Model], field, target: models.Model) -> None:
    versions = Version.objects.filter(content_type=ContentType.objects.get_for_model(model))
    start = f'"{field.name}": ' + ("[" if field.many_to_many else str(target.pk))
    candidates = versions.filter(serialized_data__contains=start).values_list("pk", "serialized_data")
    changed, removed = [], []
    for pk, text in candidates.iterator():
        objects = json.loads(text)
        value = objects[0]["fields"].get(field.name)
        if field.many_to_many and str(target.pk) in map(str, value):
            objects[0]["fields"][field.name] = [key for key in value if str(key) != str(target.pk)]
        elif field.many_to_many or str(value) != str(target.pk):
            continue
        elif field.null:
            objects[0]["fields"][field.name] = None
        else:
            removed.append(pk)
            continue
        changed.append((pk, json.dumps(objects, ensure_ascii=False)))
    for batch in batches(changed):
        with transaction.atomic():
            for pk, text in batch:
                Version.objects.filter(pk=pk).update(serialized_data=text)
    for batch in batches(removed):
        Version.objects.filter(pk__in=list(batch)).delete()


def remove_from_comments(texts: Collection[str]) -> None:
    """Empty the comments of revisions that contain one of these names or email addresses as a whole."""
    texts = [text for text in texts if text]
    if not texts:
        return
    contains = Q()
    for text in texts:
        contains |= Q(comment__icontains=text)
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, texts))})(?!\w)", re.IGNORECASE)
    comments = Revision.objects.filter(contains).values_list("pk", "comment")
    keys = [pk for pk, comment in comments if pattern.search(comment)]
    for batch in batches(keys):
        Revision.objects.filter(pk__in=list(batch)).update(comment="")


def delete_versions(target: models.Model) -> None:
    """Delete the recorded versions of an object, and revisions that recorded nothing else."""
    versions = Version.objects.get_for_object(target)
    revisions = set(versions.values_list("revision", flat=True))
    versions.delete()
    Revision.objects.filter(pk__in=revisions, version=None).delete()


# ---- submissions ------------------------------------------------------------------------------


def remove_from_submissions(target: models.Model, texts: Collection[str]) -> None:
    """Remove references to an object from the submissions about other objects.

    Snapshots hold references as texts: ``texts`` are those that stand for the object, such as its name and
    slug, besides its primary key. A row that requires the reference is removed.
    """
    own = {str(text).casefold() for text in (target.pk, *texts) if text}
    for editor in EDITORS.values():
        if not _refers_to(editor, type(target)):
            continue
        others = Proposal.objects.filter(editor_key=editor.key)
        if editor.model is type(target):
            others = others.exclude(object_id=target.pk)
        proposals = others.values_list("pk", "content", "base")
        changed = []
        for pk, *snapshots in proposals.iterator(chunk_size=20):
            cleaned = [_without(snapshot, editor, type(target), own) for snapshot in snapshots]
            if cleaned != snapshots:
                changed.append((pk, *cleaned))
        for batch in batches(changed):
            with transaction.atomic():
                for pk, content, base in batch:
                    Proposal.objects.filter(pk=pk).update(content=content, base=base)


def _refers_to(editor: Editor, model: type[models.Model]) -> bool:
    forms = [editor.form, *(row_set.form for row_set in editor.row_sets)]
    return any(_references(form, model) for form in forms)


def _references(form, model: type[models.Model]) -> list[models.Field]:
    """Return the model fields behind a form's fields that refer to ``model``."""
    fields = [field for field in form._meta.model._meta.get_fields() if field.name in form.base_fields]
    return [field for field in fields if field.related_model is model]


def _without(snapshot: Snapshot, editor: Editor, model: type[models.Model], own: set[str]) -> Snapshot:
    """Return a snapshot without references, as texts, to an object of ``model``."""

    def clean(values, form):
        references = {field.name for field in _references(form, model)}
        return {
            name: [text for text in texts if text.casefold() not in own] if name in references else texts
            for name, texts in values.items()
        }

    def cleaned_rows(row_set, rows) -> Iterator[dict]:
        references = _references(row_set.form, model)
        required = [field.name for field in references if not (field.null or field.many_to_many)]
        for row in rows:
            values = clean(row["values"], row_set.form)
            if not any(row["values"].get(name) and not values[name] for name in required):
                yield {**row, "values": values}

    row_sets = {row_set.name: row_set for row_set in editor.row_sets}
    return {
        "fields": clean(snapshot["fields"], editor.form),
        "rows": {name: list(cleaned_rows(row_sets[name], rows)) for name, rows in snapshot["rows"].items()},
    }
