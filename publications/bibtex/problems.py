"""What could not be read as it stands: a code and its parameters, for the page to put into words."""

from dataclasses import dataclass
from typing import Literal, get_args

ProblemCode = Literal[
    # The file
    "text_outside",  # text that belongs to no entry
    "entry_without_brace",  # "@article key, …"
    "commented_out",  # a field or an entry behind "%", or an entry inside @comment
    "unreadable_character",  # U+FFFD: not in the encoding of the file
    # The form of an entry
    "no_key",
    "odd_key",  # with a space inside
    "duplicate_key",  # compared without regard to case; both entries are kept
    "not_closed",  # the entry has no end
    "extra_brace",  # the entry ends before its last field; that field is read all the same
    "unbalanced_value",  # a value has no end; it is taken to end before the next line with "name ="
    "missing_comma",
    "unread_text",  # text between fields
    "duplicate_field",  # another value for a field that the entry has; the first counts
    "empty_entry",
    # References
    "undefined_string",  # kept as text
    "string_before_definition",  # resolved all the same
    "expansion_too_long",  # @string macros that multiply themselves
    "missing_parent",  # crossref or xdata
    "circular_parent",
    "unused_data",  # an @xdata entry that no entry uses
    "volume_of_others",  # has no author and is where other entries have appeared: no publication of its own
    # Values
    "unknown_macro",  # a LaTeX command: its argument is kept, or itself as written
    "no_title",
    "no_year",
    "bad_date",
    "bad_doi",
    "bad_arxiv_id",
    "bad_url",
    "empty_author",
    "odd_name",  # too many commas
    "authors_without_and",  # split at commas or semicolons instead
    "ambiguous_marks",  # * and † in one list: one of them may mean something else than equal contribution
    "unknown_mark",  # ‡, § …, taken off the name
]
CODES: tuple[str, ...] = get_args(ProblemCode)
#: Text of the file that is not in the entries because of it.
LOSSY_CODES = frozenset(
    (
        "text_outside",
        "entry_without_brace",
        "commented_out",
        "unreadable_character",
        "not_closed",
        "unbalanced_value",
        "unread_text",
        "duplicate_field",
        "empty_entry",
        "unused_data",
        "volume_of_others",
    )
)
_LONGEST = 500


@dataclass(frozen=True)
class Problem:
    """`line` counts from 1; `key`, `field` (in lower case) and `text` are "" where it has none.

    `text` is what was found there, cut after 500 characters.
    """

    line: int
    code: ProblemCode
    key: str = ""
    field: str = ""
    text: str = ""


def excerpt(text: str) -> str:
    """The text on one line and not too long for a message."""
    short = " ".join(text[: 2 * _LONGEST].split())
    return short if len(short) <= _LONGEST and len(text) <= 2 * _LONGEST else f"{short[:_LONGEST]}…"
