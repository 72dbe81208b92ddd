"""The edit form of one object: its form and the formsets of its rows, validated and saved as a unit."""

from collections.abc import Mapping

from django.core.files.base import File
from django.db import models, transaction
from django.forms import BaseInlineFormSet, FileField, ModelForm
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from moderation.forms.bulk_text import text_of_rows
from moderation.forms.snapshot import Row, Snapshot, Values, is_pending_file, same_values
from moderation.forms.spec import Editor, RowSet


class EditForm:
    """The form and formsets of an object: unbound as published, or bound to a snapshot.

    ``files`` holds the pending files of the snapshot by field. With a ``user``, the form offers only what the
    user may read, if it has a method ``limit_choices``.
    """

    def __init__(
        self,
        editor: Editor,
        instance: models.Model | None = None,
        bound_snapshot: Snapshot | None = None,
        files: Mapping[str, File] | None = None,
        user=None,
    ):
        self.editor, self.instance, self.bound_snapshot = editor, instance or editor.model(), bound_snapshot
        #: Unchanged rows of the row sets that are edited as text, by id. They get no form each.
        self.untouched_rows: dict[str, dict[str, models.Model]] = {}
        data = uploads = None
        bound_fields = bound_snapshot["fields"] if bound_snapshot else {}
        if bound_snapshot is not None:
            data, uploads = self._post_data(), self._uploads(files or {})
        self.form = editor.form(data, uploads, instance=self.instance)
        if user is not None and hasattr(self.form, "limit_choices"):
            self.form.limit_choices(user)
        for name in editor.file_fields:
            widget = self.form.fields[name].widget
            widget.published = getattr(self.instance, name)
            widget.draft = widget.value_from_datadict(data or {}, uploads or {}, name)
            if widget.draft is None and is_pending_file(bound_fields.get(name, [])):
                widget.draft = File(None, "missing")  # which the widget shows as lost
        self.formsets = {row_set.name: self._formset(row_set, data, uploads) for row_set in editor.row_sets}

    def _formset(self, row_set: RowSet, data=None, uploads=None) -> BaseInlineFormSet:
        rows = row_set.model._default_manager.select_related(*row_set.related)
        rows = rows.prefetch_related(*row_set.prefetched)
        rows = rows if self.instance.pk else rows.none()
        untouched = self.untouched_rows.get(row_set.name, {}) if data is not None else {}
        if untouched:
            rows = rows.filter(pk__in=[id for id in self._saved_ids(row_set) if id not in untouched])
        formset_class = row_set.formset_class(self.editor.model)
        formset = formset_class(data, uploads, instance=self.instance, prefix=row_set.name, queryset=rows)
        formset.untouched_rows = untouched.values()
        return formset

    # ---- snapshots ------------------------------------------------------------------------------

    @cached_property
    def published_snapshot(self) -> Snapshot:
        """The snapshot of the object as it is in the database; of a new one, its defaults."""
        form = self.form if self.bound_snapshot is None else self.editor.form(instance=self.instance)
        rows = {row_set.name: self._published_rows(row_set) for row_set in self.editor.row_sets}
        return {"fields": shown_values(form), "rows": rows}

    def _published_rows(self, row_set: RowSet) -> list[Row]:
        formset = self.formsets[row_set.name] if self.bound_snapshot is None else self._formset(row_set)
        if row_set.line_format:
            rows = formset.get_queryset()
            return [
                {"id": str(row.pk), "values": row_set.line_format.values(row, self.instance)} for row in rows
            ]
        names = row_set.form.base_fields
        return [
            {"id": str(form.instance.pk), "values": shown_values(form, names)}
            for form in formset.initial_forms
        ]

    @cached_property
    def texts(self) -> dict[str, str]:
        """The row sets that are long enough to be edited as text: the text by name."""
        texts = {
            row_set.name: text_of_rows(row_set.line_format, self._rows(row_set))
            for row_set in self.editor.row_sets
            if row_set.line_format
        }
        return {name: text for name, text in texts.items() if text is not None}

    def _rows(self, row_set: RowSet) -> list[Row]:
        """Return the rows of a set, without computing those of the others."""
        if self.bound_snapshot is not None:
            return self.bound_snapshot["rows"].get(row_set.name, [])
        return self._published_rows(row_set)

    # ---- binding --------------------------------------------------------------------------------

    def _post_data(self) -> QueryDict:
        """Return the bound snapshot as a browser would submit it, with the saved rows it lacks as deleted."""
        data = QueryDict(mutable=True)
        for name, values in self.bound_snapshot["fields"].items():
            if name not in self.editor.file_fields:
                data.setlist(name, values)
            elif not values and getattr(self.instance, name):
                data[f"{name}-clear"] = "on"
        for row_set in self.editor.row_sets:
            self._add_rows(row_set, data)
        return data

    def _add_rows(self, row_set: RowSet, data: QueryDict) -> None:
        all_rows = self.bound_snapshot["rows"].get(row_set.name, [])
        untouched = self.untouched_rows[row_set.name] = self._find_untouched_rows(row_set, all_rows)
        rows = [row for row in all_rows if row["id"] not in untouched]
        saved_ids = [id for id in self._saved_ids(row_set) if id not in untouched]
        saved = [row for row in rows if row["id"] in saved_ids]
        remaining_ids = {row["id"] for row in saved}
        deleted = [{"id": id, "values": {}} for id in saved_ids if id not in remaining_ids]
        # A row that is unsaved, deleted in the meantime or of another object becomes a new row.
        ordered = [*saved, *deleted, *(row for row in rows if row["id"] not in saved_ids)]
        data[f"{row_set.name}-TOTAL_FORMS"] = str(len(ordered))
        data[f"{row_set.name}-INITIAL_FORMS"] = str(len(saved_ids))
        positions = self.row_positions(row_set)
        for index, row in enumerate(ordered):
            prefix = f"{row_set.name}-{index}-"
            data[prefix + "id"] = row["id"] if row["id"] in saved_ids else ""
            data[prefix + "row"] = row["id"]
            for name, values in row["values"].items():
                data.setlist(prefix + name, values)
            if row["id"] in positions:
                data[prefix + "ORDER"] = str(positions[row["id"]])
            else:
                data[prefix + "DELETE"] = "on"

    def row_positions(self, row_set: RowSet) -> dict[str, int]:
        """Return the position of each row of the bound snapshot, from 1, by its id."""
        rows = self.bound_snapshot["rows"].get(row_set.name, [])
        return {row["id"]: position for position, row in enumerate(rows, 1)}

    def _find_untouched_rows(self, row_set: RowSet, rows: list[Row]) -> dict[str, models.Model]:
        """Return the saved rows that equal their line in the text; none for a row set with forms."""
        if row_set.name not in self.texts or not self.instance.pk:
            return {}
        values = {row["id"]: row["values"] for row in rows}
        return {
            id: row
            for row in self._formset(row_set).get_queryset()
            if (id := str(row.pk)) in values
            and same_values(row_set.line_format.values(row, self.instance), values[id])
        }

    def _saved_ids(self, row_set: RowSet) -> list[str]:
        if not self.instance.pk:
            return []
        foreign_key = row_set.foreign_key(self.editor.model)
        rows = row_set.model._default_manager.filter(**{foreign_key: self.instance})
        return [str(pk) for pk in rows.values_list("pk", flat=True)]

    def _uploads(self, files: Mapping[str, File]) -> MultiValueDict:
        fields = self.bound_snapshot["fields"]
        pending = [name for name in self.editor.file_fields if is_pending_file(fields.get(name, []))]
        return MultiValueDict({name: [files[name]] for name in pending if name in files})

    # ---- validating -----------------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Return whether the form and all formsets are valid, after validating each of them."""
        return all([self.form.is_valid(), *(formset.is_valid() for formset in self.formsets.values())])

    def discard_errors(self) -> None:
        """Drop all errors, for a page that shows the form while it is still being filled in."""
        self.is_valid()
        self.form.errors.clear()
        for formset in self.formsets.values():
            formset.non_form_errors().clear()
            for form in formset.forms:
                form.errors.clear()

    # ---- saving ---------------------------------------------------------------------------------

    def save(self) -> models.Model:
        """Save the object and its rows in one transaction, and return the object."""
        with transaction.atomic():
            self.instance = self.form.save()
            for row_set in self.editor.row_sets:
                self._save_rows(row_set)
            if self.editor.after_save:
                self.editor.after_save(self.instance)
        return self.instance

    def _save_rows(self, row_set: RowSet) -> None:
        formset = self.formsets[row_set.name]
        formset.instance = self.instance
        if not row_set.position:
            formset.save()
            return
        formset.save(commit=False)
        if row_set.name in self.texts:
            self._save_text_rows(row_set, formset)
            return
        row_set.move_aside(self.instance)
        for row in formset.deleted_objects:
            row.delete()
        for position, form in enumerate(formset.ordered_forms, 1):
            self._positioned_row(row_set, formset, form, position).save()

    def _save_text_rows(self, row_set: RowSet, formset: BaseInlineFormSet) -> None:
        """Save the changed rows of a set that is edited as text, in a fixed number of queries."""
        positions = self.row_positions(row_set)
        row_set.model._base_manager.filter(pk__in=[row.pk for row in formset.deleted_objects]).delete()
        changed = [
            self._positioned_row(row_set, formset, form, positions[form.data[f"{form.prefix}-row"]])
            for form in formset.ordered_forms
        ]
        moved = []
        for id, row in self.untouched_rows[row_set.name].items():
            if getattr(row, row_set.position) != positions[id]:
                setattr(row, row_set.position, positions[id])
                moved.append(row)
        row_set.bulk_save(changed, moved)

    def _positioned_row(self, row_set: RowSet, formset, form: ModelForm, position: int) -> models.Model:
        row = form.save(commit=False)
        setattr(row, formset.fk.name, self.instance)
        setattr(row, row_set.position, position)
        return row


def shown_values(form: ModelForm, names=None) -> Values:
    """Return what the fields of an unbound form show, as a browser would submit it unchanged."""
    values = {}
    for name in names or form.fields:
        bound_field = form[name]
        if isinstance(bound_field.field, FileField):
            values[name] = [str(bound_field.value())] if bound_field.value() else []
        else:
            values[name] = _submitted_texts(bound_field)
    return values


def _submitted_texts(bound_field) -> list[str]:
    form_field = bound_field.field
    value = form_field.prepare_value(bound_field.value())
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, list | tuple | set) or hasattr(value, "all"):
        return [str(form_field.prepare_value(item)) for item in value]
    return [str(value)]
