"""A part of a site, to be saved instead of everything."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.storage import Storage
from django.db.models import FileField, Model, QuerySet

from core.backup.tables import BATCH, json_row, stored_fields
from core.derived_fields import DerivedField
from core.images.fields import master_of
from core.private_files import PrivateStorage


@dataclass
class Selection:
    """The rows to save by model, those to which others refer first; a model that is not named is left out.

    ``hide(row)`` empties the fields of a row that are not to be saved. A row that refers to one which is left
    out is left out too, or loses the reference if it may. Files are saved if a saved row names them.
    """

    rows: "Mapping[type[Model], QuerySet[Any]]"
    hide: Callable[[Any], None]
    _keys: dict[type[Model], set[Any]] = field(default_factory=dict)
    _files: set[tuple[str, str]] = field(default_factory=set)

    def json_rows(self, model: type[Model]) -> Iterator[str]:
        """Yield the rows of a model as lines of JSON, by primary key; one batch is in memory.

        Call it for the models in their order.
        """
        keys = self._keys[model] = set()
        fields = stored_fields(model)
        rows = self.rows[model].order_by("pk")
        batch = list(rows[:BATCH])
        while batch:
            last_key = batch[-1].pk
            for row in batch:
                if not self._keep_references(row, fields, keys):
                    continue
                keys.add(row.pk)
                yield json_row(fields, [self._value(row, each) for each in fields])
            batch = list(rows.filter(pk__gt=last_key)[:BATCH])

    def _keep_references(self, row: Model, fields: list[Any], keys: set[Any]) -> bool:
        """Hide what is not to be saved; return whether the row can be saved without it."""
        self.hide(row)
        for each in fields:
            if not each.is_relation or getattr(row, each.attname) is None:
                continue
            goals = self._keys.get(each.related_model, set())
            if getattr(row, each.attname) not in goals:
                if not each.null:
                    return False
                setattr(row, each.attname, None)
        return True

    def _value(self, row: Model, each: Any) -> Any:
        if isinstance(each, DerivedField):
            return each.derive(row)
        value = getattr(row, each.attname)
        if isinstance(each, FileField) and value:
            self._files.add((_folder(each.storage), value.name))
        return value

    def last_key(self, model: type[Model]) -> int | None:
        """Return the largest number among the keys of the saved rows."""
        keys = self._keys[model]
        return max(keys, default=0) if all(isinstance(key, int) for key in keys) else None

    def has_file(self, folder: str, name: str) -> bool:
        """Return whether a saved row names a file in a folder of the backup, or the picture it is made of."""
        return (folder, master_of(name)) in self._files


def _folder(storage: Storage) -> str:
    return "private" if isinstance(storage, PrivateStorage) else "public"
