"""Split a BibTeX file into entries, fields and values.

- Braces are counted as BibTeX does: a backslash does not escape them.
- "%" starts a comment outside values, as in biber.
- An entry ends at the latest before the next line that starts with "@type{", so that a broken entry does not
  affect the next one.
- Every step advances in the text and looks no further than that line, so that the time is linear in the
  length of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .problems import Problem, ProblemCode, excerpt

_START = re.compile(r"@[ \t]*+([^\W\d_][\w+.-]*+)\s*+([{(])")
_START_AT_LINE_BEGIN = re.compile(r"^[ \t]*+(?=@[ \t]*+[^\W\d_][\w+.-]*+\s*+[{(])", re.MULTILINE)
_NAME = r"[^\W\d_][\w+:.-]*+"
_FIELD = re.compile(r"([^\s=,{}\"#%()\\']++)\s*+=\s*+")
_FIELD_LINE = re.compile(rf"\n[ \t]*+{_NAME}[ \t]*+=(?=\s*+[\"{{\w])")
_NEXT_FIELD = re.compile(rf"[,\n][ \t]*+{_NAME}[ \t]*+=")
_CONTINUES = re.compile(rf"\s*+,\s*+{_NAME}\s*+=\s*+[\"{{\w]")
_BARE = re.compile(r"[^\s,{}\"#=()]++")
_KEY = re.compile(r"\s*+([^\s,{}=]++)[ \t]*+(?=,|\s*+[})])")
_KEY_WITHOUT_COMMA = re.compile(rf"\s*+([^\s,{{}}=]++)\s++(?={_NAME}\s*+=)")
_KEY_WITH_SPACES = re.compile(r"\s*+([^,{}=\n]*+)(?=,)")
_NO_KEY = re.compile(rf"[\s,]*+(?:(?={_NAME}\s*+=)|(?=[}})]))")
_SPACE = re.compile(r"\s*+")
_SPACE_AND_COMMAS = re.compile(r"[\s,]*+")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_QUOTE = re.compile(r"[{}\"]")


class Piece(NamedTuple):
    """A part of a value: text, or the name of an @string macro."""

    text: str
    is_macro: bool = False


class Field(NamedTuple):
    """A field: `name` in lower case; its value is the concatenation of the pieces."""

    name: str
    pieces: tuple[Piece, ...]
    line: int


class Block(NamedTuple):
    """An entry or an @string definition: `type` in lower case, `key` as in the file."""

    type: str
    key: str
    line: int
    fields: list[Field]


class Scan(NamedTuple):
    """The result of a scan: entries and @string blocks in file order, @preamble texts, problems."""

    blocks: list[Block]
    preambles: list[str]
    problems: list[Problem]


def count_blocks(text: str) -> int:
    """Return an upper bound of the number of entries, comments and macros; much faster than a scan."""
    return sum(1 for _match in _START.finditer(text))


def count_syntax_characters(text: str) -> int:
    """Return the number of "{", "}", "=", "#" and "$", which parsing time depends on most."""
    return sum(map(text.count, "{}=#$"))


def scan(text: str) -> Scan:
    """Split a BibTeX file into blocks. Line ends must be "\\n". Never raises an error."""
    return _Scanner(text).scan()


class _Scanner:
    """Scans one text. Positions (`pos`, `limit`, `start`, `end`) are indices into it.

    `starts` are the positions of "@type{" at the start of a line, `all_starts` those on any line. `key` is
    the key of the current entry, to be named in problems.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.newlines = [match.start() for match in re.finditer("\n", text)]
        self.starts = [match.end() for match in _START_AT_LINE_BEGIN.finditer(text)]
        self.all_starts = [match.start() for match in _START.finditer(text)]
        self.has_endless_comment = False
        self.result = Scan([], [], [])
        self.key = ""

    def scan(self) -> Scan:
        pos = 0
        while match := _START.search(self.text, pos):
            if self._is_commented_out(pos, match.start()):
                end = self._end_of_line(match.start())
                self._report_outside(pos, self.text.rfind("\n", pos, match.start()) + 1 or pos)
                self._report("commented_out", match.start(), text=self.text[match.start() : end])
                pos = end
                continue
            self._report_outside(pos, match.start())
            self.key = ""
            pos = self._block(match, self._limit(match.start()))
        self.key = ""
        self._report_outside(pos, len(self.text))
        return self.result

    # ---- blocks -------------------------------------------------------------------------------

    def _block(self, match: re.Match[str], limit: int) -> int:
        """Read the block that starts at the match. Return where it ends."""
        kind, closer = match[1].lower(), "}" if match[2] == "{" else ")"
        if kind == "comment":
            return self._comment(match, limit)
        if kind == "preamble":
            pieces, pos, _ = self._value(_SPACE.match(self.text, match.end()).end(), limit, "preamble")  # type: ignore[union-attr]
            self.result.preambles.append("".join(piece.text for piece in pieces))
            pos = _SPACE.match(self.text, pos, limit).end()  # type: ignore[union-attr]
            return pos + (self.text[pos : pos + 1] == closer)
        start = match.end() if kind == "string" else self._read_key(match.end(), limit)
        problem_count = len(self.result.problems)
        fields, pos, is_closed = self._fields(start, limit, closer)
        if not is_closed and any(
            "\n" in piece.text and _FIELD_LINE.search(piece.text)
            for field in fields
            for piece in field.pieces
        ):
            # A missing brace was replaced by a later one, so a value has swallowed other fields. Read again,
            # with each value ending before the next line that starts a field.
            del self.result.problems[problem_count:]
            fields, pos, is_closed = self._fields(start, limit, closer, by_lines=True)
        if not is_closed:
            self._report("not_closed", match.start())
        self.result.blocks.append(Block(kind, self.key, self._line(match.start()), fields))
        return pos

    def _comment(self, match: re.Match[str], limit: int) -> int:
        """Skip an @comment and report an entry inside it. Return where the comment ends."""
        # After one comment that is never closed, look for others' ends only up to the limit, to stay linear.
        closer = self._closing(match.end(), limit if self.has_endless_comment else len(self.text))
        if match[2] == "(" or closer < 0:
            self.has_endless_comment = self.has_endless_comment or closer < 0
            return self._end_of_line(match.end())
        entry = _START.search(self.text, match.end(), closer)
        if entry:
            self._report("commented_out", entry.start(), text=self.text[entry.start() : closer][:2000])
        return closer + 1

    def _read_key(self, pos: int, limit: int) -> int:
        """Set `key` to the key at this position. Return where it ends."""
        limit = self._next_start(pos, limit)  # keeps the time linear if many entries are on one line
        if match := _KEY.match(self.text, pos, limit):
            self.key = match[1]
            if match[1][-1:] == ")" and "(" not in match[1]:  # "@article(key)"
                self.key = match[1][:-1]
                return match.end(1) - 1
        elif match := _KEY_WITHOUT_COMMA.match(self.text, pos, limit):
            self.key = match[1]
            self._report("missing_comma", pos, text=match[1])
        elif match := _NO_KEY.match(self.text, pos, limit):
            self._report("no_key", pos)
        elif match := _KEY_WITH_SPACES.match(self.text, pos, limit):
            self.key = match[1].strip()
            self._report("odd_key" if self.key else "no_key", pos, text=match[1])
        else:
            self._report("no_key", pos)
            return pos
        return match.end()

    # ---- fields -------------------------------------------------------------------------------

    def _fields(
        self, pos: int, limit: int, closer: str, by_lines: bool = False
    ) -> tuple[list[Field], int, bool]:
        """Return the fields from here, where the entry ends, and whether it was closed.

        `by_lines`: end each value before the next line that starts a field, whatever its braces.
        """
        fields: list[Field] = []
        text = self.text
        while True:
            pos = _SPACE_AND_COMMAS.match(text, pos, limit).end()  # type: ignore[union-attr]
            if pos >= limit or (text[pos] == "@" and self._next_start(pos, limit) == pos):
                return fields, min(pos, limit), False
            if text[pos] == closer:
                pos += 1
                if not _CONTINUES.match(text, pos, limit):
                    return fields, pos, True
                self._report("extra_brace", pos - 1)
            elif text[pos] == "%":
                end = min(self._end_of_line(pos), limit)
                if any(map(str.isalnum, text[pos:end])):
                    self._report("commented_out", pos, text=text[pos:end])
                pos = end
            elif match := _FIELD.match(text, pos, limit):
                name, line = match[1].lower(), self._line(pos)
                pieces, pos, is_balanced = self._value(match.end(), limit, name, by_lines)
                by_lines = by_lines or not is_balanced
                fields.append(Field(name, pieces, line))
                pos = _SPACE.match(text, pos, limit).end()  # type: ignore[union-attr]
                if text[pos : pos + 1] != "," and _FIELD.match(text, pos, limit):
                    self._report("missing_comma", pos, field=name)
            else:
                pos = self._skip(pos, limit, closer)

    def _skip(self, pos: int, limit: int, closer: str) -> int:
        """Report text between fields. Return where it ends: at the next field or the end of the entry."""
        text = self.text
        limit = self._next_start(pos, limit)
        if field := _NEXT_FIELD.search(text, pos, limit):
            end = field.start()
        else:
            end = text.rfind(closer, pos, limit)
            end = end if end >= 0 else limit
        if any(map(str.isalnum, text[pos:end])):
            self._report("unread_text", pos, text=text[pos : min(end, pos + 2000)])
        elif not end > pos:  # does not happen, but guarantees progress
            return pos + 1
        return end

    def _value(
        self, pos: int, limit: int, name: str, by_lines: bool = False
    ) -> tuple[tuple[Piece, ...], int, bool]:
        """Return the pieces of a value, where it ends, and whether its braces or quotes balance."""
        text = self.text
        pieces: list[Piece] = []
        while True:
            opener = text[pos : pos + 1] if pos < limit else ""
            if opener and opener in '{"':
                end = self._closing(pos + 1, self._end_of_field(pos, limit) if by_lines else limit, opener)
                if end < 0:
                    self._report("unbalanced_value", pos, field=name)
                    end = self._end_of_field(pos, limit)
                    pieces.append(Piece(_without_closer(text[pos + 1 : end])))
                    return tuple(pieces), end, False
                pieces.append(Piece(text[pos + 1 : end]))
                pos = end + 1
            elif match := _BARE.match(text, pos, limit):
                is_text = match[0][0].isdigit() or match[0].lower() in {"true", "false"}
                pieces.append(Piece(match[0], is_macro=not is_text))
                pos = match.end()
            after = _SPACE.match(text, pos, limit).end()  # type: ignore[union-attr]
            if text[after : after + 1] != "#" or after >= limit:
                return tuple(pieces), pos, True
            pos = _SPACE.match(text, after + 1, limit).end()  # type: ignore[union-attr]

    def _closing(self, pos: int, limit: int, opener: str = "{") -> int:
        """Return where the brace or quote opened before `pos` is closed; -1 if it is not closed."""
        depth = 0
        for match in (_BRACE_OR_QUOTE if opener == '"' else _BRACE).finditer(self.text, pos, limit):
            character = match[0]
            if character == "{":
                depth += 1
            elif character == "}":
                if depth == 0:
                    return match.start() if opener == "{" else -1
                depth -= 1
            elif depth == 0:
                return match.start()
        return -1

    # ---- positions ----------------------------------------------------------------------------

    def _limit(self, pos: int) -> int:
        """Return the position of the next line that starts with "@type{", or the end of the text."""
        index = bisect_right(self.starts, pos)
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def _next_start(self, pos: int, limit: int) -> int:
        """Return the position of the next "@type{" on any line, or the limit."""
        index = bisect_left(self.all_starts, pos)
        return min(self.all_starts[index], limit) if index < len(self.all_starts) else limit

    def _end_of_field(self, pos: int, limit: int) -> int:
        match = _FIELD_LINE.search(self.text, pos, limit)
        return match.start() if match else limit

    def _end_of_line(self, pos: int) -> int:
        line = bisect_right(self.newlines, pos)
        return self.newlines[line] if line < len(self.newlines) else len(self.text)

    def _line(self, pos: int) -> int:
        """Return the line number of a position, counted from 1."""
        return bisect_right(self.newlines, pos - 1) + 1 if pos else 1

    def _is_commented_out(self, start: int, pos: int) -> bool:
        """Return whether the line of `pos` begins with "%"; the text before `start` has been read."""
        newline = self.text.rfind("\n", start, pos)
        if newline < 0 < start:
            return False
        return self.text[newline + 1 if newline >= 0 else start : pos].lstrip().startswith("%")

    def _report_outside(self, start: int, end: int) -> None:
        """Report text between entries, except comments and lines without a letter or digit."""
        if self.text[start:end].isspace() or start >= end:
            return
        pos = start
        unread_lines: list[tuple[int, str]] = []
        for line in self.text[start:end].split("\n"):
            content = line.strip()
            if content and content[0] == "@" and not content.lower().startswith("@comment"):
                self._report("entry_without_brace", pos, text=content)
            elif content and content[0] not in "%@" and any(map(str.isalnum, content)):
                unread_lines.append((pos, content))
            pos += len(line) + 1
        if unread_lines:
            first_lines = "\n".join(_limited(line for _pos, line in unread_lines))
            self._report("text_outside", unread_lines[0][0], text=first_lines)

    def _report(self, code: ProblemCode, pos: int, field: str = "", text: str = "") -> None:
        problem = Problem(self._line(pos), code, self.key, field, excerpt(text))
        self.result.problems.append(problem)


def _limited(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines until they have more characters than a message shows."""
    total = 0
    for line in lines:
        yield line
        total += len(line)
        if total > 2000:
            return


def _without_closer(text: str) -> str:
    """Remove the closing brace or quote and the comma from a value whose end was not recognized."""
    text = text.rstrip().rstrip(",").rstrip()
    for _ in range(2):
        if text.endswith('"') or (text.endswith("}") and text.count("}") > 0):
            text = text[:-1].rstrip()
            if text.count("{") >= text.count("}"):
                break
    return text
