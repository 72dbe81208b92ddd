"""Model fields whose column is computed from the rest of the row whenever the row is saved."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

if TYPE_CHECKING:
    FieldBase = models.Field[Any, Any]
else:
    FieldBase = object


class DerivedField(FieldBase):
    """Mixin for a field that holds ``derive(instance)``. Forms, versions and archives leave it out.

    ``save()``, ``create()``, ``update_or_create()`` and ``bulk_create()`` compute the column. These do not,
    since Django does not ask the field: ``save(update_fields=[…])`` without it, ``bulk_update()``,
    ``update()``, saving a row from which the column was deferred, and changes of other rows on which the
    value depends. ``loaddata`` stores the value of the file.
    """

    #: Options that all fields of the class have, and that migrations therefore need not name.
    fixed_options: ClassVar[dict[str, Any]]
    #: The attribute of the model that the value is derived from.
    source: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, **self.fixed_options})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: kwargs[key] for key in kwargs if key not in self.fixed_options}

    def derive(self, instance: Any) -> Any:
        """Return the value of the column for this row. Subclasses implement this."""
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if not hasattr(model_instance, self.source):  # a historical model in a migration has fields only
            return getattr(model_instance, self.attname)
        value = self.derive(model_instance)
        setattr(model_instance, self.attname, value)
        return value
