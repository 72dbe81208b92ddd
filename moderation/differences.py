"""Differences of contents in words and pictures, for people who decide by them."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _

from core.images.fields import Picture, PictureField
from core.primary_keys import as_keys
from moderation.contents import WAITING, Change, Conflict, Difference, RowChange
from moderation.editing import Editor, RowSet

#: A word, a run of spaces, or one sign; a Chinese character is a word of its own.
_TOKEN = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)
#: Longer texts are compared line by line, which takes no noticeable time.
MOST_TOKENS = 4000


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether the other side has it too."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a difference: pieces of text, or the address of a picture or file."""

    pieces: list[Piece] = field(default_factory=list)
    picture: str = ""
    file: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.pieces or self.picture or self.file)


@dataclass(frozen=True)
class Line:
    """What differs in one field."""

    label: str
    old: Side
    new: Side


@dataclass(frozen=True)
class RowBlock:
    """A row that was added, removed or changed."""

    kind: str  # "added", "removed" or "changed"
    kind_label: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Block:
    """The differences of the form itself (no label), or of one set of its rows."""

    label: str
    lines: list[Line] = field(default_factory=list)
    rows: list[RowBlock] = field(default_factory=list)
    is_reordered: bool = False


def compare_words(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Returns both texts in pieces, with what only one of them has marked."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > MOST_TOKENS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    left: list[Piece] = []
    right: list[Piece] = []
    for act, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i < j:
            left.append(Piece("".join(before[i:j]), act != "equal"))
        if k < m:
            right.append(Piece("".join(after[k:m]), act != "equal"))
    return left, right


class Presenter:
    """Puts differences of one editor's contents into words.

    ``file_url`` gives the address of a file that waits, by field.
    """

    def __init__(self, editor: Editor, file_url: Callable[[str], str] = lambda field: ""):
        self.editor, self.file_url = editor, file_url
        self.row_sets = {row_set.name: row_set for row_set in editor.row_sets}

    def blocks(self, found: Difference) -> list[Block]:
        """Returns what differs, in the order of the form."""
        blocks = []
        if found.fields:
            blocks.append(Block("", [self.line(self.editor.model, change) for change in found.fields]))
        for name, row_set in self.row_sets.items():
            rows = [change for change in found.rows if change.rows == name]
            if rows or name in found.reordered:
                shown = [self._row(row_set, change) for change in rows]
                blocks.append(Block(str(row_set.label), rows=shown, is_reordered=name in found.reordered))
        return blocks

    def _row(self, row_set: RowSet, change: RowChange) -> RowBlock:
        labels = {"added": _("Added"), "removed": _("Removed"), "changed": _("Changed")}
        owner = row_set.formset_class(self.editor.model).fk.name
        lines = [
            self.line(row_set.model, one) for one in change.changes if one.field not in (owner, "position")
        ]
        return RowBlock(change.kind, labels[change.kind], row_set.title_of(change.values), lines)

    def line(self, model: type[models.Model], change: Change) -> Line:
        return self._line(model, change.field, change.old, change.new)

    def conflict(self, conflict: Conflict) -> dict:
        """Returns the three states of a value that both sides have changed."""
        row_set = self.row_sets.get(conflict.rows)
        model = row_set.model if row_set else self.editor.model
        theirs = self._line(model, conflict.field, conflict.base, conflict.theirs)
        ours = self._line(model, conflict.field, conflict.base, conflict.ours)
        return {
            "label": f"{row_set.label}: {ours.label}" if row_set else ours.label,
            "base": self._side(model, conflict.field, conflict.base),
            "theirs": theirs.new,
            "ours": ours.new,
        }

    def _line(self, model, name: str, old: list[str], new: list[str]) -> Line:
        label = label_of(model, name)
        if isinstance(_field(model, name), models.FileField):
            return Line(label, self._side(model, name, old), self._side(model, name, new))
        left, right = compare_words(words_of(model, name, old), words_of(model, name, new))
        return Line(label, Side(left), Side(right))

    def _side(self, model, name: str, values: list[str]) -> Side:
        known = _field(model, name)
        if not values:
            return Side()
        if not isinstance(known, models.FileField):
            return Side([Piece(words_of(model, name, values))])
        if values[0].startswith(WAITING):
            url = self.file_url(name)
        else:
            url = known.storage.url(values[0])
        if isinstance(known, PictureField):
            is_stored = not values[0].startswith(WAITING)
            small = Picture(None, known, values[0]).url_for(192) if is_stored else url
            return Side(picture=small)
        return Side(file=url)


def _field(model: type[models.Model], name: str):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def label_of(model: type[models.Model], name: str) -> str:
    """Returns the label of a field, beginning with a capital letter."""
    known = _field(model, name)
    text = str(getattr(known, "verbose_name", name))
    return text[:1].upper() + text[1:]


def words_of(model: type[models.Model], name: str, values: list[str]) -> str:
    """Returns the values of a field as people read them: labels for choices, names for numbers."""
    known = _field(model, name)
    if isinstance(known, models.BooleanField):
        return _("yes") if values else _("no")
    if known is not None and known.choices:
        labels = {str(value): str(label) for value, label in known.flatchoices}
        return ", ".join(labels.get(value, value) for value in values)
    if known is not None and known.related_model is not None:
        rows = known.related_model._base_manager.filter(pk__in=as_keys(values))
        names = {str(row.pk): str(row) for row in rows}
        return ", ".join(names.get(value, value) for value in values)
    return "\n".join(values).replace("\r\n", "\n")
