"""Merge the records of one work within a list: a preprint and its published version, or one paper twice."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from publications.bibtex import Author, Entry
from publications.models.field_groups import DATE, PLACE
from publications.models.imports import MAX_MERGED
from publications.models.link import LinkKind

#: Fields that the leading entry takes from any other one of its work.
_OF_THE_WORK = (
    "authors",
    "arxiv_id",
    "abstract",
    "pdf",
    "language",
    "translated_title",
    "award",
    "is_selected",
    "funding",
)
#: Fields that it does not take from a preprint, whose place and date are its own.
_OF_THE_APPEARANCE = (
    *DATE,
    "venue",
    "venue_short",
    *PLACE,
    "doi",
    "isbn",
    "issn",
    "editors",
    "note",
    "notices",
)
_PLACES = ("doi", "venue", "volume", "number", "pages")


def rank(entry: Entry) -> tuple[bool, int]:
    """Return how well an entry can lead the others of its work: published first, then the most precise."""
    return entry.kind != "preprint", sum(bool(getattr(entry, name)) for name in _PLACES)


def merged(leader: Entry, others: Iterable[Entry]) -> Entry:
    """Return the leading entry with what only the others have: arXiv ID, links, abstract, topics and so on.

    A published version does not take venue, date and pages of its preprint. Of more than ``MAX_MERGED``
    others, the rest is ignored.
    """
    for other in islice(others, MAX_MERGED):
        leader = replace(leader, **taken_values(leader, other))
    return leader


def taken_values(leader: Entry, other: Entry) -> dict[str, Any]:
    """Return, by the name of the field, the values that the leading entry takes from the other one."""
    names = list(_OF_THE_WORK)
    if other.kind != "preprint" or leader.kind == "preprint":
        names += _OF_THE_APPEARANCE
    if leader.year and leader.year != other.year:
        names = [name for name in names if name not in ("month", "day")]
    values = {
        name: getattr(other, name) for name in names if getattr(other, name) and not getattr(leader, name)
    }
    if "day" in values and leader.month and leader.month != other.month:
        del values["day"]
    if links := _further_links(leader, other, values):
        values["links"] = (*leader.links, *links)
    folded = {keyword.casefold() for keyword in leader.keywords}
    if keywords := [keyword for keyword in other.keywords if keyword.casefold() not in folded]:
        values["keywords"] = (*leader.keywords, *keywords)
        if other.keywords_in_chinese:
            values["keywords_in_chinese"] = {**other.keywords_in_chinese, **leader.keywords_in_chinese}
    for people, has_more in (("authors", "has_others"), ("editors", "has_more_editors")):
        if people not in names or not _knows_more(leader, other, people, has_more):
            continue
        values[people], values[has_more] = getattr(other, people), getattr(other, has_more)
    if "authors" not in values and (authors := _with_orcids(leader.authors, other.authors)):
        values["authors"] = authors
    extra = {} if other.kind == "preprint" != leader.kind else other.extra
    if missing := {name: text for name, text in extra.items() if name not in leader.extra}:
        values["extra"] = {**leader.extra, **missing}
    return values


def _knows_more(leader: Entry, other: Entry, people: str, has_more: str) -> bool:
    """Return whether the other entry names people whom the leading one sums up as "others", or leaves out."""
    count, others = len(getattr(leader, people)), len(getattr(other, people))
    return others > count and (not count or getattr(leader, has_more))


def _further_links(leader: Entry, other: Entry, values: dict[str, Any]) -> list[tuple[str, str]]:
    urls = {leader.url, leader.pdf, values.get("pdf", ""), *(url for _kind, url in leader.links), ""}
    further = {}
    for kind, url in (*other.links, (LinkKind.OTHER.value, other.url)):
        if url not in urls:
            further.setdefault(url, kind)
    return [(kind, url) for url, kind in further.items()]


def _with_orcids(authors: Sequence[Author], others: Sequence[Author]) -> tuple[Author, ...]:
    """Return the authors with the ORCID iDs of the same authors in the other record; () without any."""
    orcids = {author.name.casefold(): author.orcid for author in others if author.orcid}
    if not any(orcids.get(author.name.casefold()) and not author.orcid for author in authors):
        return ()
    return tuple(
        replace(author, orcid=author.orcid or orcids.get(author.name.casefold(), "")) for author in authors
    )
