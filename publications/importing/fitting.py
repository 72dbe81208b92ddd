"""What of an entry fits its place in a publication. What is too long is kept among the further fields."""

import re

from publications.bibtex import Author, Entry
from publications.models import Authorship, Publication, Topic, Venue
from publications.models.publication import LinkKind, PublicationLink
from publications.references import NUMBERS

#: Fields that are taken over as text, with a place of limited length.
_SHORT = ("volume", "number", "pages", "publisher", "doi", "arxiv_id")
#: DOI and arXiv identifier are links by themselves.
_RESOLVER = re.compile(r"https?://((dx\.|www\.)?doi\.org|(www\.)?arxiv\.org/abs)/", re.IGNORECASE)


def _longest(model: type, name: str) -> int:
    return model._meta.get_field(name).max_length


def short_fields(entry: Entry) -> dict[str, str]:
    """Returns the fields that have a limited length; "" for what is longer."""
    texts = {name: getattr(entry, name) for name in _SHORT}
    return {name: text if len(text) <= _longest(Publication, name) else "" for name, text in texts.items()}


def further_fields(entry: Entry) -> dict[str, str]:
    """Returns what the columns of a publication have no place for, by the names that BibTeX has for it."""
    extra = {**entry.extra, **{name: text for name in NUMBERS if (text := getattr(entry, name))}}
    fitting = short_fields(entry)
    cut = {name: getattr(entry, name) for name in _SHORT if not fitting[name]}
    if entry.venue != venue_name(entry):
        cut["venue"] = entry.venue
    if any(author.name != author_name(author) for author in entry.authors):
        cut["author"] = " and ".join(author.name for author in entry.authors)
    cut["long-keywords"] = "; ".join(word for word in entry.keywords if len(word) > _longest(Topic, "name"))
    cut["url"] = next((url for _, url in _links(entry) if len(url) > _longest(PublicationLink, "url")), "")
    return {**{name: text for name, text in cut.items() if text}, **extra}


def venue_name(entry: Entry) -> str:
    """Returns the name of the venue as it can be stored."""
    return entry.venue[: _longest(Venue, "name")].strip()


def author_name(author: Author) -> str:
    """Returns the printed name as it can be stored."""
    return author.name[: _longest(Authorship, "name")].strip()


def topics_of(entry: Entry) -> list[str]:
    """Returns the keywords of an entry that can be the name of a topic."""
    return [word for word in entry.keywords if 0 < len(word) <= _longest(Topic, "name")]


def links_of(entry: Entry) -> list[tuple[LinkKind, str]]:
    """Returns the links that an entry brings, with their kinds."""
    return [(kind, url) for kind, url in _links(entry) if len(url) <= _longest(PublicationLink, "url")]


def _links(entry: Entry) -> list[tuple[LinkKind, str]]:
    kinds = [(LinkKind.PDF, entry.pdf), (LinkKind.OTHER, entry.url)]
    return [(kind, url) for kind, url in kinds if url and not _RESOLVER.match(url)]
