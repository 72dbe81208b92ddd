"""Convert BibTeX entries to JSON and back, to store them until they are decided on."""

from dataclasses import asdict
from typing import Any

from publications.bibtex import Author, Entry

#: The unparsed source of the entry with its private fields, and the names of those. Everything else in the
#: source has been read into other fields or into ``extra``.
UNSTORED_FIELDS = ("fields", "raw", "left_out")


def entry_to_data(entry: Entry) -> dict[str, Any]:
    """Return an entry as a JSON-serializable dictionary."""
    return {name: value for name, value in asdict(entry).items() if name not in UNSTORED_FIELDS}


def entry_from_data(data: dict[str, Any]) -> Entry:
    """Return the entry that :func:`entry_to_data` has serialized."""
    authors = tuple(Author(**author) for author in data["authors"])
    return Entry(**{**data, "authors": authors, "keywords": tuple(data["keywords"])})
