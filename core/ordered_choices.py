"""A list of distinct choices in an order that the user decides, in a model field, a form field and a widget.

Stored as JSON. An empty list stands for all choices in their usual order, so that a choice added later
appears by itself wherever nobody has decided otherwise.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.renderers import BaseRenderer, TemplatesSetting
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, Any]]
#: Positions with more digits are ignored.
MAX_DIGITS = 3


class OrderedCheckboxes(forms.Widget):
    """A list of checkboxes that ``rows.js`` moves up and down; without scripts, each has a number."""

    template_name = "forms/ordered_choices.html"
    #: Set by the form field.
    choices: Choices = ()

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> list[str]:
        """Return the checked values in the order of their numbers, or else as they were submitted."""
        values = data.getlist(name) if isinstance(data, QueryDict | MultiValueDict) else data.get(name, [])
        places = [
            _number(data.get(f"{name}-{value}-ORDER")) or index for index, value in enumerate(values, 1)
        ]
        return [
            value for _place, _index, value in sorted(zip(places, range(len(values)), values, strict=True))
        ]

    def value_omitted_from_data(self, data: Any, files: MultiValueDict[str, Any], name: str) -> bool:
        return False  # browsers submit nothing for a list without a checked box

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = dict(self.choices)
        selected = [key for key in value or [] if key in labels]
        hidden = [key for key in labels if key not in selected]
        context["widget"]["rows"] = [
            {"value": key, "label": labels[key], "is_checked": key in selected, "place": place}
            for place, key in enumerate([*selected, *hidden], 1)
        ]
        return context

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Render with the site's templates; Django would only search those of its own forms."""
        return super().render(name, value, attrs, TemplatesSetting())


class OrderedChoicesFormField(forms.MultipleChoiceField):
    """At least one of the choices, in order. The cleaned value is [] for all in their usual order."""

    widget = OrderedCheckboxes
    default_error_messages = {"required": _("Select at least one.")}

    def _all(self) -> list[str]:
        return [str(key) for key in dict(self.widget.choices)]

    def prepare_value(self, value: Any) -> Any:
        return self._all() if value is None or value == [] else value

    def clean(self, value: Any) -> list[str]:
        values = [str(item) for item in super().clean(value)]
        if len(set(values)) < len(values):
            raise ValidationError(_("Select each only once."), code="duplicate")
        return [] if values == self._all() else values

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != self.prepare_value(data))


class OrderedChoicesField(models.JSONField):
    """Distinct values of ``items``, pairs of value and label, as a list in order."""

    def __init__(
        self, verbose_name: Any = None, name: str | None = None, *, items: Choices = (), **kwargs: Any
    ):
        self.items = list(items)
        super().__init__(verbose_name, name, **{"default": list, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        """Return the arguments for migrations, without the items, which the database does not know."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "default": list, "blank": True}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        is_list = isinstance(value, list) and all(isinstance(key, str) for key in value)
        if not is_list or len(set(value)) < len(value) or not set(value) <= dict(self.items).keys():
            raise ValidationError(_("Enter a list of the choices, each once."), code="choices")

    def formfield(self, **kwargs: Any) -> forms.Field:
        return OrderedChoicesFormField(
            choices=self.items, label=capfirst(self.verbose_name), help_text=self.help_text
        )


def _number(text: str | None) -> int:
    is_number = text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    return int(text) if is_number and text else 0
