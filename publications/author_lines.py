"""An author on a line: the name as printed, the marks of the roles, and who that is in brackets.

``Ada Example*† [ada-example]``: ``*`` stands for equal contribution, ``†`` for a corresponding author.
Lines and values of forms; no database.
"""

import re

EQUAL, CORRESPONDING = "*", "†"
_LINE = re.compile(
    rf"(?P<name>.*?)\s*(?P<marks>[{EQUAL}{CORRESPONDING}✉]*)\s*(?:\[(?P<person>[^\[\]]*)\])?\s*"
)


def write(name: str, person: str, is_equal: bool, is_corresponding: bool) -> str:
    """Returns the line of an author."""
    marks = EQUAL * is_equal + CORRESPONDING * is_corresponding
    return f"{name}{marks} [{person}]" if person else f"{name}{marks}"


def read(line: str) -> tuple[str, str, bool, bool]:
    """Returns name, person, and whether the author has contributed equally and is a corresponding one."""
    found = _LINE.fullmatch(line.strip())
    assert found  # anything can be a name
    marks = found["marks"]
    return (
        found["name"].strip(),
        (found["person"] or "").strip(),
        EQUAL in marks,
        CORRESPONDING in marks or "✉" in marks,
    )
