"""DBLP, by the BibTeX that it exports: https://dblp.org"""

from dataclasses import replace

from publications import bibtex
from publications.bibtex import Entry
from publications.sources.client import Client, failure

#: What DBLP notes for itself.
_OWN = {"bibsource", "biburl", "timestamp"}


def works(path: str, client: Client) -> list[Entry]:
    """Returns the works of a person ("pid/65/1234"), or one record ("rec/conf/…"). Raises SourceError."""
    text, _encoding = bibtex.decode(client.ask("dblp", f"/{path}.bib", path))
    entries = [entry for entry in bibtex.parse(text).entries if not entry.is_parent and entry.title]
    if not entries and text.strip():
        raise failure("rubbish", "dblp")
    return [
        replace(entry, extra={name: value for name, value in entry.extra.items() if name not in _OWN})
        for entry in entries
    ]
