"""The form field and the model field for a partial date."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.partial_dates.value import AmbiguousDateError, PartialDate

_INVALID = _(
    "Enter a valid year, month or day, such as 2025, 2025-09 or 2025-09-14. "
    "2025.09, 09/2025, Sep 2025 and 2025年9月 work too."
)
_AMBIGUOUS = _("This date can mean %(day_first)s or %(month_first)s. Enter one of them.")


def _to_python(value: Any) -> PartialDate | None:
    """Convert a value to a PartialDate. Raises ValueError for an invalid text, TypeError for another type."""
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime.date):
        return PartialDate.from_date(value)
    if not isinstance(value, str):
        raise TypeError(f"expected a PartialDate, a text or a date, got {value!r}")
    return PartialDate.parse(value) if value.strip() else None


def _validation_error(error: Exception, messages: Mapping[str, Any]) -> ValidationError:
    """Return the error to show for a text that ``_to_python`` could not convert."""
    if isinstance(error, AmbiguousDateError):
        day_first, month_first = error.readings
        params = {"day_first": day_first, "month_first": month_first}
        return ValidationError(messages["ambiguous"], code="ambiguous", params=params)
    return ValidationError(messages["invalid"], code="invalid")


class PartialDateFormField(forms.CharField):
    """A text input for a partial date. An invalid value is shown again as it was typed."""

    default_error_messages = {"invalid": _INVALID, "ambiguous": _AMBIGUOUS}

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]
        try:
            return _to_python(value)
        except (TypeError, ValueError) as error:
            raise _validation_error(error, self.error_messages) from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether the date differs; "2025.9" is not a change to 2025-09."""
        try:
            return _to_python(initial) != self.to_python(data)
        except (TypeError, ValueError, ValidationError):
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = {"placeholder": "2025-09", "autocomplete": "off", "data-partial-date": ""}
        return {**super().widget_attrs(widget), **attrs}


class PartialDateField(models.Field):  # type: ignore[type-arg]
    """A PartialDate, stored as ISO text of up to ten characters; None is NULL.

    Accepts a PartialDate, a text that it can parse, or a ``datetime.date``, also in queries. Lookups compare
    the stored texts: ``filter(start__lte="2025-09-14")`` finds every row that had started by then, and
    ``filter(end="2025")`` only rows whose end is known to the year. An invalid value in the database reads
    as None, so that no page fails because of it.
    """

    description = _("Partial date")
    empty_strings_allowed = False
    default_error_messages = {"invalid": _INVALID, "ambiguous": _AMBIGUOUS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = len("2025-09-14")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        try:
            return _to_python(value)
        except ValueError:
            return None

    def to_python(self, value: Any) -> PartialDate | None:
        try:
            return _to_python(value)
        except (TypeError, ValueError) as error:
            raise _validation_error(error, self.error_messages) from None

    def get_prep_value(self, value: Any) -> str | None:
        """Return the ISO text. Raises ValueError or TypeError for an invalid value, as other fields do."""
        date = _to_python(super().get_prep_value(value))
        return None if date is None else date.iso

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
