"""What tests of BibTeX fields share: an entry with a few fields, and its values."""

from publications.bibtex import Entry, parse


def read(fields: str, entry_type: str = "article") -> Entry:
    """Return the entry with an author, a title and these fields."""
    [entry] = parse(f"@{entry_type}{{k, author = {{Sample, Nora}}, title = {{T}}, {fields}}}").entries
    return entry


def values(entry: Entry, *names: str) -> tuple:
    """Return the values of these fields of an entry."""
    return tuple(getattr(entry, name) for name in names)
