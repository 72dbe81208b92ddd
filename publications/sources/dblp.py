"""DBLP, through its BibTeX export: https://dblp.org"""

from dataclasses import replace

from publications import bibtex
from publications.bibtex import Entry
from publications.sources.client import Client, source_error

#: Fields about the DBLP record itself.
_RECORD_FIELDS = {"bibsource", "biburl", "timestamp"}


def fetch_works(path: str, client: Client) -> list[Entry]:
    """Return the works of a person ("pid/65/1234"), or one record ("rec/conf/…"). Raises SourceError."""
    text, _encoding = bibtex.decode(client.fetch("dblp", f"/{path}.bib", path))
    entries = [entry for entry in bibtex.parse(text).entries if not entry.is_parent and entry.title]
    if not entries and text.strip():
        raise source_error("bad response", "dblp")
    return [
        replace(
            entry, extra={name: value for name, value in entry.extra.items() if name not in _RECORD_FIELDS}
        )
        for entry in entries
    ]
