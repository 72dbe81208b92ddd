"""Values defined elsewhere in the file: @string macros, and fields inherited by crossref and xdata."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publications.citing.bibtex import MONTHS

from .problems import Problem, excerpt
from .scanner import Block, Field

# BibTeX's styles define the short names; files also use the long ones.
_MONTH_MACRO = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
    "|nov(ember)?|dec(ember)?"
)
# The fields that a paper inherits from its proceedings, as in biber. The DOI and abstract, for example, are
# not inherited, because they are those of the book.
_INHERITED = frozenset(
    "booktitle booksubtitle booktitleaddon maintitle editor editora publisher year date month day address"
    " location series volume volumes number isbn issn organization institution school eventtitle eventdate"
    " venue edition journal journaltitle shortjournal shortbooktitle langid language".split()
)
_MAX_DEPTH = 20


@dataclass
class RawEntry:
    """An entry with macros resolved and values still in LaTeX.

    `own` and `inherited` are values by field name, `lines` the lines of the own fields. `is_parent`: other
    entries refer to this one.
    """

    type: str
    key: str
    line: int
    own: dict[str, str]
    lines: dict[str, int]
    inherited: dict[str, str] = dataclasses.field(default_factory=dict)
    is_parent: bool = False

    def get(self, name: str) -> str:
        """Return the own or else the inherited value of a field, "" if there is none."""
        return self.own.get(name) or self.inherited.get(name, "")


class Strings:
    """The @string macros of a file. Its blocks must be resolved in the order of the file."""

    def __init__(self, blocks: Iterable[Block], length: int, problems: list[Problem]) -> None:
        self.problems = problems
        # Macros that contain each other can grow exponentially, so their total length is limited.
        self.budget = 4 * length + 100_000
        self.has_reported_budget = False
        self.macros: dict[str, str] = {}
        self.all_definitions: dict[str, Field] = {}
        for block in blocks:
            if block.type == "string":
                for definition in block.fields:
                    self.all_definitions.setdefault(definition.name, definition)

    def define(self, block: Block) -> None:
        """Add the macros that an @string block defines."""
        for definition in block.fields:
            self.macros[definition.name] = self.resolve(definition, block.key)

    def resolve(self, field: Field, key: str) -> str:
        """Return the value of a field of the entry `key` with its macros resolved.

        The name of an undefined macro stays as text and is reported.
        """
        if len(field.pieces) == 1 and not field.pieces[0].is_macro:
            return field.pieces[0].text
        return "".join(
            self._macro_text(piece.text, field, key) if piece.is_macro else piece.text
            for piece in field.pieces
        )

    def _macro_text(self, name: str, field: Field, key: str) -> str:
        lower = name.lower()
        text = self.macros.get(lower)
        if (
            text is None
            and (field.name in {"month", "date"} or lower in MONTHS)
            and _MONTH_MACRO.fullmatch(lower)
        ):
            return lower
        if text is None and lower in self.all_definitions:
            definition = self.all_definitions[lower]
            self.problems.append(Problem(field.line, "string_before_definition", key, field.name, name))
            text = "".join(piece.text for piece in definition.pieces if not piece.is_macro)
        if text is None:
            self.problems.append(Problem(field.line, "undefined_string", key, field.name, excerpt(name)))
            return name
        self.budget -= len(text)
        if self.budget < 0:
            if not self.has_reported_budget:
                self.has_reported_budget = True
                self.problems.append(Problem(field.line, "expansion_too_long", key, field.name, name))
            return name
        return text


def resolve_macros(block: Block, strings: Strings) -> RawEntry:
    """Return the entry of a block with its macros resolved.

    If a field is given twice, the first value counts, as in BibTeX, and a different second one is reported.
    """
    own: dict[str, str] = {}
    lines: dict[str, int] = {}
    for field in block.fields:
        text = strings.resolve(field, block.key)
        if field.name not in own:
            own[field.name], lines[field.name] = text, field.line
        elif own[field.name].split() != text.split():
            problem = Problem(field.line, "duplicate_field", block.key, field.name, excerpt(text))
            strings.problems.append(problem)
    return RawEntry(block.type, block.key, block.line, own, lines)


def inherit(entries: list[RawEntry], problems: list[Problem]) -> None:
    """Set `inherited` and `is_parent` of the entries by following `crossref` and `xdata`."""
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    for entry in entries:
        if "crossref" in entry.own or "xdata" in entry.own:
            _inherit_into(entry, by_key, problems)


def _inherit_into(entry: RawEntry, by_key: Mapping[str, RawEntry], problems: list[Problem]) -> None:
    queue = [(name, key, 1) for name, key in _parents(entry)]
    visited = {id(entry)}
    while queue:
        name, key, depth = queue.pop(0)
        line = entry.lines.get(name, entry.line)
        parent = by_key.get(key.lower())
        if parent is None:
            problems.append(Problem(line, "missing_parent", entry.key, name, excerpt(key)))
            continue
        if id(parent) in visited or depth > _MAX_DEPTH:
            if parent is entry or depth > _MAX_DEPTH:
                problems.append(Problem(line, "circular_parent", entry.key, name, excerpt(key)))
            continue
        visited.add(id(parent))
        parent.is_parent = True
        for field_name, text in parent.own.items():
            if name == "crossref" and field_name not in _INHERITED:
                continue
            if field_name not in {"crossref", "xdata"} and field_name not in entry.own:
                entry.inherited.setdefault(field_name, text)
        is_book = parent.type not in {"article", "periodical"} and entry.type != parent.type
        # Where a book title is given, as for BibTeX, the parent's subtitle belongs to another title.
        if name == "crossref" and is_book and not ("booktitle" in entry.own or "booktitle" in parent.own):
            for parent_name, own_name in (("title", "booktitle"), ("subtitle", "booksubtitle")):
                if parent_name in parent.own and own_name not in entry.own:
                    entry.inherited.setdefault(own_name, parent.own[parent_name])
        queue.extend((name, key, depth + 1) for name, key in _parents(parent))


def _parents(entry: RawEntry) -> list[tuple[str, str]]:
    """Return the references to other entries: field name (`xdata` or `crossref`) and key."""
    parents = [("xdata", key.strip()) for key in entry.own.get("xdata", "").split(",")[:_MAX_DEPTH]]
    parents.append(("crossref", entry.own.get("crossref", "").strip()))
    return [(name, key) for name, key in parents if key]
