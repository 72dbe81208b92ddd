"""Read papers from list items, boxes and paragraphs, whatever the order of title, authors and venue.

- `entry`: the lines of an entry and what has been taken from them
- `labels`: links such as "[PDF]", tags such as "[ICML 2024]", and numbers
- `titles`, `authors`, `turned_names`: marked parts; `order`, `dated`: one line without marked parts
- `labelled`: parts with labels, such as "Inventors: …"
- `reading`: all of it, and the venue; `merging`: the same paper in several entries
"""

from site_readers.publications.authors import leading_authors
from site_readers.publications.dated import names_co_authors
from site_readers.publications.entry import Context
from site_readers.publications.labelled import read_labelled
from site_readers.publications.merging import (
    add_or_merge,
    are_published_apart,
    is_preprint,
    merge,
    title_key,
)
from site_readers.publications.reading import read_publication
from site_readers.publications.titles import is_citation

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
