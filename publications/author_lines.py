"""Read and write an author as a line of text, such as ``Ada Example*† [ada-example]``.

The printed name is followed by marks (``*`` equal contribution, ``†`` corresponding author) and, in brackets,
the member's name or slug.
"""

EQUAL, CORRESPONDING = "*", "†"
#: The mark on pages for a corresponding author (✉) is accepted as well.
_MARKS = f"{EQUAL}{CORRESPONDING}✉ \t"


def write(name: str, person: str, is_equal: bool, is_corresponding: bool) -> str:
    """Return the line for an author."""
    marks = EQUAL * is_equal + CORRESPONDING * is_corresponding
    return f"{name}{marks} [{person}]" if person else f"{name}{marks}"


def read(line: str) -> tuple[str, str, bool, bool]:
    """Return (name, person, is_equal, is_corresponding) of a line."""
    line, person = line.strip(), ""
    text, bracket, inside = line.removesuffix("]").rpartition("[")
    if line.endswith("]") and bracket and "]" not in inside:
        line, person = text, inside.strip()
    name = line.rstrip(_MARKS)
    marks = line[len(name) :]
    return name, person, EQUAL in marks, CORRESPONDING in marks or "✉" in marks
