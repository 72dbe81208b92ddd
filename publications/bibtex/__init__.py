"""Read BibTeX files, including broken ones, and report everything that could not be read.

`decode` turns the bytes of a file into text, `parse` the text into entries. Neither uses Django or the
database or raises an error on any input, and both take time linear in the size of the file.
`publications.citing.bibtex` writes BibTeX; what it writes is read back to the same values.

Sources of the rules: "Tame the BeaST" (N. Markey) for BibTeX's syntax and names, the biblatex manual for its
fields.

- `encodings`: bytes to text
- `scanner`: the syntax of a file: entries, fields, values, braces
- `inheritance`: @string macros and cross-references
- `entry_fields`: the fields of an entry as plain text; `entries`: an `entry` from them; `venue_fields`: its
  venue and kind
- `titles`, `names`, `name_lists`, `editors`, `dates`, `publication_state`, `pages`, `identifiers`,
  `keywords`, `languages`, `journal_macros`, `resources`, `remarks`: single fields
- `chinese_numbers`: those in dates
- `google_patents`: what Google Scholar exports as @misc
- `private_fields`: fields of reference managers that are meant for the owner of the file only
- `latex`, `symbols`: LaTeX to plain text
- `problems`: codes of what could not be read
"""

from dataclasses import dataclass, replace

from .encodings import decode, printable_lines
from .entries import build_entry
from .entry import Entry
from .inheritance import Strings, inherit, resolve_macros
from .latex import latex_to_text
from .names import Author
from .private_fields import is_private_name
from .problems import CODES, Problem, ProblemCode, report_unreadable_characters
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
    """The content of a BibTeX file.

    `entries` are in the order of the file, `problems` in the order of their lines; `preambles` are the texts
    of the @preamble commands.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    preambles: tuple[str, ...] = ()


def parse(text: str) -> ParseResult:
    """Return the entries of a BibTeX file and the problems with it. Never raises an error.

    @string, @comment, @preamble and @xdata are not returned as entries. Of two entries with the same key both
    are returned, and the second is reported.
    """
    text = printable_lines(text)
    blocks, preambles, problems = scan(text)
    strings = Strings(blocks, len(text), problems)
    raw_entries = []
    for block in blocks:
        if block.type == "string":
            strings.define(block)
        else:
            raw_entries.append(resolve_macros(block, strings))
    inherit(raw_entries, problems)
    first_keys: dict[str, str] = {}
    entries: list[Entry] = []
    inherited: dict[str, str] = {}
    for raw in raw_entries:
        if raw.key and raw.key.lower() in first_keys:
            first_key = first_keys[raw.key.lower()]
            problems.append(Problem(raw.line, "duplicate_key", raw.key, text=first_key))
        first_keys.setdefault(raw.key.lower(), raw.key)
        if raw.type == "xdata":
            if not raw.is_parent:
                problems.append(Problem(raw.line, "unused_data", raw.key))
            continue
        entries.append(build_entry(raw, problems, inherited))
    report_unreadable_characters(text, problems)
    problems.sort(key=lambda problem: problem.line)
    return ParseResult(tuple(entries), tuple(map(_without_private_text, problems)), tuple(preambles))


def _without_private_text(problem: Problem) -> Problem:
    """Return the problem without the text at fault if that is from a field meant for the owner only."""
    return replace(problem, text="") if is_private_name(problem.field) else problem
