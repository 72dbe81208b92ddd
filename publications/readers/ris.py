"""Read RIS files, as Reference Manager, EndNote, Zotero, Mendeley and publishers write them.

The library rispy (0.10.0) is not used: of a tag that it does not expect twice it drops the second value
without a word (a second ISSN or DOI), it does not tell the lines, and it leaves the meaning of the tags to
its caller.
"""

import re

from publications.bibtex import Entry, Problem

from .ris_fields import draft_of
from .tagged import Syntax, scan

START = re.compile(r"^[ \t]*TY {1,2}- ?\w", re.MULTILINE)
_STRICT_START = re.compile(r"^[ \t]*TY  -", re.MULTILINE)
#: Two spaces after the tag, as specified. With one space, "AI - based methods" in an abstract would be a tag,
#: so that form is understood only in files that have no other.
_FIELD = re.compile(r"[ \t]*(?P<tag>[A-Z][A-Z0-9])  -(?P<text>.*)")
_LENIENT_FIELD = re.compile(r"[ \t]*(?P<tag>[A-Z][A-Z0-9]) {1,2}- ?(?P<text>.*)")


def parse_records(text: str, problems: list[Problem]) -> list[Entry]:
    """Return the entries of a RIS file, and append what could not be read to `problems`."""
    field = _FIELD if _STRICT_START.search(text) else _LENIENT_FIELD
    syntax = Syntax(field, start="TY", end="ER")
    return [draft_of(record, problems).entry(problems) for record in scan(text, syntax, problems)]
