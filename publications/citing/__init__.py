"""A publication as text: BibTeX, RIS, CSL-JSON, Highwire meta tags, schema.org JSON-LD, and as a reference in
the usual styles.

Everything here is pure: a `Reference` goes in, text or plain data comes out. No Django, no database. All text
in a `Reference` is plain Unicode (no LaTeX, no HTML), except that `$…$` marks maths. Bad input (no title, no
year, control characters, lone braces) gives output that is poorer but still valid; nothing here raises.
"""

from .apa import apa
from .bibtex import BIBTEX_CONTENT_TYPE, bibtex
from .citation_keys import citation_key, unique_keys
from .csl import CSL_JSON_CONTENT_TYPE, csl_json
from .gbt7714 import gbt7714
from .ieee import ieee
from .names import NameParts, is_literal, split_name
from .reference import KINDS, Author, Record, Reference
from .ris import RIS_CONTENT_TYPE, ris
from .runs import Run, Runs, plain_text
from .styles import STYLES, Style
from .web_metadata import highwire, scholarly_article

__all__ = [
    "BIBTEX_CONTENT_TYPE",
    "CSL_JSON_CONTENT_TYPE",
    "KINDS",
    "RIS_CONTENT_TYPE",
    "STYLES",
    "Author",
    "NameParts",
    "Record",
    "Reference",
    "Run",
    "Runs",
    "Style",
    "apa",
    "bibtex",
    "citation_key",
    "csl_json",
    "gbt7714",
    "highwire",
    "ieee",
    "is_literal",
    "plain_text",
    "ris",
    "scholarly_article",
    "split_name",
    "unique_keys",
]
