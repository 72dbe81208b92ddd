"""Values that stand elsewhere in the file: @string macros, crossref and xdata."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from publications.citing.bibtex import MONTHS

from .problems import Problem, excerpt
from .scanner import Block, Field

# BibTeX defines the short names; files have the long ones as well.
_MONTH_MACRO = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
    "|nov(ember)?|dec(ember)?"
)
# What a paper takes over from its proceedings, as for biber; a book's DOI or abstract is not its own.
_INHERITED = frozenset(
    "booktitle booksubtitle booktitleaddon maintitle editor editora publisher year date month day address"
    " location series volume volumes number isbn issn organization institution school eventtitle eventdate"
    " venue edition journal journaltitle shortjournal shortbooktitle langid language".split()
)
_DEEPEST = 20


@dataclass
class RawEntry:
    """An entry whose macros are resolved. `own` and `inherited` hold LaTeX by the name of the field."""

    type: str
    key: str
    line: int
    own: dict[str, str]
    lines: dict[str, int]
    inherited: dict[str, str] = field(default_factory=dict)
    is_parent: bool = False

    def get(self, name: str) -> str:
        return self.own.get(name) or self.inherited.get(name, "")


class Strings:
    """The @string macros of a file. Blocks must be resolved in the order of the file."""

    def __init__(self, blocks: Iterable[Block], length: int, problems: list[Problem]) -> None:
        self.problems = problems
        # Macros that contain each other grow exponentially: no more text than this comes out of them.
        self.budget = 4 * length + 100_000
        self.has_reported_budget = False
        self.known: dict[str, str] = {}
        self.later: dict[str, Field] = {}
        for block in blocks:
            if block.type == "string":
                for definition in block.fields:
                    self.later.setdefault(definition.name, definition)

    def define(self, block: Block) -> None:
        for definition in block.fields:
            self.known[definition.name] = self.text(definition, block.key)

    def text(self, value: Field, key: str) -> str:
        """The value with its macros resolved. What is not defined stays as text, and is reported."""
        if len(value.pieces) == 1 and not value.pieces[0].is_macro:
            return value.pieces[0].text
        return "".join(
            self._macro(piece.text, value, key) if piece.is_macro else piece.text for piece in value.pieces
        )

    def _macro(self, name: str, value: Field, key: str) -> str:
        lower = name.lower()
        text = self.known.get(lower)
        if (
            text is None
            and (value.name in {"month", "date"} or lower in MONTHS)
            and _MONTH_MACRO.fullmatch(lower)
        ):
            return lower
        if text is None and lower in self.later:
            definition = self.later[lower]
            self.problems.append(Problem(value.line, "string_before_definition", key, value.name, name))
            text = "".join(piece.text for piece in definition.pieces if not piece.is_macro)
        if text is None:
            self.problems.append(Problem(value.line, "undefined_string", key, value.name, excerpt(name)))
            return name
        self.budget -= len(text)
        if self.budget < 0:
            if not self.has_reported_budget:
                self.has_reported_budget = True
                self.problems.append(Problem(value.line, "expansion_too_long", key, value.name, name))
            return name
        return text


def raw_entry(block: Block, strings: Strings) -> RawEntry:
    """The entry of a block. Of a field that stands twice the first value counts, as for BibTeX."""
    own: dict[str, str] = {}
    lines: dict[str, int] = {}
    for value in block.fields:
        text = strings.text(value, block.key)
        if value.name not in own:
            own[value.name], lines[value.name] = text, value.line
        elif own[value.name].split() != text.split():
            problem = Problem(value.line, "duplicate_field", block.key, value.name, excerpt(text))
            strings.problems.append(problem)
    return RawEntry(block.type, block.key, block.line, own, lines)


def inherit(entries: list[RawEntry], problems: list[Problem]) -> None:
    """Fills `inherited` and `is_parent` of the entries from those that `crossref` and `xdata` name."""
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        by_key.setdefault(entry.key.lower(), entry)
    for entry in entries:
        if "crossref" in entry.own or "xdata" in entry.own:
            _inherit_into(entry, by_key, problems)


def _inherit_into(entry: RawEntry, by_key: Mapping[str, RawEntry], problems: list[Problem]) -> None:
    waiting = [(name, key, 1) for name, key in _parents(entry)]
    seen = {id(entry)}
    while waiting:
        name, key, depth = waiting.pop(0)
        parent = by_key.get(key.lower())
        if parent is None:
            problems.append(
                Problem(entry.lines.get(name, entry.line), "missing_parent", entry.key, name, excerpt(key))
            )
            continue
        if id(parent) in seen or depth > _DEEPEST:
            code_line = entry.lines.get(name, entry.line)
            if parent is entry or depth > _DEEPEST:
                problems.append(Problem(code_line, "circular_parent", entry.key, name, excerpt(key)))
            continue
        seen.add(id(parent))
        parent.is_parent = True
        for field_name, text in parent.own.items():
            if name == "crossref" and field_name not in _INHERITED:
                continue
            if field_name not in {"crossref", "xdata"} and field_name not in entry.own:
                entry.inherited.setdefault(field_name, text)
        if name == "crossref" and parent.type not in {"article", "periodical"} and entry.type != parent.type:
            for title, own_name in (("title", "booktitle"), ("subtitle", "booksubtitle")):
                if title in parent.own and own_name not in entry.own:
                    entry.inherited.setdefault(own_name, parent.own[title])
        waiting.extend((further, key, depth + 1) for further, key in _parents(parent))


def _parents(entry: RawEntry) -> list[tuple[str, str]]:
    parents = [("xdata", key.strip()) for key in entry.own.get("xdata", "").split(",")[:_DEEPEST]]
    parents.append(("crossref", entry.own.get("crossref", "").strip()))
    return [(name, key) for name, key in parents if key]
