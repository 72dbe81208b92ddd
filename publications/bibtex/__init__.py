"""BibTeX as it really is, read into plain entries; nothing is lost without a report.

`decode` makes text of a file's bytes, `read` makes entries of the text. Everything here is pure: no Django,
no database, and nothing raises on any input. Time is linear in the length of the text. The writer is
`publications.citing.bibtex`; what it writes reads back to the same values.

Rules: "Tame the BeaST" (N. Markey) for BibTeX's syntax and names, the biblatex manual for its fields.
"""

from dataclasses import dataclass

from core.characters import printable

from .encodings import decode
from .entries import Entry, build_entry
from .inheritance import Strings, inherit, raw_entry
from .latex import latex_to_text
from .names import Author
from .problems import CODES, Problem, ProblemCode, excerpt
from .scanner import count_blocks, count_syntax_characters, scan

__all__ = [
    "CODES",
    "Author",
    "Entry",
    "ParseResult",
    "Problem",
    "ProblemCode",
    "count_blocks",
    "count_syntax_characters",
    "decode",
    "latex_to_text",
    "parse",
]


@dataclass(frozen=True)
class ParseResult:
    """Entries in the order of the file, problems by line; `preambles` are the texts of @preamble."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    preambles: tuple[str, ...] = ()


def parse(text: str) -> ParseResult:
    """All entries of a BibTeX file, in whatever state it is. Never raises.

    @string, @comment, @preamble and @xdata are no entries. Two entries with the same key are both there, and
    the second is reported.
    """
    text = printable(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    blocks, preambles, problems = scan(text)
    strings = Strings(blocks, len(text), problems)
    raws = []
    for block in blocks:
        if block.type == "string":
            strings.define(block)
        else:
            raws.append(raw_entry(block, strings))
    inherit(raws, problems)
    taken: dict[str, str] = {}
    entries: list[Entry] = []
    inherited: dict[str, str] = {}
    for raw in raws:
        if raw.key and raw.key.lower() in taken:
            problems.append(Problem(raw.line, "duplicate_key", raw.key, text=taken[raw.key.lower()]))
        taken.setdefault(raw.key.lower(), raw.key)
        if raw.type == "xdata":
            if not raw.is_parent:
                problems.append(Problem(raw.line, "unused_data", raw.key))
            continue
        entries.append(build_entry(raw, problems, inherited))
    if "\ufffd" in text:
        for number, line in enumerate(text.split("\n"), start=1):
            if "\ufffd" in line:
                problems.append(Problem(number, "unreadable_character", text=excerpt(line)))
    problems.sort(key=lambda problem: problem.line)
    return ParseResult(tuple(entries), tuple(problems), tuple(preambles))
