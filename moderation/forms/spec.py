"""What can be edited: an editor per kind of object, with its form, row sets and sections.

The project registers its editors in ``labsite/editors``; this module knows forms, but no app.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.forms import BaseInlineFormSet, FileField, ModelForm, inlineformset_factory
from django.utils.text import Truncator

from core.derived_fields import DerivedField
from core.languages import headline, in_chinese
from moderation.forms.base import CHINESE, RowForm, RowFormSet, is_choice
from moderation.forms.bulk_text import LineFormat
from moderation.forms.snapshot import Snapshot, Values, with_new_row

#: Added to positions while rows are renumbered: above any position, and twice the value fits a
#: SmallIntegerField.
POSITION_OFFSET = 10_000


@cache  # building a class takes longer than showing its rows, and each page needs each class several times
def _formset_class(
    parent: type[models.Model], form: type[RowForm], can_order: bool, max_rows: int
) -> type[BaseInlineFormSet]:
    return inlineformset_factory(
        parent,
        form.Meta.model,
        form=form,
        formset=RowFormSet,
        extra=0,
        can_delete=True,
        can_order=can_order,
        max_num=max_rows,
        validate_max=True,
        absolute_max=max_rows + 1000,
    )


@dataclass(frozen=True)
class RowSet:
    """Rows below a form, such as the links of a person."""

    name: str
    label: str
    form: type[RowForm]
    add_label: str
    #: The fields line by line, those of a tuple side by side; by default one field per line.
    layout: tuple[str | tuple[str, ...], ...] = ()
    #: Fields, in lines like ``layout``, that are folded away under ``folded_label`` until they have a value.
    folded: tuple[str | tuple[str, ...], ...] = ()
    folded_label: str = ""
    #: The field that holds a row's position; "" if the rows are ordered otherwise, such as by date.
    position: str = ""
    max_rows: int = 100
    #: Relations fetched with the rows in the same query.
    related: tuple[str, ...] = ()
    #: Many-to-many relations fetched for all rows in a query each.
    prefetched: tuple[str, ...] = ()
    #: Values that unique columns get while rows are renumbered, so that rows can swap them.
    reset_while_moving: Mapping = field(default_factory=dict)
    #: The format of a line, if very many rows are edited as one text.
    line_format: LineFormat | None = None
    #: Returns the values of several rows if those of a new row name several, such as a pasted list; else [].
    split: Callable[[Values], list[Values]] | None = None
    #: Columns filled from other services: not part of revisions, and not changed by a revert.
    external_fields: tuple[str, ...] = ()
    #: Whether the form of a new object starts with an empty row, because almost every object has one.
    starts_with_row: bool = False
    #: Returns the values that a new row starts with.
    new_values: Callable[[], Values] = dict

    @property
    def model(self) -> type[models.Model]:
        return self.form.Meta.model

    def formset_class(self, parent: type[models.Model]) -> type[BaseInlineFormSet]:
        return _formset_class(parent, self.form, bool(self.position), self.max_rows)

    def foreign_key(self, parent: type[models.Model]) -> str:
        """Return the name of the row's foreign key to its parent."""
        return self.formset_class(parent).fk.name

    def accessor(self, parent: type[models.Model]) -> str:
        """Return the name of the parent's reverse accessor for its rows."""
        return self.formset_class(parent).fk.remote_field.get_accessor_name()

    def title_of(self, values: Values) -> str:
        """Return a short title for a row: the first text in it, at most 80 characters."""
        text_fields = [name for name, value in self.form.base_fields.items() if not is_choice(value)]
        texts = (values.get(name) for name in text_fields)
        return next((Truncator(text[0]).chars(80) for text in texts if text and text[0]), "")

    def move_aside(self, owner: models.Model) -> None:
        """Free the positions from 1 on, and unique values, for the rows that are saved next."""
        self._move_aside(self.model._base_manager.filter(**{self.foreign_key(type(owner)): owner}))

    def bulk_save(self, rows: list[models.Model], moved: list[models.Model]) -> None:
        """Save changed ``rows`` and the positions of ``moved`` rows in a fixed number of statements."""
        manager = self.model._base_manager
        saved = [row for row in rows if row.pk]
        self._move_aside(manager.filter(pk__in=[row.pk for row in [*saved, *moved]]))
        columns = [column.name for column in self.model._meta.concrete_fields if not column.primary_key]
        for group, update_fields in ((saved, columns), (moved, [self.position, *self.reset_while_moving])):
            manager.bulk_create(
                group, update_conflicts=True, unique_fields=["pk"], update_fields=update_fields
            )
        manager.bulk_create([row for row in rows if not row.pk])

    def _move_aside(self, rows: models.QuerySet) -> None:
        rows.update(**{self.position: models.F(self.position) + POSITION_OFFSET, **self.reset_while_moving})


@dataclass(frozen=True)
class Section:
    """A section of an edit form: some fields, then a row set."""

    name: str
    label: str
    fields: tuple[str | tuple[str, ...], ...] = ()
    rows: str = ""
    help_text: str = ""
    #: Whether it is folded away while it has no rows.
    is_folded: bool = False


@dataclass(frozen=True)
class Editor:
    """How one kind of object is edited."""

    key: str
    label: str
    form: type[ModelForm]
    sections: tuple[Section, ...]
    row_sets: tuple[RowSet, ...] = ()
    #: The form field that names a new object in lists.
    title_field: str = "name"
    #: The form field that names a new object whose title field is empty.
    fallback_title_field: str = ""
    #: Makes the name readable, for lists, of the text of that field.
    title_text: Callable[[str], str] = str
    #: Fields that a revert leaves alone.
    not_reverted: tuple[str, ...] = ("slug",)
    #: Fields that a deleted object does not get back.
    not_restored: tuple[str, ...] = ()
    #: Columns filled from other services: not part of revisions, and not changed by a revert.
    external_fields: tuple[str, ...] = ()
    #: Accessors of rows that are not edited here; they are recorded, and come back with a deleted object.
    further_rows: tuple[str, ...] = ()
    #: Models of rows that have no editor; deleted ones come back with a version that refers to them.
    references: tuple[type[models.Model], ...] = ()
    #: Given the fields of a version as recorded, and with references to rows of today or None, returns the
    #: fields to restore.
    fields_to_restore: Callable[[dict, dict], dict] | None = None
    #: The ``<datalist>`` elements of the page: the id, and a function that returns (value, label) pairs.
    suggestions: tuple[tuple[str, Callable[[], list[tuple[str, str]]]], ...] = ()
    #: Called with the object once the object and all its rows are saved.
    after_save: Callable[[models.Model], None] | None = None
    #: Called when a form or submission is published, in the same transaction: with the object, the user who
    #: publishes, and the names of the changed fields of the form.
    after_publish: Callable[[models.Model, Any, Collection[str]], None] | None = None

    @property
    def model(self) -> type[models.Model]:
        return self.form.Meta.model

    @property
    def unrecorded_fields(self) -> list[str]:
        """The columns that are in no revision: computed from others, or filled from other sites."""
        return [
            column.name
            for column in self.model._meta.fields
            if column.generated or isinstance(column, DerivedField) or column.name in self.external_fields
        ]

    @property
    def file_fields(self) -> list[str]:
        return [
            name for name, form_field in self.form.base_fields.items() if isinstance(form_field, FileField)
        ]

    @property
    def further_relations(self) -> list[models.ManyToOneRel]:
        """The relations to ``further_rows``."""
        return [self.model._meta.get_field(accessor) for accessor in self.further_rows]

    def with_new_row(self, snapshot: Snapshot, name: str) -> Snapshot:
        """Return a copy with a new row in this row set; an unknown row set changes nothing."""
        row_set = next((row_set for row_set in self.row_sets if row_set.name == name), None)
        return with_new_row(snapshot, name, row_set.new_values()) if row_set else snapshot

    def title_of(self, snapshot: Snapshot, instance: models.Model | None) -> str:
        """Return the name of the object in the active language; that of a new one is in its title field.

        If that field is empty, the name comes from its counterpart in the other language or the fallback.
        """
        if instance:
            return headline(instance).text
        endings = (CHINESE, "") if in_chinese() else ("", CHINESE)
        texts = (
            " ".join(snapshot["fields"].get(field_name + ending, []))
            for field_name in (self.title_field, self.fallback_title_field)
            for ending in endings
        )
        return self.title_text(next((text for text in texts if text.strip()), ""))


EDITORS: dict[str, Editor] = {}


def register(editor: Editor) -> Editor:
    EDITORS[editor.key] = editor
    return editor


def editor_for_model(model: type[models.Model]) -> Editor | None:
    """Return the editor of a model; None for a model without one, such as that of a row."""
    return next((editor for editor in EDITORS.values() if editor.model is model), None)


def owner_of_rows(model: type[models.Model]) -> str:
    """Return the name of the foreign key to the object below whose form these rows are edited, or ""."""
    foreign_keys = (
        row_set.foreign_key(editor.model)
        for editor in EDITORS.values()
        for row_set in editor.row_sets
        if row_set.model is model
    )
    return next(foreign_keys, "")
