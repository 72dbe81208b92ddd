"""How each kind of object is edited: a form and, below it, sets of rows.

The site registers its editors (``labsite/editors.py``); this module knows forms, not apps. What is in such
a form is a content (``contents.py``); the form itself, bound to an object, is a bundle (``bundles.py``).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.core.files.base import File
from django.db import models
from django.forms import BaseInlineFormSet, FileField, ModelForm, inlineformset_factory
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from core.characters import printable
from moderation import contents
from moderation.bundles import Bundle
from moderation.contents import NEW, number
from moderation.forms import RowForm, Rows, is_choice, shows_something
from moderation.lines import Lines, rows_of

#: Small enough for the column of a position twice, and larger than any place.
OUT_OF_THE_WAY = 10_000
_ROW_ID = re.compile(rf"[0-9]{{1,19}}|{NEW}[0-9a-f]{{1,16}}")


@dataclass(frozen=True)
class RowSet:
    """Rows below a form, such as the links of a person."""

    name: str
    label: str
    form: type[RowForm]
    add_label: str
    #: What stands side by side, as tuples; by default each field below the other.
    layout: tuple[str | tuple[str, ...], ...] = ()
    #: The field of the row that keeps its place; "" where rows sort themselves, such as by date.
    position: str = ""
    most: int = 100
    #: Brought with the rows in the same query.
    related: tuple[str, ...] = ()
    #: What unique columns of the rows are set to first, so that they can change places.
    making_way: Mapping = field(default_factory=dict)
    #: How very many of them are written as one text.
    lines: Lines | None = None
    #: Columns with numbers from elsewhere: no part of what is published, and left as they are by a revert.
    fetched: tuple[str, ...] = ()
    #: The form of a new object shows an empty row, for hardly any object goes without one.
    shows_first: bool = False

    @property
    def model(self) -> type[models.Model]:
        return self.form._meta.model

    def formset_class(self, parent: type[models.Model]) -> type[BaseInlineFormSet]:
        return inlineformset_factory(
            parent,
            self.model,
            form=self.form,
            formset=Rows,
            extra=0,
            can_delete=True,
            can_order=bool(self.position),
            max_num=self.most,
            validate_max=True,
            absolute_max=self.most + 1000,
        )

    def title_of(self, values: contents.Values) -> str:
        """Returns a few words by which people know a row: the first text in it."""
        texts = (values.get(name) for name, field in self.form.base_fields.items() if not is_choice(field))
        return next((found[0][:80] for found in texts if found and found[0]), "")

    def make_way(self, owner: models.Model) -> None:
        """Moves the saved rows out of the way of those that are saved next, which get places from 1 on."""
        foreign_key = self.formset_class(type(owner)).fk.name
        self._move_out_of_the_way(self.model._base_manager.filter(**{foreign_key: owner}))

    def rewrite(self, rows: list[models.Model], moved: list[models.Model]) -> None:
        """Saves very many rows, some of which have only ``moved`` to another place, with few statements."""
        saved = [row for row in rows if row.pk]
        self._move_out_of_the_way(
            self.model._base_manager.filter(pk__in=[row.pk for row in [*saved, *moved]])
        )
        names = [field.name for field in self.model._meta.concrete_fields if not field.primary_key]
        for some, written in ((saved, names), (moved, [self.position, *self.making_way])):
            self.model._base_manager.bulk_create(
                some, update_conflicts=True, unique_fields=["pk"], update_fields=written
            )
        self.model._base_manager.bulk_create([row for row in rows if not row.pk])

    def _move_out_of_the_way(self, rows: models.QuerySet) -> None:
        rows.update(**{self.position: models.F(self.position) + OUT_OF_THE_WAY, **self.making_way})

    def accessor(self, parent: type[models.Model]) -> str:
        """The name by which the parent knows its rows."""
        return self.formset_class(parent).fk.remote_field.get_accessor_name()


@dataclass(frozen=True)
class Section:
    """A part of a long form: some fields, then rows."""

    name: str
    label: str
    fields: tuple[str | tuple[str, ...], ...] = ()
    rows: str = ""
    help_text: str = ""


@dataclass(frozen=True)
class Editor:
    """How one kind of object is edited."""

    key: str
    label: str
    form: type[ModelForm]
    sections: tuple[Section, ...]
    row_sets: tuple[RowSet, ...] = ()
    #: The field whose content names a new object.
    title_field: str = "name"
    #: Fields that a revert leaves as they are.
    kept: tuple[str, ...] = ("slug",)
    #: Columns with numbers from elsewhere: no part of what is published, and left as they are by a revert.
    fetched: tuple[str, ...] = ()
    #: What the page brings for boxes with suggestions: the name of a list, and what makes it (value, label).
    suggestions: tuple[tuple[str, Callable[[], list[tuple[str, str]]]], ...] = ()
    #: Called with the object after it and all its rows are saved.
    after_save: Callable[[models.Model], None] | None = None

    @property
    def model(self) -> type[models.Model]:
        return self.form._meta.model

    @property
    def not_recorded(self) -> list[str]:
        """Columns that follow from others, or come from elsewhere."""
        return [
            field.name
            for field in self.model._meta.fields
            if field.generated or getattr(field, "is_derived", False) or field.name in self.fetched
        ]

    @property
    def file_fields(self) -> list[str]:
        return [name for name, field in self.form.base_fields.items() if isinstance(field, FileField)]

    def open(self, instance: models.Model | None = None) -> Bundle:
        """Returns the form and rows as they are now."""
        return Bundle(self, instance or self.model())

    def filled(
        self, content: contents.Content, files: Mapping[str, File] | None = None, instance=None
    ) -> Bundle:
        """Returns the form and rows with what somebody typed, bound to the object as it is now."""
        return Bundle(self, instance or self.model(), content, files or {})

    def title_of(self, content: contents.Content, instance: models.Model | None) -> str:
        """Returns how lists name the object."""
        return str(instance) if instance else " ".join(content["fields"].get(self.title_field, []))

    def typed(self, data: QueryDict, opened: contents.Content | None = None) -> contents.Content:
        """Returns the content of a form that was sent, with all that was typed, valid or not.

        Rows that were typed as one text are found among those that the form was ``opened`` with.
        Rows that are marked as deleted, and new ones without anything in them, are left out; rows stand
        in the order that was asked for. Of files there is nothing in it.
        """
        content = contents.empty()
        content["fields"] = {
            name: _texts(data, name)
            for name in self.form.base_fields
            if name in data and name not in self.file_fields
        }
        for row_set in self.row_sets:
            content["rows"][row_set.name] = _typed_rows(row_set, data, opened or contents.empty())
        return content

    def uploads(self, data: QueryDict, files: MultiValueDict) -> dict:
        """Returns what was sent for the file fields: a file, False to remove it, or nothing."""
        sent = {
            name: self.form.base_fields[name].widget.value_from_datadict(data, files, name)
            for name in self.file_fields
        }
        return {name: value for name, value in sent.items() if value is not None}


EDITORS: dict[str, Editor] = {}


def register(editor: Editor) -> Editor:
    EDITORS[editor.key] = editor
    return editor


def editor_of(key: str) -> Editor:
    return EDITORS[key]


def _texts(data: QueryDict, name: str) -> list[str]:
    return [printable(value) for value in data.getlist(name)]


def _typed_rows(row_set: RowSet, data: QueryDict, opened: contents.Content) -> list[contents.Row]:
    text = data.get(f"{row_set.name}-lines")
    if row_set.lines and text is not None:
        return rows_of(row_set.lines, printable(text), opened["rows"].get(row_set.name, []))
    names = list(row_set.form.base_fields)
    rows, seen = [], set()
    for index in range(min(number(data.get(f"{row_set.name}-TOTAL_FORMS")), row_set.most + 1)):
        prefix = f"{row_set.name}-{index}-"
        values = {name: _texts(data, prefix + name) for name in names if prefix + name in data}
        id = _row_id(data.get(prefix + "id") or data.get(prefix + "row") or "")
        is_blank = id.startswith(NEW) and not _is_filled(row_set, values)
        if not data.get(prefix + "DELETE") and not is_blank and id not in seen:
            seen.add(id)
            order = number(data.get(prefix + "ORDER")) or index + 1
            rows.append((order, index, {"id": id, "values": values}))
    return [row for _order, _index, row in sorted(rows, key=lambda found: found[:2])]


def _row_id(sent: str) -> str:
    """Returns the id of a row as it was sent, or one for a new row."""
    return sent if _ROW_ID.fullmatch(sent) else contents.new_id()


def _is_filled(row_set: RowSet, values: contents.Values) -> bool:
    """Says whether there is anything in a new row besides what a choice shows by itself."""
    fields = row_set.form.base_fields
    typed = {name: found for name, found in values.items() if not shows_something(fields[name])}
    return any(value.strip() for found in typed.values() for value in found)
