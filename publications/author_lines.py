"""Read and write an author as a line of text, such as ``Ada Example*† [ada-example] | Example, Ada``.

The printed name is followed by marks (``*`` equal contribution, ``†`` corresponding author), in brackets the
member's name or slug, and after a bar the name in citations.
"""

from typing import NamedTuple

EQUAL, CORRESPONDING, BAR = "*", "†", "|"
#: The mark on pages for a corresponding author (✉) is accepted as well.
_MARKS = f"{EQUAL}{CORRESPONDING}✉ \t"


class AuthorLine(NamedTuple):
    """What a line says of an author; ``person`` is a name or slug, "" for somebody who is not a member."""

    name: str
    person: str = ""
    is_equal: bool = False
    is_corresponding: bool = False
    citation_name: str = ""


def write(author: AuthorLine) -> str:
    """Return the line for an author."""
    line = author.name + EQUAL * author.is_equal + CORRESPONDING * author.is_corresponding
    if author.person:
        line = f"{line} [{author.person}]"
    return f"{line} {BAR} {author.citation_name}" if author.citation_name else line


def read(line: str) -> AuthorLine:
    """Return what a line says."""
    line, _bar, citation_name = line.partition(BAR)
    line, person = line.strip(), ""
    text, bracket, inside = line.removesuffix("]").rpartition("[")
    if line.endswith("]") and bracket and "]" not in inside:
        line, person = text, inside.strip()
    name = line.rstrip(_MARKS)
    marks = line[len(name) :]
    is_corresponding = CORRESPONDING in marks or "✉" in marks
    return AuthorLine(name, person, EQUAL in marks, is_corresponding, citation_name.strip())
