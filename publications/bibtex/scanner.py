"""The form of a BibTeX file: where entries, fields and values begin and end.

Braces count as BibTeX counts them, whatever stands before them. "%" starts a comment outside values, as for
biber. No entry reaches beyond the next line that starts with "@type{", so that a broken one costs no other.
Every step moves on in the text and looks no further than that line: the time is linear in the length.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from .problems import Problem, ProblemCode, excerpt

_START = re.compile(r"@[ \t]*+([^\W\d_][\w+.-]*+)\s*+([{(])")
_START_OF_LINE = re.compile(r"^[ \t]*+(?=@[ \t]*+[^\W\d_][\w+.-]*+\s*+[{(])", re.MULTILINE)
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
    """Part of a value: text, or the name of an @string macro."""

    text: str
    is_macro: bool = False


class Field(NamedTuple):
    """`name` in lower case; the value is the concatenation of the pieces."""

    name: str
    pieces: tuple[Piece, ...]
    line: int


class Block(NamedTuple):
    """An entry or an @string definition; `type` in lower case, `key` as written."""

    type: str
    key: str
    line: int
    fields: list[Field]


class Scan(NamedTuple):
    """Entries and @string blocks in the order of the file, the @preamble texts, and what is wrong."""

    blocks: list[Block]
    preambles: list[str]
    problems: list[Problem]


def count_blocks(text: str) -> int:
    """How many entries, comments and macros may be in a file; far quicker than to read it."""
    return sum(1 for _match in _START.finditer(text))


def count_syntax_characters(text: str) -> int:
    """How many braces and other signs of the form are in a file: what takes longest to read."""
    return sum(map(text.count, "{}=#$"))


def scan(text: str) -> Scan:
    """Takes a BibTeX file apart. Line ends must be "\\n". Never raises."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.newlines = [match.start() for match in re.finditer("\n", text)]
        self.starts = [match.end() for match in _START_OF_LINE.finditer(text)]
        self.all_starts = [match.start() for match in _START.finditer(text)]
        self.has_endless_comment = False
        self.result = Scan([], [], [])
        self.key = ""

    def scan(self) -> Scan:
        at = 0
        while match := _START.search(self.text, at):
            if self._is_commented_out(at, match.start()):
                end = self._end_of_line(match.start())
                self._outside(at, self.text.rfind("\n", at, match.start()) + 1 or at)
                self._report("commented_out", match.start(), text=self.text[match.start() : end])
                at = end
                continue
            self._outside(at, match.start())
            self.key = ""
            at = self._block(match, self._limit(match.start()))
        self.key = ""
        self._outside(at, len(self.text))
        return self.result

    # ---- blocks -------------------------------------------------------------------------------

    def _block(self, match: re.Match[str], limit: int) -> int:
        """Reads what starts at the match and tells where it ends."""
        kind, closer = match[1].lower(), "}" if match[2] == "{" else ")"
        if kind == "comment":
            return self._comment(match, limit)
        if kind == "preamble":
            pieces, at, _ = self._value(_SPACE.match(self.text, match.end()).end(), limit, "preamble")  # type: ignore[union-attr]
            self.result.preambles.append("".join(piece.text for piece in pieces))
            at = _SPACE.match(self.text, at, limit).end()  # type: ignore[union-attr]
            return at + (self.text[at : at + 1] == closer)
        begin = match.end() if kind == "string" else self._read_key(match.end(), limit)
        before = len(self.result.problems)
        fields, at, closed = self._fields(begin, limit, closer)
        if not closed and any(
            "\n" in piece.text and _FIELD_LINE.search(piece.text)
            for field in fields
            for piece in field.pieces
        ):
            # A brace that is missing was made up for by one further on: take each value line by line.
            del self.result.problems[before:]
            fields, at, closed = self._fields(begin, limit, closer, by_lines=True)
        if not closed:
            self._report("not_closed", match.start())
        self.result.blocks.append(Block(kind, self.key, self._line(match.start()), fields))
        return at

    def _comment(self, match: re.Match[str], limit: int) -> int:
        closer = self._closing(match.end(), limit if self.has_endless_comment else len(self.text))
        if match[2] == "(" or closer < 0:
            self.has_endless_comment = self.has_endless_comment or closer < 0
            return self._end_of_line(match.end())
        inside = _START.search(self.text, match.end(), closer)
        if inside:
            self._report("commented_out", inside.start(), text=self.text[inside.start() : closer][:2000])
        return closer + 1

    def _read_key(self, at: int, limit: int) -> int:
        limit = self._next_start(at, limit)  # or entries all on one line are looked through again and again
        if match := _KEY.match(self.text, at, limit):
            self.key = match[1]
            if match[1][-1:] == ")" and "(" not in match[1]:  # "@article(key)"
                self.key = match[1][:-1]
                return match.end(1) - 1
        elif match := _KEY_WITHOUT_COMMA.match(self.text, at, limit):
            self.key = match[1]
            self._report("missing_comma", at, text=match[1])
        elif match := _NO_KEY.match(self.text, at, limit):
            self._report("no_key", at)
        elif match := _KEY_WITH_SPACES.match(self.text, at, limit):
            self.key = match[1].strip()
            self._report("odd_key" if self.key else "no_key", at, text=match[1])
        else:
            self._report("no_key", at)
            return at
        return match.end()

    # ---- fields -------------------------------------------------------------------------------

    def _fields(
        self, at: int, limit: int, closer: str, by_lines: bool = False
    ) -> tuple[list[Field], int, bool]:
        """The fields from here, where the entry ends, and whether it was closed."""
        fields: list[Field] = []
        text = self.text
        while True:
            at = _SPACE_AND_COMMAS.match(text, at, limit).end()  # type: ignore[union-attr]
            if at >= limit or (text[at] == "@" and self._next_start(at, limit) == at):
                return fields, min(at, limit), False
            if text[at] == closer:
                at += 1
                if not _CONTINUES.match(text, at, limit):
                    return fields, at, True
                self._report("extra_brace", at - 1)
            elif text[at] == "%":
                end = min(self._end_of_line(at), limit)
                if any(map(str.isalnum, text[at:end])):
                    self._report("commented_out", at, text=text[at:end])
                at = end
            elif match := _FIELD.match(text, at, limit):
                name, line = match[1].lower(), self._line(at)
                pieces, at, balanced = self._value(match.end(), limit, name, by_lines)
                by_lines = by_lines or not balanced
                fields.append(Field(name, pieces, line))
                at = _SPACE.match(text, at, limit).end()  # type: ignore[union-attr]
                if text[at : at + 1] != "," and _FIELD.match(text, at, limit):
                    self._report("missing_comma", at, field=name)
            else:
                at = self._skip(at, limit, closer)

    def _skip(self, at: int, limit: int, closer: str) -> int:
        """Reports text that is no field and tells where reading goes on: a field or the end of the entry."""
        text = self.text
        limit = self._next_start(at, limit)
        if field := _NEXT_FIELD.search(text, at, limit):
            end = field.start()
        else:
            end = text.rfind(closer, at, limit)
            end = end if end >= 0 else limit
        if any(map(str.isalnum, text[at:end])):
            self._report("unread_text", at, text=text[at : min(end, at + 2000)])
        elif not end > at:  # the closer itself stands here: cannot happen, but never stand still
            return at + 1
        return end

    def _value(
        self, at: int, limit: int, name: str, by_lines: bool = False
    ) -> tuple[tuple[Piece, ...], int, bool]:
        """The pieces of a value, where it ends, and whether its braces or quotes balance."""
        text = self.text
        pieces: list[Piece] = []
        while True:
            opener = text[at : at + 1] if at < limit else ""
            if opener and opener in '{"':
                end = self._closing(at + 1, self._end_of_field(at, limit) if by_lines else limit, opener)
                if end < 0:
                    self._report("unbalanced_value", at, field=name)
                    end = self._end_of_field(at, limit)
                    pieces.append(Piece(_without_closer(text[at + 1 : end])))
                    return tuple(pieces), end, False
                pieces.append(Piece(text[at + 1 : end]))
                at = end + 1
            elif match := _BARE.match(text, at, limit):
                is_text = match[0][0].isdigit() or match[0].lower() in {"true", "false"}
                pieces.append(Piece(match[0], is_macro=not is_text))
                at = match.end()
            after = _SPACE.match(text, at, limit).end()  # type: ignore[union-attr]
            if text[after : after + 1] != "#" or after >= limit:
                return tuple(pieces), at, True
            at = _SPACE.match(text, after + 1, limit).end()  # type: ignore[union-attr]

    def _closing(self, at: int, limit: int, opener: str = "{") -> int:
        """Where the brace or quote that was opened before `at` is closed; -1 if it is not."""
        depth = 0
        for match in (_BRACE_OR_QUOTE if opener == '"' else _BRACE).finditer(self.text, at, limit):
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

    # ---- places -------------------------------------------------------------------------------

    def _limit(self, at: int) -> int:
        further = bisect_right(self.starts, at)
        return self.starts[further] if further < len(self.starts) else len(self.text)

    def _next_start(self, at: int, limit: int) -> int:
        """Where the next "@type{" stands, on whatever line, or the limit."""
        further = bisect_left(self.all_starts, at)
        return min(self.all_starts[further], limit) if further < len(self.all_starts) else limit

    def _end_of_field(self, at: int, limit: int) -> int:
        match = _FIELD_LINE.search(self.text, at, limit)
        return match.start() if match else limit

    def _end_of_line(self, at: int) -> int:
        line = bisect_right(self.newlines, at)
        return self.newlines[line] if line < len(self.newlines) else len(self.text)

    def _line(self, at: int) -> int:
        return bisect_right(self.newlines, at - 1) + 1 if at else 1

    def _is_commented_out(self, begin: int, at: int) -> bool:
        """Whether "%" starts the line of what stands at `at`; the text before `begin` has been read."""
        newline = self.text.rfind("\n", begin, at)
        if newline < 0 < begin:
            return False
        return self.text[newline + 1 if newline >= 0 else begin : at].lstrip().startswith("%")

    def _outside(self, begin: int, end: int) -> None:
        """Reports text between entries, but no comments and no lines without a letter or digit."""
        if self.text[begin:end].isspace() or begin >= end:
            return
        at = begin
        lost: list[tuple[int, str]] = []
        for line in self.text[begin:end].split("\n"):
            shown = line.strip()
            if shown and shown[0] == "@" and not shown.lower().startswith("@comment"):
                self._report("entry_without_brace", at, text=shown)
            elif shown and shown[0] not in "%@" and any(map(str.isalnum, shown)):
                lost.append((at, shown))
            at += len(line) + 1
        if lost:
            self._report("text_outside", lost[0][0], text="\n".join(_first(lost)))

    def _report(self, code: ProblemCode, at: int, field: str = "", text: str = "") -> None:
        problem = Problem(self._line(at), code, self.key, field, excerpt(text))
        self.result.problems.append(problem)


def _first(lost: list[tuple[int, str]]) -> Iterator[str]:
    """The lines, until there are more characters than a message shows."""
    total = 0
    for _, line in lost:
        yield line
        total += len(line)
        if total > 2000:
            return


def _without_closer(text: str) -> str:
    """A value that had no end, without the comma and the closing signs that were meant to end it."""
    text = text.rstrip().rstrip(",").rstrip()
    for _ in range(2):
        if text.endswith('"') or (text.endswith("}") and text.count("}") > 0):
            text = text[:-1].rstrip()
            if text.count("{") >= text.count("}"):
                break
    return text
