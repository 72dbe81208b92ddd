"""Differences and conflicts as templates show them: labels, marked words, pictures."""

import difflib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.forms import Field, ModelChoiceField
from django.utils.translation import gettext as _

from core.images.fields import Picture, PictureField
from core.ordered_choices import OrderedChoicesField
from core.primary_keys import as_key, as_keys
from moderation.forms.snapshot import Change, Conflict, Difference, RowChange, is_pending_file
from moderation.forms.spec import Editor, RowSet
from moderation.recorded_keys import names_of

#: A word, a run of white space, or one other character; each Chinese character counts as a word.
_TOKEN = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)
#: Texts of more tokens, both sides together, are compared line by line, which is fast enough.
MAX_TOKENS = 4000


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether the other side lacks it."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True)
class Side:
    """The old or the new value of a field: pieces of text, or the URL of a picture or file.

    ``is_missing`` says that the file is not stored on this server.
    """

    pieces: list[Piece] = field(default_factory=list)
    picture: str = ""
    file: str = ""
    is_missing: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.pieces or self.picture or self.file or self.is_missing)


@dataclass(frozen=True)
class FieldDifference:
    """The old and the new value of a field."""

    label: str
    old: Side
    new: Side


@dataclass(frozen=True)
class RowDifference:
    """A row that was added, removed or changed."""

    kind: str  # "added", "removed" or "changed"
    kind_label: str
    title: str
    lines: list[FieldDifference]


@dataclass(frozen=True)
class Block:
    """The differences of the form itself (without a label), or of one row set.

    If the fields of the form were all empty, as those of a new object, ``is_addition`` is true.
    """

    label: str
    lines: list[FieldDifference] = field(default_factory=list)
    rows: list[RowDifference] = field(default_factory=list)
    is_reordered: bool = False
    is_addition: bool = False


def compare_words(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces, with the words that the other text lacks marked as changed."""
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(old_tokens) + len(new_tokens) > MAX_TOKENS:
        old_tokens, new_tokens = old.splitlines(keepends=True), new.splitlines(keepends=True)
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = difflib.SequenceMatcher(None, old_tokens, new_tokens, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if i1 < i2:
            left.append(Piece("".join(old_tokens[i1:i2]), tag != "equal"))
        if j1 < j2:
            right.append(Piece("".join(new_tokens[j1:j2]), tag != "equal"))
    return left, right


class DifferencePresenter:
    """Presents differences and conflicts between snapshots of one editor.

    ``file_url`` returns the URL of a field's pending file, or "" if it is missing. ``offered`` are the
    fields of the reader's form: a new reference that they do not offer is shown as its primary key only.
    """

    def __init__(
        self,
        editor: Editor,
        file_url: Callable[[str], str] = lambda field: "",
        offered: Mapping[str, Field] | None = None,
    ):
        self.editor, self.file_url, self.offered = editor, file_url, offered or {}
        self.row_sets = {row_set.name: row_set for row_set in editor.row_sets}

    def blocks(self, difference: Difference) -> list[Block]:
        """Return the differences in the order of the form."""
        blocks = []
        if difference.fields:
            lines = [self._changed_field(self.editor.model, change) for change in difference.fields]
            is_addition = not any(change.old for change in difference.fields)
            blocks.append(Block("", lines, is_addition=is_addition))
        for name, row_set in self.row_sets.items():
            rows = [self._row(row_set, change) for change in difference.rows if change.row_set == name]
            is_reordered = name in difference.reordered
            if rows or is_reordered:
                blocks.append(Block(str(row_set.label), rows=rows, is_reordered=is_reordered))
        return blocks

    def conflict(self, conflict: Conflict) -> dict:
        """Return the base value and both changed values of a conflict, with the label of the field."""
        row_set = self.row_sets.get(conflict.row_set)
        model = row_set.model if row_set else self.editor.model
        theirs = self._field(model, conflict.field, conflict.base, conflict.theirs)
        ours = self._field(model, conflict.field, conflict.base, conflict.ours)
        return {
            "label": f"{row_set.label}: {ours.label}" if row_set else ours.label,
            "base": self._side(model, conflict.field, conflict.base),
            "theirs": theirs.new,
            "ours": ours.new,
        }

    def _row(self, row_set: RowSet, change: RowChange) -> RowDifference:
        labels = {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed")}
        hidden = (row_set.foreign_key(self.editor.model), "position")
        lines = [
            self._changed_field(row_set.model, value) for value in change.changes if value.field not in hidden
        ]
        return RowDifference(change.kind, labels[change.kind], row_set.title_of(change.values), lines)

    def _changed_field(self, model: type[models.Model], change: Change) -> FieldDifference:
        return self._field(model, change.field, change.old, change.new)

    def _field(self, model, name: str, old: list[str], new: list[str]) -> FieldDifference:
        label = self._label(model, name)
        if isinstance(_model_field(model, name), models.FileField):
            return FieldDifference(label, self._side(model, name, old), self._side(model, name, new))
        unnamed = self._unnamed(model, name, set(new) - set(old))
        left, right = compare_words(display_text(model, name, old), display_text(model, name, new, unnamed))
        return FieldDifference(label, Side(left), Side(right))

    def _label(self, model: type[models.Model], name: str) -> str:
        """Return the label of a field of the model, or of the form, such as "Rank of the venue"."""
        if _model_field(model, name) is None:
            forms = [
                self.editor.form,
                *(row_set.form for row_set in self.editor.row_sets if row_set.model is model),
            ]
            labels = [form.base_fields[name].label for form in forms if name in form.base_fields]
            return str(next(filter(None, labels), name))
        return field_label(model, name)

    def _unnamed(self, model, name: str, values: Collection[str]) -> set[str]:
        """Return the new values of a field that the reader's form does not offer."""
        choice = self.offered.get(name) if model is self.editor.model else None
        if not (values and isinstance(choice, ModelChoiceField)):
            return set()
        keys = choice.queryset.filter(pk__in=as_keys(values)).values_list("pk", flat=True)
        return set(values) - set(map(str, keys))

    def _side(self, model, name: str, values: list[str]) -> Side:
        model_field = _model_field(model, name)
        if not values:
            return Side()
        if not isinstance(model_field, models.FileField):
            return Side([Piece(display_text(model, name, values))])
        is_pending = is_pending_file(values)
        if (is_pending and not self.file_url(name)) or (
            not is_pending and model_field.storage.is_missing(values[0])
        ):
            return Side(is_missing=True)
        url = self.file_url(name) if is_pending else model_field.storage.url(values[0])
        if not isinstance(model_field, PictureField):
            return Side(file=url)
        return Side(picture=url if is_pending else Picture(None, model_field, values[0]).url_for(192))


def _model_field(model: type[models.Model], name: str):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def field_label(model: type[models.Model], name: str) -> str:
    """Return the label of a field, capitalized unless its first word has capitals of its own ("arXiv ID")."""
    text = str(getattr(_model_field(model, name), "verbose_name", name))
    first_word = text.partition(" ")[0]
    return text if first_word != first_word.lower() else text[:1].upper() + text[1:]


def display_text(
    model: type[models.Model], name: str, values: list[str], unnamed: Collection[str] = ()
) -> str:
    """Return the values of a field as readers see them: labels for choices, names for primary keys.

    Those of ``unnamed`` stay primary keys.
    """
    model_field = _model_field(model, name)
    if isinstance(model_field, models.BooleanField):
        return _("yes") if values else _("no")
    if isinstance(model_field, OrderedChoicesField):
        labels = {value: str(label) for value, label in model_field.items}
        return ", ".join(labels.get(value, value) for value in values)
    if model_field is not None and model_field.choices:
        labels = {str(value): str(label) for value, label in model_field.flatchoices}
        return ", ".join(labels.get(value, value) for value in values)
    if model_field is not None and model_field.related_model is not None:
        names = names_of(model_field.related_model, as_keys(set(values) - set(unnamed)))
        return ", ".join(names.get(as_key(value), value) for value in values)
    return "\n".join(values).replace("\r\n", "\n")
