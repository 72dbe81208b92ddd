"""Split the text of a tagged format (RIS, NBIB, EndNote) into records and their fields.

In these formats each field starts a line with its tag; a line without a tag continues the value before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from publications.bibtex import Problem
from publications.bibtex.problems import excerpt

#: Lines that databases write around the records: "Record #1 of 2", "1.", "Provider: Example".
_HEADER = re.compile(r"\s*(?:\d+\.?|Record #?\d+.*|[A-Z][\w-]*: .*|[-=*_]{3,})\s*")


@dataclass(frozen=True)
class Field:
    """A field of a record: its tag, its value with line breaks, and the number of its first line."""

    tag: str
    text: str
    line: int


@dataclass
class TaggedRecord:
    """A record: the number of its first line and its fields in their order, which must be complete."""

    line: int
    fields: list[Field] = field(default_factory=list)

    def texts(self, *tags: str) -> list[str]:
        """Return the values with these tags that are not empty: all of the first tag, then of the second."""
        return [text for tag in tags for text in self._texts_by_tag.get(tag, ())]

    @cached_property
    def _texts_by_tag(self) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = {}
        for item in self.fields:
            if item.text:
                texts.setdefault(item.tag, []).append(item.text)
        return texts

    def first(self, *tags: str) -> str:
        """Return the first value that is not empty, by the order of the tags; "" if there is none."""
        return next(iter(self.texts(*tags)), "")


@dataclass(frozen=True)
class Syntax:
    """The syntax of a tagged format.

    `field` matches the first line of a field, with the groups `tag` and `text`; `start` is the tag that
    starts a record and `end` the one that ends it, "" if there is none. With `has_empty_lines`, an empty line
    ends a record, and any tag after it starts one.
    """

    field: re.Pattern[str]
    start: str
    end: str = ""
    has_empty_lines: bool = False


def scan(text: str, syntax: Syntax, problems: list[Problem]) -> Iterator[TaggedRecord]:
    """Yield the records of a file, and append the problems with its lines to `problems`."""
    return _Scanner(syntax, problems).records(text)


class _Scanner:
    """Collects the lines of the current field, the fields of the current record, and text outside records."""

    def __init__(self, syntax: Syntax, problems: list[Problem]) -> None:
        self.syntax = syntax
        self.problems = problems
        self.record: TaggedRecord | None = None
        self.tag = ""
        self.tag_line = 0
        self.lines: list[str] = []
        self.is_outside = False

    def records(self, text: str) -> Iterator[TaggedRecord]:
        syntax = self.syntax
        for number, line in enumerate(text.split("\n"), start=1):
            match = syntax.field.match(line)
            if match is None:
                if self.record is None:
                    self._report_outside(number, line)
                elif syntax.has_empty_lines and not line.strip():
                    yield from self._ended()
                else:
                    self.lines.append(line)
                continue
            tag, value = match["tag"], match["text"] or ""
            if tag == syntax.start or (self.record is None and syntax.has_empty_lines):
                if self.record is not None and syntax.end:
                    self.problems.append(Problem(number, "no_end", field=syntax.end.lower()))
                yield from self._ended()
                self.record = TaggedRecord(number)
            if self.record is None:
                self._report_outside(number, line)
            elif tag == syntax.end:
                yield from self._ended()
            else:
                self._end_field()
                self.tag, self.tag_line, self.lines = tag, number, [value]
        if self.record is not None and syntax.end:
            self.problems.append(Problem(self.tag_line, "no_end", field=syntax.end.lower()))
        yield from self._ended()

    def _end_field(self) -> None:
        if self.record is not None and self.tag:
            self.record.fields.append(Field(self.tag, "\n".join(self.lines).strip(), self.tag_line))
        self.tag, self.lines = "", []

    def _ended(self) -> Iterator[TaggedRecord]:
        """Yield the current record unless it is empty: JabRef writes an empty "%0" before each record."""
        self._end_field()
        if self.record is not None and any(item.text for item in self.record.fields):
            yield self.record
        self.record, self.is_outside = None, False

    def _report_outside(self, number: int, line: str) -> None:
        """Report the first of consecutive lines that belong to no record."""
        if not line.strip() or _HEADER.fullmatch(line):
            return
        if not self.is_outside:
            self.problems.append(Problem(number, "text_outside", text=excerpt(line)))
        self.is_outside = True
