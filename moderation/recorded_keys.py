"""Which current rows the primary keys recorded in a version refer to, and the names of these rows.

A recorded row may have been merged into another one, which then takes its place. Rows of small tables that
have no edit form and no page of deleted items (``Editor.references``: venues, topics) are recorded when they
are deleted, and come back with the version that refers to them. Other deleted rows are left out.
"""

from collections.abc import Collection, Iterable, Sequence

import reversion
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _
from reversion.models import Version

from core.derived_fields import DerivedField
from core.languages import headline
from core.merging import survivors
from core.search.fields import search_field_of
from core.search.reindexing import reindex
from moderation.forms.spec import EDITORS, RowSet

#: The fields of a row as recorded, by its primary key.
RecordedRow = tuple[str, dict]


def restorable_models() -> set[type[models.Model]]:
    """Return the models whose deleted rows come back with a version that refers to them."""
    return {model for editor in EDITORS.values() for model in editor.references}


def register_references() -> None:
    """Register these models with django-reversion, and record their rows when they are deleted.

    A signal, because the Django admin deletes single rows and whole querysets in different ways.
    """
    for model in restorable_models():
        derived = [field.name for field in model._meta.fields if isinstance(field, DerivedField)]
        reversion.register(model, exclude=derived)
        pre_delete.connect(_record_deletion, model, dispatch_uid=f"record deletion of {model._meta.label}")


def _record_deletion(sender: type[models.Model], instance: models.Model, **kwargs) -> None:
    with reversion.create_revision(atomic=True):
        reversion.add_to_revision(instance)
        reversion.set_comment(_("Deleted"))


# ---- names ------------------------------------------------------------------------------------


def names_of(model: type[models.Model], keys: Iterable[int]) -> dict[int, str]:
    """Return the names of rows by primary key: of deleted ones, the name in their last version."""
    names = {row.pk: headline(row).text for row in model._base_manager.filter(pk__in=keys)}
    missing = [key for key in keys if key not in names]
    if missing:
        names |= {key: version.object_repr for key, version in _last_versions(model, missing).items()}
        unknown = _("deleted %(kind)s") % {"kind": model._meta.verbose_name}
        names |= {key: unknown for key in missing if key not in names}
    return names


def _last_versions(model: type[models.Model], keys: Iterable[int]) -> dict[int, Version]:
    """Return the last version of each of these rows, by primary key."""
    versions = Version.objects.get_for_model(model).filter(object_id__in=[str(key) for key in keys])
    return {int(version.object_id): version for version in versions.order_by("pk")}


# ---- what keys stand for today ------------------------------------------------------------------


def current_keys(model: type[models.Model], keys: Collection[int]) -> dict[int, int]:
    """Return, by recorded primary key, the row that it stands for; keys that stand for none are missing.

    That is the row itself, the one it was merged into, or a deleted row that :func:`bring_back` can restore.
    """
    existing = set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    current = {key: key for key in existing}
    missing = set(keys) - existing
    if missing:
        current |= survivors(model, missing)
    if missing and model in restorable_models():
        for key, version in _last_versions(model, missing - set(current)).items():
            same = model._base_manager.filter(slug=version.field_dict["slug"]).first()
            current[key] = same.pk if same else key
    return current


def bring_back(model: type[models.Model], keys: Collection[int]) -> None:
    """Restore deleted rows of a model of ``restorable_models()`` from their last version."""
    existing = set(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    missing = set(keys) - existing
    for version in _last_versions(model, missing).values():
        version.revert()
    if missing and search_field_of(model):
        reindex(model._base_manager.filter(pk__in=missing))


class References:
    """The references of recorded rows, followed to the rows that they stand for today."""

    def __init__(self):
        self._current: dict[type[models.Model], dict[int, int]] = {}
        #: Names of deleted rows to which the followed rows referred.
        self.missing: list[str] = []

    def load(self, model: type[models.Model], rows: Iterable[dict], excluded: Collection[str] = ()) -> None:
        """Look up everything that recorded rows of this model refer to, in few queries."""
        for field in _relations(model, excluded):
            keys = {key for fields in rows for key in _as_keys(fields.get(field.name))}
            unknown = keys - set(self._current.setdefault(field.related_model, {}))
            if unknown:
                current = current_keys(field.related_model, unknown)
                self._current[field.related_model] |= current
                gone = [key for key in unknown if key not in current]
                if gone:
                    self.missing += names_of(field.related_model, gone).values()

    def bring_back(self) -> None:
        """Restore the deleted rows that come back with a version."""
        for model in restorable_models() & set(self._current):
            bring_back(model, self._current[model].values())

    def follow(self, model: type[models.Model], fields: dict, excluded: Collection[str] = ()) -> dict:
        """Return recorded fields with the keys of today: None, or fewer keys, where rows are gone."""
        return self._follow(_relations(model, excluded), fields)

    def _follow(self, relations: Sequence[models.Field], fields: dict) -> dict:
        followed = dict(fields)
        for field in relations:
            if field.name in fields:
                current = self._current.get(field.related_model, {})
                keys = [current[key] for key in _as_keys(fields[field.name]) if key in current]
                unique = list(dict.fromkeys(keys))
                followed[field.name] = unique if field.many_to_many else next(iter(unique), None)
        return followed

    def follow_rows(self, row_set: RowSet, parent: str, rows: list[RecordedRow]) -> list[RecordedRow]:
        """Return recorded rows of an object with the keys of today; ``parent`` is their foreign key to it.

        A row without something that it needs is left out. Where two rows of one record may not refer to the
        same thing, as after a merge, the row that already did keeps the reference.
        """
        model = row_set.model
        self.load(model, [fields for _pk, fields in rows], {parent})
        stored = {
            str(pk)
            for pk in model._base_manager.filter(pk__in=[pk for pk, _fields in rows]).values_list(
                "pk", flat=True
            )
        }
        relations = _relations(model, {parent})
        followed = [(pk, self._follow(relations, fields)) for pk, fields in rows]
        for field in relations:
            if not field.many_to_many and _is_unique(field):
                _clear_taken(field, rows, followed, stored)
        required = [field for field in relations if not (field.many_to_many or field.null)]
        return [(pk, fields) for pk, fields in followed if all(fields.get(field.name) for field in required)]


def _relations(model: type[models.Model], excluded: Collection[str]) -> list[models.Field]:
    fields = (*model._meta.fields, *model._meta.many_to_many)
    return [field for field in fields if field.is_relation and field.name not in excluded]


def _clear_taken(
    field: models.Field, rows: list[RecordedRow], followed: list[RecordedRow], stored: set[str]
) -> None:
    """Clear a unique reference in the followed rows whose new key another row of the record already has.

    ``rows`` are the same rows as recorded; ``stored`` are the primary keys of those that still exist.
    """
    pairs = [
        (pk, before.get(field.name), fields)
        for (pk, before), (_pk, fields) in zip(rows, followed, strict=True)
    ]
    taken = {key for _pk, key, fields in pairs if fields.get(field.name) == key}
    for pk, before, fields in pairs:
        key = fields.get(field.name)
        if key is None or key == before:
            continue
        if key in taken if field.null else pk not in stored and _is_invalid(field.model, pk, fields):
            fields[field.name] = None
        taken.add(key)


def _is_unique(field: models.Field) -> bool:
    """Return whether a unique constraint concerns the field."""
    constraints = field.model._meta.constraints
    return any(
        isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields
        for constraint in constraints
    )


def _is_invalid(model: type[models.Model], pk: str, fields: dict) -> bool:
    """Return whether a row with these fields could not be added to those that exist."""
    columns = [field for field in model._meta.concrete_fields if field.name in fields]
    row = model(pk=pk, **{field.attname: field.to_python(fields[field.name]) for field in columns})
    try:
        row.full_clean()
    except ValidationError:
        return True
    return False


def _as_keys(value) -> list[int]:
    values = value if isinstance(value, list) else [value]
    return [int(key) for key in values if key is not None]
