"""An edit form as its templates show it: sections with fields and rows, and the summary of its errors."""

from django.db import models
from django.forms import TypedChoiceField
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from core.languages import headline, in_chinese, with_colon
from core.partial_dates import PartialDateFormField
from moderation.forms.base import is_choice
from moderation.forms.edit_form import EditForm
from moderation.forms.spec import RowSet, Section
from moderation.forms.submission import to_number


def form_sections(edit_form: EditForm) -> list[dict]:
    """Return the sections of the form with their fields and rows, for ``moderation/_section.html``."""
    row_sets = {row_set.name: row_set for row_set in edit_form.editor.row_sets}
    sections = []
    for section in edit_form.editor.sections:
        rows = _rows(edit_form, row_sets[section.rows]) if section.rows else None
        has_errors = _has_errors(edit_form, section)
        sections.append(
            {
                "section": section,
                "fields": _field_lines(edit_form.form, section.fields),
                "rows": rows,
                "has_errors": has_errors,
                "is_open": has_errors or bool(rows and (rows.get("text") or rows.get("rows"))),
            }
        )
    return sections


def form_errors(edit_form: EditForm) -> list[dict]:
    """Return all errors as {"text", "id", "label"}: the message, and the id and label of its field."""
    if not edit_form.form.is_bound:
        return []
    errors = [_error(text) for text in edit_form.form.non_field_errors()]
    errors += _field_errors(edit_form.form)
    for row_set in edit_form.editor.row_sets:
        formset = edit_form.formsets[row_set.name]
        if row_set.name in edit_form.texts:
            texts = _text_errors(edit_form, row_set)
            errors += [_error(text, _textarea_id(row_set), row_set.label) for text in texts]
            continue
        errors += [_error(text) for text in formset.non_form_errors()]
        for form in formset.forms:
            if form.errors and not form["DELETE"].value():
                errors += _row_errors(row_set, form)
    return errors


def _row_errors(row_set: RowSet, form) -> list[dict]:
    """Return the errors of a row, with its title or that of its list: forms have many fields of one label."""
    row = _row_title(form) or str(row_set.label)
    first = form[next(iter(_names(row_set.layout or form.Meta.fields)))]
    errors = [_error(text, first.id_for_label, row) for text in form.non_field_errors()]
    return errors + [{**error, "label": f"{row} · {error['label']}"} for error in _field_errors(form)]


def error_lines(edit_form: EditForm) -> list[str]:
    """Return all errors as "label: text", for pages and reports that do not show the form."""
    return [
        with_colon(error["label"]) + error["text"] if error["label"] else error["text"]
        for error in form_errors(edit_form)
    ]


def _error(text: str, id: str = "", label: str = "") -> dict:
    return {"text": text, "id": id, "label": label}


def _field_errors(form) -> list[dict]:
    return [
        _error(text, form[name].id_for_label, form[name].label)
        for name, errors in form.errors.items()
        if name in form.fields
        for text in errors
    ]


def _names(layout) -> list[str]:
    return [name for item in layout for name in ([item] if isinstance(item, str) else item)]


def _has_errors(edit_form: EditForm, section: Section) -> bool:
    form = edit_form.form
    if not form.is_bound:
        return False
    names = _names(section.fields)
    formset = edit_form.formsets.get(section.rows)
    return any(name in form.errors for name in names) or bool(formset and formset.total_error_count())


def _field_lines(form, layout) -> list[list]:
    lines = [[item] if isinstance(item, str) else list(item) for item in layout]
    return [[form[name] for name in line if name in form.fields] for line in lines]


# ---- rows as one text -------------------------------------------------------------------------


def _textarea_id(row_set: RowSet) -> str:
    return f"id_{row_set.name}-lines"


def _text_rows(edit_form: EditForm, row_set: RowSet) -> dict:
    return {
        "row_set": row_set,
        "id": _textarea_id(row_set),
        "text": edit_form.texts[row_set.name],
        "errors": _text_errors(edit_form, row_set) if edit_form.form.is_bound else [],
    }


def _text_errors(edit_form: EditForm, row_set: RowSet) -> list[str]:
    """Return the errors of a row set that is edited as text, each with its line."""
    formset = edit_form.formsets[row_set.name]
    texts = [str(error) for error in formset.non_form_errors()]
    positions = edit_form.row_positions(row_set)
    for form in formset.forms:
        position = positions.get(form.data.get(f"{form.prefix}-row", ""))
        if position and form.errors:
            title = _row_title(form)
            texts += [
                _("Line %(number)d (%(text)s): %(error)s")
                % {"number": position, "text": title, "error": error}
                for errors in form.errors.values()
                for error in errors
            ]
    return texts


# ---- rows with a form each --------------------------------------------------------------------


def _rows(edit_form: EditForm, row_set: RowSet) -> dict:
    if row_set.name in edit_form.texts:
        return _text_rows(edit_form, row_set)
    formset = edit_form.formsets[row_set.name]
    forms = list(formset.forms)
    if formset.is_bound:
        forms = [form for form in forms if not form["DELETE"].value()]
        forms.sort(key=lambda form: to_number(str(formset.data.get(f"{form.prefix}-ORDER", ""))) or 10**6)
    return {
        "row_set": row_set,
        "formset": formset,
        "errors": formset.non_form_errors() if formset.is_bound else [],
        "rows": [_row(row_set, form, position) for position, form in enumerate(forms, 1)],
        "empty": _row(row_set, _empty_form(row_set, formset), 0),
        "total": len(formset.forms),
    }


def _empty_form(row_set: RowSet, formset):
    form = formset.empty_form
    form.initial = {name: value[0] for name, value in row_set.new_values().items() if value}
    form.empty_permitted = True
    return form


def _row(row_set: RowSet, form, position: int) -> dict:
    pk = form.instance.pk
    has_errors = form.is_bound and bool(form.errors)
    title, hint = _row_title(form), _row_hint(form)
    if pk and not title:  # a row without any text
        title, hint = hint or Truncator(_related_title(row_set, form.instance)).chars(60), ""
    ticked = [str(form[name].label) for name in form.stated_if_ticked if form[name].value()]
    return {
        "form": form,
        "fields": _field_lines(form, row_set.layout or row_set.form.Meta.fields),
        "folded": _field_lines(form, row_set.folded),
        "folded_label": row_set.folded_label,
        "folded_is_open": any(form[name].value() or form[name].errors for name in _names(row_set.folded)),
        "place": position,
        "id": pk or "",
        "row": pk or (form.data.get(f"{form.prefix}-row", "") if form.is_bound else ""),
        "title": title,
        "hint": " · ".join(filter(None, [hint, *ticked])),
        "has_errors": has_errors,
        "is_open": not pk or has_errors,
    }


def _row_title(form) -> str:
    """Return the first text of a row in the language of the page, which tells it from the others."""
    for name in form.Meta.fields:
        value = form[name].value()
        if in_chinese() and f"{name}_zh" in form.fields:
            value = form[f"{name}_zh"].value() or value
        if value and not is_choice(form.fields[name]) and isinstance(value, str):
            return Truncator(value).chars(60)
    return ""


def _related_title(row_set: RowSet, row: models.Model) -> str:
    """Return the name of the first record that a row refers to and that was loaded with it."""
    related = (getattr(row, name, None) for name in row_set.related)
    return headline(next(filter(None, related), row)).text


def _row_hint(form) -> str:
    """Return the kind and the dates of a row, which tell rows of the same title apart."""
    kind, dates = [], []
    for bound_field in form:
        value = bound_field.value()
        if isinstance(bound_field.field, PartialDateFormField):
            dates += [str(value)] if value else []
        elif isinstance(bound_field.field, TypedChoiceField) and value and not kind:
            kind.append(str(dict(bound_field.field.choices).get(value, "")))
    return " · ".join(part for part in [*kind, " – ".join(dates)] if part)
