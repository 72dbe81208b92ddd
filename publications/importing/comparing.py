"""What an entry says otherwise than the publication that it is the same as, and how it is taken over."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from core.search.normalization import fold
from publications.bibtex import Entry
from publications.importing.fitting import author_name, links_of, topics_of, venue_name
from publications.importing.known import title_key
from publications.models import Publication, PublicationKind

#: Taken over as they are. The first ones make the date of the publication; of it, more is better.
PLAIN = ("year", "month", "day", "volume", "number", "pages", "publisher", "doi", "arxiv_id", "abstract")
#: Only compared where there is nothing yet: two sources never word these the same.
ONLY_FILLED = ("abstract", "publisher")


@dataclass(frozen=True)
class Differing:
    """A field that an entry would change; ``suggested`` where nothing is lost by it."""

    name: str
    label: str
    now: str
    then: str
    suggested: bool


def differences(publication: Publication, described: Publication, entry: Entry) -> list[Differing]:
    """Compares a publication, which has its venue and rows, with what an entry describes.

    What only the publication has is no difference. To fill what is empty is suggested, and all that the
    published version of a preprint says.
    """
    appears = _appears(publication, described)
    found = []

    def add(name: str, label: Any, now: Any, then: Any) -> None:
        suggested = now in ("", None) or appears
        found.append(Differing(name, str(label), _text(now), _text(then), suggested))

    if appears:
        add("kind", _("kind"), publication.get_kind_display(), described.get_kind_display())
    for name in _differing(publication, described, appears):
        add(
            name,
            Publication._meta.get_field(name).verbose_name,
            getattr(publication, name),
            getattr(described, name),
        )
    if title_key(publication.title) != title_key(described.title):
        add("title", _("title"), publication.title, described.title)
    if entry.venue and not (_is_less(publication, described) or _is_venue(publication.venue, entry)):
        add("venue", _("venue"), publication.venue.name if publication.venue else "", entry.venue)
    names, others = (
        [row.name for row in publication.authorships.all()],
        [author_name(author) for author in entry.authors],
    )
    if others and [fold(name) for name in names] != [fold(name) for name in others]:
        add("authors", _("authors"), ", ".join(names), ", ".join(others))
    for name, label, missing in (
        ("links", _("links"), _new_links(publication, entry)),
        ("topics", _("topics"), _missing_topics(publication, entry)),
        ("extra", _("other fields"), [key for key in described.extra if key not in publication.extra]),
    ):
        if missing:
            found.append(Differing(name, str(label), "", ", ".join(missing), True))
    return found


def _differing(publication: Publication, described: Publication, appears: bool) -> list[str]:
    same_year = publication.year in (None, described.year)
    found = []
    for name in PLAIN:
        now, then = getattr(publication, name), getattr(described, name)
        if then in ("", None) or _plain(now) == _plain(then):
            continue
        if name in ONLY_FILLED and now:
            continue
        if name in ("month", "day") and not (same_year or appears):
            continue
        if name in ("year", "month", "day", "doi", "pages") and now and _is_less(publication, described):
            continue
        found.append(name)
    return found


def _appears(publication: Publication, described: Publication) -> bool:
    """Whether what is there is a preprint and the entry the published version."""
    preprint = PublicationKind.PREPRINT
    return publication.kind == preprint and described.kind != preprint


def _is_less(publication: Publication, described: Publication) -> bool:
    """Whether the entry is the preprint of what is there in its published version."""
    return _appears(described, publication)


def _is_venue(venue, entry: Entry) -> bool:
    if venue is None:
        return False
    return bool(
        {fold(venue.name), fold(venue.abbreviation)} - {""}
        & {fold(venue_name(entry)), fold(entry.venue_short)} - {""}
    )


def _missing_topics(publication: Publication, entry: Entry) -> list[str]:
    there = {fold(topic.name) for topic in publication.topics.all()}
    return [word for word in topics_of(entry) if fold(word) not in there]


def _new_links(publication: Publication, entry: Entry) -> list[str]:
    """Returns the links that are not there yet; what we have exported has the page itself as its address."""
    there = {link.url for link in publication.links.all()}
    page = publication.get_absolute_url()
    return [url for _kind, url in links_of(entry) if url not in there and urlsplit(url).path != page]


def _plain(value: Any) -> Any:
    return re.sub(r"[-‐–—]+", "-", fold(value)) if isinstance(value, str) else value


def _text(value: Any) -> str:
    return "" if value is None else str(value)
