"""From a paper of a site to an entry of a bibliography, which ``publications.importing`` plans and saves."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from labsite.site_imports.markup import IS_ADDRESS, labels_of_links
from publications.bibtex import Author, Entry
from publications.bibtex.identifiers import arxiv_id_in_url, doi_in_url
from publications.models import PublicationKind, Venue
from publications.models.link import LinkKind
from publications.models.venue import VenueKind, split_abbreviation
from site_readers.items import Publication

_KIND_OF_VENUE = {
    VenueKind.JOURNAL: PublicationKind.JOURNAL,
    VenueKind.WORKSHOP: PublicationKind.WORKSHOP,
    VenueKind.PREPRINTS: PublicationKind.PREPRINT,
    VenueKind.CONFERENCE: PublicationKind.CONFERENCE,
}
#: What the name of a venue says about the kind of its papers, in the order of decision.
_KINDS = [
    (PublicationKind.PREPRINT, r"arxiv|biorxiv|medrxiv|\bssrn\b|preprint|under review|submitted"),
    (PublicationKind.THESIS, r"thesis|dissertation|学位论文"),
    (PublicationKind.PATENT, r"\bpatent|专利"),
    (PublicationKind.REPORT, r"tech(?:nical)?\.? report"),
    (PublicationKind.WORKSHOP, r"workshops?\b|[A-Z]{3,}W\b"),
    (
        PublicationKind.JOURNAL,
        r"journal|transactions?\b|\btrans\.|letters\b|magazine|\breview\b|annals|bulletin|\bnature\b"
        r"|\bscience\b|\bcell\b|\bplos|proceedings of the (?:ieee|national academy|vldb)|\bpnas\b|学报|期刊"
        r"|杂志|通报|\b(?:tcad|tpami|tip|tkde|tnnls|tmlr|jmlr|ijcv|tmm|tpds|tvlsi|tvcg|tits|taco|todaes)\b",
    ),
    (PublicationKind.CHAPTER, r"\bchapter\b"),
]
_KIND_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS]
_MEDIA = re.compile(r"https?://(?:mp\.weixin\.qq\.com|(?:\w+\.)?(?:zhihu|bilibili|jiqizhixin)\.com)/")


def entries_of(papers: Iterable[Publication]) -> list[Entry]:
    """Return the entries of papers. A venue on the site, by name or abbreviation, tells the kind of paper."""
    find_venue = cache(Venue.objects.called)
    return [_entry_of(paper, find_venue(paper.venue) if paper.venue else None) for paper in papers]


def _entry_of(item: Publication, venue: Venue | None) -> Entry:
    urls = [link.url for link in item.links]
    doi = next(filter(None, map(doi_in_url, urls)), "")
    arxiv_id = next(filter(None, map(arxiv_id_in_url, urls)), "")
    kind = _kind_of(item, venue, bool(arxiv_id))
    links = tuple(
        (_link_kind(link.kind, link.url), link.url) for link in item.links if IS_ADDRESS.match(link.url)
    )
    name, abbreviation = (venue.name, venue.abbreviation) if venue else split_abbreviation(item.venue)
    entry = Entry(
        key="",
        kind=kind,
        line=item.line,
        title=item.title,
        authors=tuple(
            replace(
                Author.from_printed_name(name),
                is_equal=index in item.equal_contribution,
                is_corresponding=index in item.corresponding,
            )
            for index, name in enumerate(item.authors)
        ),
        year=int(item.year) if re.fullmatch(r"\d{4}", item.year) else None,
        month=int(item.month) if re.fullmatch(r"0?[1-9]|1[0-2]", item.month) else None,
        venue=name,
        venue_short=abbreviation,
        venue_rank=item.rank,
        doi=doi,
        arxiv_id=arxiv_id,
        links=links,
        link_labels=_link_labels(item),
    )
    return replace(entry, **_details_of(item))


def _link_labels(item: Publication) -> dict[str, str]:
    """Return the texts, by URL, of the links whose kind does not say enough."""
    names = set(LinkKind.values) | {str(label).casefold() for label in LinkKind.labels}
    urls = {link.url for link in item.links}
    return {
        url: label
        for url, text in labels_of_links(item.raw).items()
        if url in urls
        and (label := text.strip("[]() ")).casefold() not in names
        and _key(label) != _key(item.title)
        and len(label) <= 60
    } | {link.url: link.label for link in item.links if link.label}


def _details_of(item: Publication) -> dict[str, Any]:
    """Return the further values of an entry that data of another Labsite have."""
    details: dict[str, Any] = {}
    for name, value in item.details.items():
        if name == "editors":
            details[name] = tuple(map(Author.from_printed_name, value.split("\n")))
        elif name == "keywords":
            details[name] = tuple(value.split("\n"))
        elif name == "keywords_in_chinese":
            names = zip(item.details["keywords"].split("\n"), value.split("\n"), strict=False)
            details[name] = {keyword: chinese for keyword, chinese in names if chinese}
        elif name == "day":
            details[name] = int(value)
        else:
            details[name] = True if value == "on" else value
    return details


def _kind_of(item: Publication, venue: Venue | None, has_arxiv_id: bool) -> str:
    if venue and venue.kind in _KIND_OF_VENUE:
        return _KIND_OF_VENUE[venue.kind]
    if not item.venue:
        return PublicationKind.PREPRINT if has_arxiv_id else PublicationKind.OTHER
    matches = (kind for kind, pattern in _KIND_PATTERNS if pattern.search(item.venue))
    return next(matches, PublicationKind.CONFERENCE)


def _link_kind(kind: str, url: str) -> str:
    if kind == LinkKind.OTHER and _MEDIA.match(url):
        return LinkKind.MEDIA
    return kind if kind in LinkKind.values else LinkKind.OTHER


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
