"""Convert BibTeX entries to JSON and back, to store them until they are decided on."""

from dataclasses import asdict
from typing import Any

from publications.bibtex import Author, Entry
from publications.bibtex.editors import take_editors
from publications.citing import Funding, Notice

#: The unparsed source of the entry with its private fields, and the names of those. Everything else in the
#: source has been read into other fields or into ``extra``.
UNSTORED_FIELDS = ("fields", "raw", "left_out")


def entry_to_data(entry: Entry) -> dict[str, Any]:
    """Return an entry as a JSON-serializable dictionary."""
    return {name: value for name, value in asdict(entry).items() if name not in UNSTORED_FIELDS}


def entry_from_data(data: dict[str, Any]) -> Entry:
    """Return the entry that :func:`entry_to_data` has serialized."""
    people = {
        name: tuple(Author(**author) for author in data.get(name, ())) for name in ("authors", "editors")
    }
    if "editors" not in data:  # stored before there were editors
        editors, extra = take_editors(data.get("extra", {}))
        data = {**data, "extra": extra, "has_more_editors": editors.has_others}
        people["editors"] = editors.authors
    notices = tuple(Notice(**notice) for notice in data.get("notices", ()))
    values = {
        **people,
        "keywords": tuple(data["keywords"]),
        "links": tuple(map(tuple, data.get("links", ()))),
        "notices": notices,
        "funding": tuple(map(funding_from_data, data.get("funding", ()))),
    }
    return Entry(**{**data, **values})


def funding_from_data(data: dict[str, Any]) -> Funding:
    """Return the funding that ``asdict`` has serialized."""
    return Funding(**{**data, "awards": tuple(data["awards"])})
