"""An author on a line: the name as printed, the marks of the roles, and who that is in brackets.

``Ada Example*† [ada-example]``: ``*`` stands for equal contribution, ``†`` for a corresponding author.
Lines and values of forms; no database.
"""

EQUAL, CORRESPONDING = "*", "†"
#: The mark that pages have for a corresponding author is understood as well.
_MARKS = f"{EQUAL}{CORRESPONDING}✉ \t"


def write(name: str, person: str, is_equal: bool, is_corresponding: bool) -> str:
    """Returns the line of an author."""
    marks = EQUAL * is_equal + CORRESPONDING * is_corresponding
    return f"{name}{marks} [{person}]" if person else f"{name}{marks}"


def read(line: str) -> tuple[str, str, bool, bool]:
    """Returns name, person, and whether the author has contributed equally and is a corresponding one."""
    line, person = line.strip(), ""
    before, bracket, inside = line.removesuffix("]").rpartition("[")
    if line.endswith("]") and bracket and "]" not in inside:
        line, person = before, inside.strip()
    name = line.rstrip(_MARKS)
    marks = line[len(name) :]
    return name, person, EQUAL in marks, CORRESPONDING in marks or "✉" in marks
