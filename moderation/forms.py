"""What the forms of an editor have in common."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet, Field, ModelForm, ModelMultipleChoiceField

#: The end of the name of a field that has the Chinese text.
CHINESE = "_zh"


class FormMeta:
    """What the ``Meta`` of a form here inherits.

    An address without a scheme is taken for https. Of a text in two languages, each box is marked with its
    own, for spelling checkers and screen readers.
    """

    @staticmethod
    def formfield_callback(field: models.Field, **kwargs):
        if isinstance(field, models.URLField):
            kwargs["assume_scheme"] = "https"
        made = field.formfield(**kwargs)
        if field.name.endswith(CHINESE):
            made.widget.attrs["lang"] = "zh-Hans"
        elif any(other.name == field.name + CHINESE for other in field.model._meta.local_fields):
            made.widget.attrs["lang"] = "en"
        return made


class Rows(BaseInlineFormSet):
    """A formset that brings its rows with one query and tells their forms whose they are."""

    #: Rows that stay as they are and have no form here.
    besides: Collection[models.Model] = ()

    def clean(self):
        super().clean()
        forms = [form for form in self.forms if form not in self.deleted_forms]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.condition:
                self._refuse_twice(constraint, forms)
        if self.besides and len(forms) + len(self.besides) > self.max_num:
            text = self.error_messages["too_many_forms"] % {"num": self.max_num}
            raise ValidationError(text, code="too_many_forms")

    def _refuse_twice(self, constraint: models.UniqueConstraint, forms: list[ModelForm]) -> None:
        """Refuses what may be there once where it is there at all; of that Django compares no rows."""
        columns = [name for name in constraint.fields if name != self.fk.name]
        there = {tuple(getattr(row, name) for name in columns) for row in self.besides}
        for form in forms:
            found = tuple(getattr(form.instance, name) for name in columns)
            if None not in found and found in there:
                form.add_error(columns[0], constraint.get_violation_error_message())
            there.add(found)

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "owner": self.instance}

    def add_fields(self, form, index):
        """Django would fetch each row once more, to see whether there is one with the key that was sent."""
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        look_up = key.to_python

        def known_or_looked_up(value):
            return form.instance if value and value == str(form.instance.pk) else look_up(value)

        key.to_python = known_or_looked_up


class RowForm(ModelForm):
    """A row; ``owner`` is the object that it belongs to."""

    def __init__(self, *args, owner: models.Model | None = None, **kwargs):
        self.owner = owner
        super().__init__(*args, **kwargs)


class ManyChoice(ModelMultipleChoiceField):
    """Some rows of a model; a key that no database can have is refused like one that is not there."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            code = "invalid_choice"
            raise ValidationError(self.error_messages[code], code=code, params={"value": "…"}) from None


def is_choice(field: Field) -> bool:
    """Says whether a field shows something by itself, without anybody having filled it in."""
    return hasattr(field, "choices")


def shows_something(field: Field) -> bool:
    """Says whether a box of a new row shows something by itself, as a choice does that has no empty one."""
    if not is_choice(field):
        return False
    first = next(iter(field.choices), ("",))[0]
    return field.initial not in (None, "") or str(first) != ""
