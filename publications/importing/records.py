"""Entries as plain data, to be kept until somebody has decided."""

from dataclasses import asdict
from typing import Any

from publications.bibtex import Author, Entry

#: The text of the entry as it was read. All that is in it has been understood, or is in ``extra``.
NOT_KEPT = ("fields", "raw")


def data_of(entry: Entry) -> dict[str, Any]:
    """Returns an entry as JSON takes it."""
    return {name: value for name, value in asdict(entry).items() if name not in NOT_KEPT}


def entry_of(data: dict[str, Any]) -> Entry:
    """Returns the entry of :func:`data_of`."""
    authors = tuple(Author(**author) for author in data["authors"])
    return Entry(**{**data, "authors": authors, "keywords": tuple(data["keywords"])})
