"""Print what bibtexparser, pybtex or rispy reads from a file, as JSON: python_readers.py PROGRAM FILE."""

import json
import sys
from pathlib import Path

from pylatexenc.latex2text import LatexNodes2Text


def plain(latex):
    """Return LaTeX as plain text."""
    return LatexNodes2Text(keep_braced_groups=False, math_mode="verbatim").latex_to_text(latex)


def bibtexparser(path):
    """Return the entries with decoded fields and split names."""
    import bibtexparser
    from bibtexparser import middlewares

    library = bibtexparser.parse_file(
        path,
        append_middleware=[
            # Before decoding, which drops the braces around organizations.
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
            middlewares.LatexDecodingMiddleware(),
        ],
    )
    assert not library.failed_blocks, library.failed_blocks
    entries = []
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        people = {
            role: [
                name(*map(decoded, (part.von, part.last, part.first, part.jr))) for part in fields.pop(role)
            ]
            for role in ("author", "editor")
            if role in fields
        }
        texts = {field: value for field, value in fields.items() if isinstance(value, str)}
        entries.append((entry.key, entry.entry_type, texts, people))
    return entries


def pybtex(path):
    """Return the entries; pybtex leaves LaTeX to whoever prints them."""
    from pybtex.database import parse_file

    entries = []
    for key, entry in parse_file(path).entries.items():
        people = {role: list(map(pybtex_name, persons)) for role, persons in entry.persons.items()}
        fields = {field: plain(value) for field, value in entry.fields.items()}
        entries.append((key, entry.type, fields, people))
    return entries


def pybtex_name(person):
    """Return a name in pybtex's parts."""
    given = person.first_names + person.middle_names
    return name(*map(decoded, (person.prelast_names, person.last_names, given, person.lineage_names)))


def decoded(words):
    """Return words of a name without LaTeX."""
    return [plain(word) for word in words]


def rispy(path):
    """Return the records."""
    import rispy

    return rispy.loads(Path(path).read_text(encoding="utf-8"))


def name(*parts):
    """Return "Family, Given, Suffix", given particle, family, given names and suffix as lists of words."""
    particle, family, given, suffix = (" ".join(part) for part in parts)
    return ", ".join(filter(None, (f"{particle} {family}".strip(), given, suffix)))


read = {"bibtexparser": bibtexparser, "pybtex": pybtex, "rispy": rispy}[sys.argv[1]]
json.dump(read(sys.argv[2]), sys.stdout)
