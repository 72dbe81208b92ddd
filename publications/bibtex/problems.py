"""Problems found in a bibliography: a code with line, key and field, to be described by the interface."""

from dataclasses import dataclass
from typing import Literal, get_args

ProblemCode = Literal[
    # The file
    "text_outside",  # text between entries
    "entry_without_brace",  # "@article key, …"
    "commented_out",  # a field or an entry after "%", or an entry inside @comment
    "unreadable_character",  # U+FFFD: bytes that are invalid in the encoding of the file
    # The syntax of an entry
    "no_key",
    "odd_key",  # contains a space
    "duplicate_key",  # compared ignoring case; both entries are read
    "not_closed",  # the closing brace of the entry is missing
    "extra_brace",  # a brace closes the entry before its last field; that field is read nevertheless
    "unbalanced_value",  # the end of a value is missing; it is read up to the next line with "name ="
    "missing_comma",
    "unread_text",  # text between fields
    "duplicate_field",  # a second, different value of a field; the first one counts
    "empty_entry",
    # References
    "undefined_string",  # the name of the macro is kept as text
    "string_before_definition",  # the macro is resolved nevertheless
    "expansion_too_long",  # @string macros that grow exponentially
    "missing_parent",  # of crossref or xdata
    "circular_parent",
    "unused_data",  # an @xdata entry that no entry refers to
    "volume_of_others",  # an entry without authors that others refer to, such as proceedings
    # Formats other than BibTeX (`publications.readers`)
    "no_end",  # the end of a record is missing
    "unknown_type",  # a type of work that the format does not have
    "unknown_tag",  # a tag that the format does not have; its value is not read
    "not_an_entry",  # an item of a JSON list that is no object
    "broken_json",  # not valid JSON from here on; the entries before are read
    "broken_xml",  # likewise for XML, or a document type, which is refused
    # Values
    "unknown_macro",  # an unknown LaTeX command: its argument is kept, or the command if it has none
    "no_title",
    "no_year",
    "bad_date",
    "bad_doi",
    "bad_arxiv_id",
    "bad_url",
    "empty_author",
    "odd_name",  # too many commas
    "authors_without_and",  # split at commas or semicolons instead
    "ambiguous_marks",  # both * and † in a list, one of which may not mean equal contribution
    "unknown_mark",  # ‡, § …; removed from the name
]
CODES: tuple[str, ...] = get_args(ProblemCode)
#: Problems that leave some text of the file out of the entries.
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
        "unknown_tag",
        "not_an_entry",
        "broken_json",
        "broken_xml",
    )
)
_MAX_EXCERPT = 500


@dataclass(frozen=True)
class Problem:
    """A problem at a line of the file, counted from 1.

    `key` and `field` (in lower case) name the entry and the field, `text` is the text at fault, cut after 500
    characters. Each is "" if it does not apply.
    """

    line: int
    code: ProblemCode
    key: str = ""
    field: str = ""
    text: str = ""


def excerpt(text: str) -> str:
    """Return the text on one line, cut after 500 characters."""
    short = " ".join(text[: 2 * _MAX_EXCERPT].split())
    is_whole = len(short) <= _MAX_EXCERPT and len(text) <= 2 * _MAX_EXCERPT
    return short if is_whole else f"{short[:_MAX_EXCERPT]}…"


def report_unreadable_characters(text: str, problems: list[Problem]) -> None:
    """Append a problem for each line that bytes in another encoding have left with U+FFFD."""
    if "\ufffd" in text:
        for number, line in enumerate(text.split("\n"), start=1):
            if "\ufffd" in line:
                problems.append(Problem(number, "unreadable_character", text=excerpt(line)))
