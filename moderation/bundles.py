"""A form with its rows, bound to an object: shown, checked and saved as one thing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.forms import BaseInlineFormSet, FileField, ModelForm, TypedChoiceField
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.partial_dates import PartialDateFormField
from moderation import contents
from moderation.contents import WAITING, number
from moderation.forms import is_choice
from moderation.lines import text_of

if TYPE_CHECKING:
    from moderation.editing import Editor, RowSet, Section


class Bundle:
    """A form and its rows, bound to an object, perhaps with what somebody typed."""

    def __init__(self, editor: "Editor", instance, typed=None, files: Mapping | None = None):
        self.editor, self.instance, self.typed = editor, instance, typed
        #: Saved rows that stay as they are, of sets that are one text: they need no form each.
        self.untouched: dict[str, dict[str, models.Model]] = {}
        data = uploads = None
        if typed is not None:
            data, uploads = self._data(), self._uploads(files or {})
        self.form = editor.form(data, uploads, instance=instance)
        for name in editor.file_fields:
            widget = self.form.fields[name].widget
            widget.published = getattr(instance, name)
            widget.chosen = widget.value_from_datadict(data or {}, uploads or {}, name)
        self.form_sets = {row_set.name: self._formset(row_set, data, uploads) for row_set in editor.row_sets}

    def _formset(self, row_set: "RowSet", data=None, uploads=None) -> BaseInlineFormSet:
        formset_class = row_set.formset_class(self.editor.model)
        rows = row_set.model._default_manager.select_related(*row_set.related)
        rows = rows if self.instance.pk else rows.none()
        untouched = self.untouched.get(row_set.name, {}) if data is not None else {}
        if untouched:
            rows = rows.filter(pk__in=[id for id in self._saved_ids(row_set) if id not in untouched])
        formset = formset_class(data, uploads, instance=self.instance, prefix=row_set.name, queryset=rows)
        formset.besides = untouched.values()
        return formset

    # ---- content --------------------------------------------------------------------------------

    @cached_property
    def content(self) -> contents.Content:
        """What is in the object now, as the form shows it."""
        form = self.editor.form(instance=self.instance)
        content = {"fields": _shown(form), "rows": {}}
        for row_set in self.editor.row_sets:
            content["rows"][row_set.name] = self._rows_now(row_set)
        return content

    def _rows_now(self, row_set: "RowSet") -> list[contents.Row]:
        formset = self._formset(row_set)
        if row_set.lines:
            rows = formset.get_queryset()
            return [{"id": str(row.pk), "values": row_set.lines.values(row, self.instance)} for row in rows]
        names = row_set.form.base_fields
        return [
            {"id": str(form.instance.pk), "values": _shown(form, names)} for form in formset.initial_forms
        ]

    def _data(self) -> QueryDict:
        """Returns the content as a browser would send it; rows that are missing in it as deleted."""
        data = QueryDict(mutable=True)
        for name, values in self.typed["fields"].items():
            if name not in self.editor.file_fields:
                data.setlist(name, values)
            elif not values and getattr(self.instance, name):
                data[f"{name}-clear"] = "on"
        for row_set in self.editor.row_sets:
            self._add_rows(row_set, data)
        return data

    def _add_rows(self, row_set: "RowSet", data: QueryDict) -> None:
        typed = self.typed["rows"].get(row_set.name, [])
        untouched = self.untouched[row_set.name] = self._find_untouched(row_set, typed)
        rows = [row for row in typed if row["id"] not in untouched]
        known = [id for id in self._saved_ids(row_set) if id not in untouched]
        saved = [row for row in rows if row["id"] in known]
        staying = {row["id"] for row in saved}
        gone = [{"id": id, "values": {}} for id in known if id not in staying]
        # What is not saved yet, or not any more, or never was a row of this object, becomes a new row.
        ordered = [*saved, *gone, *(row for row in rows if row["id"] not in known)]
        data[f"{row_set.name}-TOTAL_FORMS"] = str(len(ordered))
        data[f"{row_set.name}-INITIAL_FORMS"] = str(len(known))
        place = {row["id"]: number for number, row in enumerate(typed, 1)}
        for index, row in enumerate(ordered):
            prefix = f"{row_set.name}-{index}-"
            data[prefix + "id"] = row["id"] if row["id"] in known else ""
            data[prefix + "row"] = row["id"]
            for name, values in row["values"].items():
                data.setlist(prefix + name, values)
            if row["id"] in place:
                data[prefix + "ORDER"] = str(place[row["id"]])
            else:
                data[prefix + "DELETE"] = "on"

    def _find_untouched(self, row_set: "RowSet", typed: list[contents.Row]) -> dict[str, models.Model]:
        """Returns the saved rows that say what was typed, by id, where all rows are one text."""
        if row_set.name not in self._texts or not self.instance.pk:
            return {}
        values = {row["id"]: row["values"] for row in typed}
        return {
            id: row
            for row in self._formset(row_set).get_queryset()
            if (id := str(row.pk)) in values
            and contents.is_same(row_set.lines.values(row, self.instance), values[id])
        }

    def _saved_ids(self, row_set: "RowSet") -> list[str]:
        if not self.instance.pk:
            return []
        foreign_key = row_set.formset_class(self.editor.model).fk.name
        rows = row_set.model._default_manager.filter(**{foreign_key: self.instance})
        return [str(pk) for pk in rows.values_list("pk", flat=True)]

    def _uploads(self, files: Mapping) -> MultiValueDict:
        waiting = {
            name: [files[name]]
            for name in self.editor.file_fields
            if name in files and (self.typed["fields"].get(name) or [""])[0].startswith(WAITING)
        }
        return MultiValueDict(waiting)

    # ---- what templates show --------------------------------------------------------------------

    @property
    def sections(self) -> list[dict]:
        """The parts of the form with their fields and rows, for ``moderation/_section.html``."""
        row_sets = {row_set.name: row_set for row_set in self.editor.row_sets}
        return [
            {
                "section": section,
                "fields": self._fields(self.form, section.fields),
                "rows": self._rows_shown(row_sets[section.rows]) if section.rows else None,
                "has_errors": self._has_errors(section),
            }
            for section in self.editor.sections
        ]

    def _has_errors(self, section: "Section") -> bool:
        if not self.form.is_bound:
            return False
        names = [name for item in section.fields for name in ([item] if isinstance(item, str) else item)]
        formset = self.form_sets.get(section.rows)
        return any(name in self.form.errors for name in names) or bool(
            formset and (formset.total_error_count())
        )

    @staticmethod
    def _fields(form, layout) -> list[list]:
        lines = [[item] if isinstance(item, str) else list(item) for item in layout]
        return [[form[name] for name in line if name in form.fields] for line in lines]

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Those sets of rows as texts that have so many that they are edited as that."""
        rows = (self.typed or self.content)["rows"]
        texts = {
            row_set.name: text_of(row_set.lines, rows.get(row_set.name, []))
            for row_set in self.editor.row_sets
            if row_set.lines
        }
        return {name: text for name, text in texts.items() if text is not None}

    def _lines_shown(self, row_set: "RowSet", text: str) -> dict:
        errors = self._errors_of_lines(row_set) if self.form.is_bound else []
        return {"row_set": row_set, "id": _lines_id(row_set), "text": text, "errors": errors}

    def _errors_of_lines(self, row_set: "RowSet") -> list[str]:
        formset = self.form_sets[row_set.name]
        found = [str(error) for error in formset.non_form_errors()]
        places = {row["id"]: place for place, row in enumerate(self.typed["rows"][row_set.name], 1)}
        for form in formset.forms:
            place = places.get(form.data.get(f"{form.prefix}-row", ""))
            if place and form.errors:
                title = _summary(form)
                found += [
                    _("Line %(number)d (%(text)s): %(error)s")
                    % {"number": place, "text": title, "error": error}
                    for errors in form.errors.values()
                    for error in errors
                ]
        return found

    def _rows_shown(self, row_set: "RowSet") -> dict:
        if row_set.name in self._texts:
            return self._lines_shown(row_set, self._texts[row_set.name])
        formset = self.form_sets[row_set.name]
        forms = list(formset.forms)
        if formset.is_bound:
            forms = [form for form in forms if not form["DELETE"].value()]
            forms.sort(key=lambda form: number(str(formset.data.get(f"{form.prefix}-ORDER", ""))) or 10**6)
        return {
            "row_set": row_set,
            "formset": formset,
            "errors": formset.non_form_errors() if formset.is_bound else [],
            "rows": [self._row(row_set, form, place) for place, form in enumerate(forms, 1)],
            "empty": self._row(row_set, self._empty_form(formset), 0),
            "total": len(formset.forms),
        }

    @staticmethod
    def _empty_form(formset):
        form = formset.empty_form
        form.empty_permitted = True
        return form

    def _row(self, row_set: "RowSet", form, place: int) -> dict:
        pk = form.instance.pk
        has_errors = form.is_bound and bool(form.errors)
        return {
            "form": form,
            "fields": self._fields(form, row_set.layout or row_set.form._meta.fields),
            "place": place,
            "id": pk or "",
            "row": pk or (form.data.get(f"{form.prefix}-row", "") if form.is_bound else ""),
            "title": _summary(form),
            "hint": _hint(form),
            "has_errors": has_errors,
            "is_open": not pk or has_errors,
        }

    @property
    def errors(self) -> list[dict]:
        """All that is wrong, with the field that it stands at, for the summary above the form."""
        if not self.form.is_bound:
            return []
        found = [{"text": error, "id": "", "label": ""} for error in self.form.non_field_errors()]
        found += _errors_at(self.form)
        for row_set in self.editor.row_sets:
            formset = self.form_sets[row_set.name]
            if row_set.name in self._texts:
                found += [
                    {"text": error, "id": _lines_id(row_set), "label": row_set.label}
                    for error in self._errors_of_lines(row_set)
                ]
                continue
            found += [{"text": error, "id": "", "label": ""} for error in formset.non_form_errors()]
            for form in formset.forms:
                if form.errors and not form["DELETE"].value():
                    found += [{"text": error, "id": "", "label": ""} for error in form.non_field_errors()]
                    found += _errors_at(form)
        return found

    @property
    def error_lines(self) -> list[str]:
        """The same as texts, for where the form itself is not shown."""
        return [f"{error['label']}: {error['text']}".removeprefix(": ") for error in self.errors]

    def hide_errors(self) -> None:
        """Shows the form without errors, while somebody is still filling it in."""
        self.form._errors = ErrorDict()
        for formset in self.form_sets.values():
            formset._errors = [ErrorDict() for _form in formset.forms]
            formset._non_form_errors = ErrorList()
            for form in formset.forms:
                form._errors = ErrorDict()

    # ---- saving ---------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Says whether all that was typed is acceptable; else the errors stand at the fields."""
        return all([self.form.is_valid(), *(formset.is_valid() for formset in self.form_sets.values())])

    def save(self):
        """Saves the object and its rows, all or nothing; returns the object."""
        with transaction.atomic():
            self.instance = self.form.save()
            for row_set in self.editor.row_sets:
                self._save_rows(row_set)
            if self.editor.after_save:
                self.editor.after_save(self.instance)
        return self.instance

    def _save_rows(self, row_set: "RowSet") -> None:
        formset = self.form_sets[row_set.name]
        formset.instance = self.instance
        if not row_set.position:
            formset.save()
            return
        formset.save(commit=False)
        if row_set.name in self._texts:
            self._save_lines(row_set, formset)
            return
        row_set.make_way(self.instance)
        for row in formset.deleted_objects:
            row.delete()
        for place, form in enumerate(formset.ordered_forms, 1):
            row = form.save(commit=False)
            setattr(row, formset.fk.name, self.instance)
            setattr(row, row_set.position, place)
            row.save()

    def _save_lines(self, row_set: "RowSet", formset: BaseInlineFormSet) -> None:
        """Saves what has changed of very many rows, in a number of queries that does not grow with them."""
        places = {row["id"]: place for place, row in enumerate(self.typed["rows"][row_set.name], 1)}
        row_set.model._base_manager.filter(pk__in=[row.pk for row in formset.deleted_objects]).delete()
        rows, moved = [], []
        for form in formset.ordered_forms:
            row = form.save(commit=False)
            setattr(row, formset.fk.name, self.instance)
            setattr(row, row_set.position, places[form.data[f"{form.prefix}-row"]])
            rows.append(row)
        for id, row in self.untouched[row_set.name].items():
            if getattr(row, row_set.position) != places[id]:
                setattr(row, row_set.position, places[id])
                moved.append(row)
        row_set.rewrite(rows, moved)


def _lines_id(row_set: "RowSet") -> str:
    return f"id_{row_set.name}-lines"


def _errors_at(form) -> list[dict]:
    return [
        {"text": error, "id": form[name].id_for_label, "label": form[name].label}
        for name, errors in form.errors.items()
        if name in form.fields
        for error in errors
    ]


def _summary(form) -> str:
    """A few words that tell a row from the others, for the labels of its buttons."""
    for name in form._meta.fields:
        value = form[name].value()
        if value and not is_choice(form.fields[name]) and isinstance(value, str):
            return value[:60]
    return ""


def _hint(form) -> str:
    """What tells rows of the same name apart: the kind, and when it was."""
    hints, dates = [], []
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, PartialDateFormField):
            dates += [str(value)] if value else []
        elif isinstance(bound.field, TypedChoiceField) and value and not hints:
            hints.append(str(dict(bound.field.choices).get(value, "")))
    return " · ".join(part for part in [*hints, " – ".join(dates)] if part)


def _shown(form: ModelForm, names=None) -> contents.Values:
    """Returns what the fields of an unbound form show, as a browser would send it back."""
    values = {}
    for name in names or form.fields:
        bound = form[name]
        if isinstance(bound.field, FileField):
            values[name] = [str(bound.value())] if bound.value() else []
        else:
            values[name] = _sent(bound)
    return values


def _sent(bound) -> list[str]:
    """Returns the strings that a browser would send for a field as it is."""
    value = bound.field.prepare_value(bound.value())
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, list | tuple | set) or hasattr(value, "all"):
        return [str(bound.field.prepare_value(one)) for one in value]
    return [str(value)]
