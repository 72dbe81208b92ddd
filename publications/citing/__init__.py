"""Write a publication as BibTeX, RIS, CSL-JSON, page metadata, or a reference in a citation style.

Every function takes a `Reference` (or several) and returns text or plain data; none uses Django or the
database. All text in a `Reference` is plain Unicode, without LaTeX or HTML, except that `$…$` marks maths.
Incomplete or odd values (no title, no year, control characters, unbalanced braces) never raise an error: the
output has less in it but stays valid.

- `reference`: `Reference` and `Author`, what is exported
- `registry`: editorial notices and funding of a work
- `names`: split a printed name into its parts
- `cleaning`, `markup`: clean up single values, and HTML in them
- `maths`, `maths_symbols`: formulas in titles as plain text
- `awards`: tell awards from other remarks
- `citation_keys`: citation keys, unique within a file
- `entry_types`: the kind of publication of a BibTeX entry type
- `work_types`: the type of a thesis, report or patent in words
- `dates_in_words`: approximate years, years before our era and seasons
- `bibtex`, `latex`: BibTeX, and the escaping of text in it
- `ris`, `ris_notes`, `csl`: RIS, the notes in it, and CSL-JSON
- `web_metadata`: Highwire meta tags and schema.org JSON-LD
- `apa`, `ieee`, `gbt7714`, `gbt7714_2025`: references in these styles; `styles` lists them
- `phrases`, `runs`: what the styles share: wording, and formatted text
"""

from .apa import apa
from .bibtex import BIBTEX_CONTENT_TYPE, bibtex
from .citation_keys import citation_key, unique_keys
from .csl import CSL_JSON_CONTENT_TYPE, csl_json
from .gbt7714 import gbt7714
from .gbt7714_2025 import gbt7714_2025
from .ieee import ieee
from .names import NameParts, is_literal, split_name
from .reference import KINDS, Author, Record, Reference
from .registry import NOTICE_KINDS, Funding, Notice, split_notices
from .ris import RIS_CONTENT_TYPE, ris
from .runs import Run, Runs, plain_text
from .styles import STYLES, Style
from .web_metadata import highwire, scholarly_article

__all__ = [
    "BIBTEX_CONTENT_TYPE",
    "CSL_JSON_CONTENT_TYPE",
    "KINDS",
    "NOTICE_KINDS",
    "RIS_CONTENT_TYPE",
    "STYLES",
    "Author",
    "Funding",
    "NameParts",
    "Notice",
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
    "gbt7714_2025",
    "highwire",
    "ieee",
    "is_literal",
    "plain_text",
    "ris",
    "scholarly_article",
    "split_name",
    "split_notices",
    "unique_keys",
]
