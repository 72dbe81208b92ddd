"""DBLP, through its BibTeX export: https://dblp.org"""

import re
from dataclasses import replace

from publications import bibtex
from publications.bibtex import Entry
from publications.sources.client import Client, source_error

#: Fields about the DBLP record itself.
_RECORD_FIELDS = {"bibsource", "biburl", "timestamp"}
#: The link to a person's works in BibTeX, on the page about that person.
_PERSON_LINK = re.compile(rb"/(pid/[\w-]+/[\w-]+)\.(?:bib|xml|html)\b")


def fetch_works(path: str, client: Client) -> list[Entry]:
    """Return the works of a person, or one record ("rec/conf/…"). Raises SourceError.

    A person is "pid/65/1234", or the path of an old address: "pers/hd/e/Example:Ada_van".
    """
    if path.startswith("pers/"):
        path = _current_path(path, client)
    text, _encoding = bibtex.decode(client.fetch("dblp", f"/{path}.bib", path))
    entries = [entry for entry in bibtex.parse(text).entries if not entry.is_parent and entry.title]
    if not entries and text.strip():
        raise source_error("bad response", "dblp")
    return [_without_record_data(entry) for entry in entries]


def _without_record_data(entry: Entry) -> Entry:
    """Return the entry without what is about the DBLP record, and "abs/2401.00001" as volume of arXiv."""
    return replace(
        entry,
        volume="" if entry.kind == "preprint" and entry.volume.startswith("abs/") else entry.volume,
        extra={name: value for name, value in entry.extra.items() if name not in _RECORD_FIELDS},
    )


def _current_path(path: str, client: Client) -> str:
    """Return the path of a person ("pid/…") from the page to which an old address leads."""
    match = _PERSON_LINK.search(client.fetch("dblp", f"/{path}", path))
    if match is None:
        raise source_error("not found", "dblp", path)
    return match[1].decode()
