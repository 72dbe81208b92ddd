"""The fields of a BibTeX entry as plain text, and which of them have been used."""

import re

from publications.citing import cleaning
from publications.citing.bibtex import VERBATIM

from .google_patents import fields_of_patent
from .inheritance import RawEntry
from .journal_macros import journal_of_macro
from .latex import latex_to_text, verbatim_text
from .problems import Problem, ProblemCode, excerpt
from .resources import LINK_FIELDS

JOURNAL_FIELDS = ("journal", "journaltitle")
_VERBATIM_FIELDS = VERBATIM | {"ee", "html", "link", "date"}
_FIELDS_WITH_HTML = frozenset(
    "title subtitle booktitle booksubtitle journal journaltitle author editor abstract note award"
    " abbr shortjournal shortbooktitle".split()
)
#: A link in HTML, as some programs keep addresses.
_HTML_LINK = re.compile(r"""<a\s[^<>]*?href\s*=\s*["']?([^"'<>\s]+)""", re.IGNORECASE)


class EntryFields:
    """The fields of one entry, its own and the inherited ones, by name.

    Whoever reads a field adds it to `used_fields`, and records what is wrong with it by `report()`.
    """

    def __init__(self, raw: RawEntry, problems: list[Problem], inherited: dict[str, str]) -> None:
        self.raw = raw
        self.problems = problems
        self.used_fields: set[str] = set()
        self.left_out: list[str] = []
        self.fields: dict[str, str] = {}
        for name, text in raw.own.items():
            unknown: list[str] = []
            self.fields[name] = _field_text(name, text, unknown)
            for macro in dict.fromkeys(unknown):
                self.report("unknown_macro", name, macro)
        for name, text in raw.inherited.items():
            if text not in inherited:
                inherited[text] = _field_text(name, text, [])
            self.fields.setdefault(name, inherited[text])
        self.fields |= fields_of_patent(self.fields)

    def first_of(self, *names: str) -> str:
        """Return the first of these fields that is not empty, and mark it as used."""
        for name in names:
            if self.fields.get(name):
                self.used_fields.add(name)
                return self.fields[name]
        return ""

    def original_name(self, name: str) -> str:
        """Return the name of an extra field without the "x-" that our export puts before names in use."""
        plain_name = name.removeprefix("x-")
        return plain_name if plain_name in self.used_fields else name

    def report(self, code: ProblemCode, name: str, text: str = "") -> None:
        """Record a problem with the field of this name ("" for the whole entry)."""
        line = self.raw.lines.get(name, self.raw.line)
        self.problems.append(Problem(line, code, self.raw.key, name, excerpt(text)))

    def http_url(self, name: str) -> str:
        """Return the first http(s) URL of a field, "" if it does not start with one."""
        urls = re.split(r"(?<![\s;,])[\s;,]+(?=https?://)", self.fields.get(name, ""))
        first_url = cleaning.http_url(urls[0])
        if first_url and len(urls) == 1:
            self.used_fields.add(name)
        return first_url


def _field_text(name: str, text: str, unknown: list[str]) -> str:
    if name in _VERBATIM_FIELDS and (link := _HTML_LINK.search(text)):
        text = link[1]
    if name in _VERBATIM_FIELDS or (name in LINK_FIELDS and "://" in text):
        return verbatim_text(text)
    if name in JOURNAL_FIELDS and (journal := journal_of_macro(text)):
        return journal.name
    return latex_to_text(text, unknown, markup=name in _FIELDS_WITH_HTML)
