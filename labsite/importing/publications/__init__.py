"""Read papers from list items, boxes and paragraphs, whatever the order of title, authors and venue.

- `entry`: the lines of an entry and what has been taken from them
- `labels`: links such as "[PDF]", tags such as "[ICML 2024]", and numbers
- `titles`, `authors`, `turned_names`: marked parts; `order`, `dated`: one line without marked parts
- `labelled`: parts with labels, such as "Inventors: …"
- `reading`: all of it, and the venue; `merging`: the same paper in several entries
"""

from labsite.importing.publications.authors import leading_authors
from labsite.importing.publications.dated import names_co_authors
from labsite.importing.publications.entry import Context
from labsite.importing.publications.labelled import read_labelled
from labsite.importing.publications.merging import (
    add_or_merge,
    are_published_apart,
    is_preprint,
    merge,
    title_key,
)
from labsite.importing.publications.reading import read_publication
from labsite.importing.publications.titles import is_citation

__all__ = [
    "Context",
    "add_or_merge",
    "are_published_apart",
    "is_citation",
    "is_preprint",
    "leading_authors",
    "merge",
    "names_co_authors",
    "read_labelled",
    "read_publication",
    "title_key",
]
