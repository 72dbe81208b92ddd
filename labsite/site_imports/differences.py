"""The fields in which an item differs from its matching row on the site, for people to compare."""

from django.forms import BaseForm, ChoiceField

from labsite.site_imports.comparison import Comparison, Verdict
from labsite.site_imports.targets import Target
from moderation.forms.difference_presentation import FieldDifference, Side, compare_words
from moderation.forms.snapshot import Values, same_values


def differences(
    target: Target, form: BaseForm, values: Values, comparison: Comparison
) -> list[FieldDifference]:
    """Return the fields whose value in the item differs from that of the row.

    ``form`` is that of the item, for its labels and choices. Empty values of the item are no difference.
    """
    if comparison.verdict not in (Verdict.DIFFERS, Verdict.UNSURE) or not comparison.match:
        return []
    return [
        _difference(form, name, comparison.existing.get(name, []), values[name])
        for name in target.names
        if any(values.get(name, []))
        and not same_values({name: comparison.existing.get(name, [])}, {name: values[name]})
    ]


def _difference(form: BaseForm, name: str, old: list[str], new: list[str]) -> FieldDifference:
    before, after = compare_words(display_value(form, name, old), display_value(form, name, new))
    return FieldDifference(str(form.fields[name].label or name), Side(before), Side(after))


def display_value(form: BaseForm, name: str, texts: list[str]) -> str:
    """Return a value as people read it: the labels of choices."""
    field = form.fields[name]
    choices = (
        {str(value): str(label) for value, label in field.choices} if isinstance(field, ChoiceField) else {}
    )
    return ", ".join(choices.get(text, text) for text in texts if text)
