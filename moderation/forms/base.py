"""Base classes of the model forms and formsets of the editors."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet, Field, ModelForm, ModelMultipleChoiceField
from django.utils.translation import gettext as _

from core.languages import headline
from core.shared_rows import delete_or_hand_over

#: Suffix of a field that holds the Chinese text.
CHINESE = "_zh"


class FormMeta:
    """Base class for the ``Meta`` of an editor's form.

    A URL without a scheme is read as https. The widgets of a text in two languages get a ``lang`` attribute
    each, for spelling checkers and screen readers.
    """

    @staticmethod
    def formfield_callback(field: models.Field, **kwargs):
        if isinstance(field, models.URLField):
            kwargs["assume_scheme"] = "https"
        form_field = field.formfield(**kwargs)
        if field.name.endswith(CHINESE):
            form_field.widget.attrs["lang"] = "zh-Hans"
        elif any(other.name == field.name + CHINESE for other in field.model._meta.local_fields):
            form_field.widget.attrs["lang"] = "en"
        return form_field


class RowFormSet(BaseInlineFormSet):
    """The formset of a row set: fetches its rows in one query and tells each form its owner."""

    #: Saved rows of the set that stay unchanged and have no form here.
    untouched_rows: Collection[models.Model] = ()

    def clean(self):
        super().clean()
        forms = [form for form in self.forms if form not in self.deleted_forms]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.condition:
                self._check_unique(constraint, forms)
        if self.untouched_rows and len(forms) + len(self.untouched_rows) > self.max_num:
            text = self.error_messages["too_many_forms"] % {"num": self.max_num}
            raise ValidationError(text, code="too_many_forms")

    def delete_existing(self, obj, commit=True):
        if commit:
            delete_or_hand_over([obj])

    def _check_unique(self, constraint: models.UniqueConstraint, forms: list[ModelForm]) -> None:
        """Enforce a conditional unique constraint across the formset; Django's own check skips those.

        The constraint is expected to apply wherever none of its columns is null.
        """
        columns = [self.model._meta.get_field(name) for name in constraint.fields if name != self.fk.name]
        # The keys of related rows: a form in which none is chosen yet has no related row.
        names = [column.attname for column in columns]
        taken = {tuple(getattr(row, name) for name in names) for row in self.untouched_rows}
        for form in forms:
            key = tuple(getattr(form.instance, name) for name in names)
            if None not in key and key in taken:
                form.add_error(columns[0].name, constraint.get_violation_error_message())
            taken.add(key)

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "owner": self.instance}

    def add_fields(self, form, index):
        """Add the hidden fields, and save Django a query per row to look its primary key up again."""
        super().add_fields(form, index)
        key_field = form.fields[self.model._meta.pk.name]
        look_up = key_field.to_python

        def own_row_or_look_up(value):
            return form.instance if value and value == str(form.instance.pk) else look_up(value)

        key_field.to_python = own_row_or_look_up


class RowForm(ModelForm):
    """The form of a row; ``owner`` is the object that the row belongs to."""

    #: Checkboxes that the summary of the folded row names where they are ticked.
    stated_if_ticked: tuple[str, ...] = ()

    def __init__(self, *args, owner: models.Model | None = None, **kwargs):
        self.owner = owner
        super().__init__(*args, **kwargs)


class ManyChoice(ModelMultipleChoiceField):
    """A choice of several rows; a key too large for the database is an invalid choice, not a crash."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            code = "invalid_choice"
            raise ValidationError(self.error_messages[code], code=code, params={"value": "…"}) from None

    def label_from_instance(self, row):
        return headline(row).text


class PublicChoice(ManyChoice):
    """A choice among the public rows and those already linked, which a form must not drop unasked.

    The model of the rows has a field ``is_public``.
    """

    def __init__(self, rows: models.QuerySet, **kwargs):
        super().__init__(rows.public(), **kwargs)
        self._rows = rows

    def offer_linked(self, linked: models.QuerySet) -> None:
        """Offer these rows as well; ``linked`` has their primary keys."""
        self.queryset = self._rows.public() | self._rows.filter(pk__in=linked)

    def label_from_instance(self, row):
        label = headline(row).text
        return label if row.is_public else _("%(name)s (not shown on the site)") % {"name": label}


class LinkingForm(ModelForm):
    """A model form whose public choices also offer what its object is linked to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        for name, field in self.fields.items():
            if isinstance(field, PublicChoice):
                field.offer_linked(getattr(self.instance, name).order_by().values("pk"))


def is_choice(field: Field) -> bool:
    """Return whether the field offers choices."""
    return hasattr(field, "choices")


def has_preset_value(field: Field) -> bool:
    """Return whether an untouched new form shows a value here: a choice with a default or no empty option."""
    if not is_choice(field):
        return False
    first_value = next(iter(field.choices), ("",))[0]
    return field.initial not in (None, "") or str(first_value) != ""
