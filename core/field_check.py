"""A check constraint that reports a violation at one field of the form."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models


class FieldCheck(models.CheckConstraint):
    """A CheckConstraint that reports a violation as an error of ``field``, which the condition names.

    Django itself reports it as an error of the whole form. Migrations contain a plain CheckConstraint.
    """

    def __init__(self, *, field: str, **options: Any) -> None:
        super().__init__(**options)
        self.field = field

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """Raise a ValidationError of the field; Django skips the check if a form leaves the field out."""
        try:
            super().validate(model, instance, exclude, using)
        except ValidationError as error:
            raise ValidationError({self.field: error}) from None

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        _path, args, options = super().deconstruct()
        return "django.db.models.CheckConstraint", args, options

    def clone(self) -> Self:
        _path, _args, options = self.deconstruct()
        return type(self)(field=self.field, **options)
