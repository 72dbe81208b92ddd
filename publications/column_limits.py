"""Fit the values of an entry into the columns of a publication.

Values that are too long for their column are kept in full in ``Publication.extra``.
"""

import re

from publications.bibtex import Author, Entry
from publications.bibtex.private_fields import without_private
from publications.citing.names import known_parts
from publications.models import Authorship, Publication, PublicationLink, Topic, Venue
from publications.models.field_groups import PLACE
from publications.models.link import LinkKind
from publications.references import NUMBERS

#: Text fields of an entry that are copied to a column with a maximum length.
_LIMITED_FIELDS = (
    *PLACE,
    "doi",
    "arxiv_id",
    "award",
    "translated_title",
)
#: URLs of doi.org and arxiv.org, which follow from the DOI and the arXiv ID and need no link of their own.
_RESOLVER = re.compile(r"https?://((dx\.|www\.)?doi\.org|(www\.)?arxiv\.org/abs)/", re.IGNORECASE)


def _max_length(model: type, name: str) -> int:
    return model._meta.get_field(name).max_length


def limited_fields(entry: Entry) -> dict[str, str]:
    """Return the fields with a maximum length, "" for those that exceed it."""
    texts = {name: getattr(entry, name) for name in _LIMITED_FIELDS}
    return {name: text if len(text) <= _max_length(Publication, name) else "" for name, text in texts.items()}


def extra_fields(entry: Entry) -> dict[str, str]:
    """Return what has no column, or does not fit into it, by BibTeX field name, without private fields."""
    extra = {**entry.extra, **{name: text for name in NUMBERS if (text := getattr(entry, name))}}
    fitting = limited_fields(entry)
    too_long = {name: getattr(entry, name) for name in _LIMITED_FIELDS if not fitting[name]}
    if entry.venue != venue_name(entry):
        too_long["venue"] = entry.venue
    if any(author.name != author_name(author) for author in entry.authors):
        too_long["author"] = " and ".join(author.name for author in entry.authors)
    too_long["long-keywords"] = "; ".join(
        keyword for keyword in entry.keywords if len(keyword) > _max_length(Topic, "name")
    )
    too_long["url"] = next(
        (url for _, url in _links(entry) if len(url) > _max_length(PublicationLink, "url")), ""
    )
    return without_private({**{name: text for name, text in too_long.items() if text}, **extra})


def venue_name(entry: Entry) -> str:
    """Return the venue's name, cut to the length of its column."""
    return entry.venue[: _max_length(Venue, "name")].strip()


def author_name(author: Author) -> str:
    """Return the author's printed name, cut to the length of its column."""
    return author.name[: _max_length(Authorship, "name")].strip()


def citation_name(author: Author) -> str:
    """Return the author's name in citations; "" if it does not fit into its column, or the printed name."""
    name = author.citation_name
    fits = len(name) <= _max_length(Authorship, "citation_name") and author_name(author) == author.name
    return name if fits else ""


def lacks_citation_name(name: str, citation: str, author: Author) -> bool:
    """Return whether a printed name has no citation name that counts, and the author of an entry has one."""
    new = citation_name(author)
    return bool(new) and known_parts(name, citation) is None and known_parts(name, new) is not None


def topics_of(entry: Entry) -> list[str]:
    """Return the keywords that are short enough for the name of a topic."""
    return [keyword for keyword in entry.keywords if 0 < len(keyword) <= _max_length(Topic, "name")]


def links_of(entry: Entry) -> list[tuple[str, str]]:
    """Return the entry's links as (kind, URL), without those to doi.org and arxiv.org or too long ones."""
    return [(kind, url) for kind, url in _links(entry) if len(url) <= _max_length(PublicationLink, "url")]


def _links(entry: Entry) -> list[tuple[str, str]]:
    kinds: dict[str, str] = {}  # by URL, each once and with its first kind
    for kind, url in ((LinkKind.PDF, entry.pdf), *entry.links, (LinkKind.OTHER, entry.url)):
        if url and not _RESOLVER.match(url):
            kinds.setdefault(url, kind)
    return [(kind, url) for url, kind in kinds.items()]
