"""Find the entries for the identifiers that somebody has pasted."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from publications.bibtex import Entry
from publications.sources import acl, arxiv, crossref, datacite, dblp, openreview, orcid, pmlr, pubmed
from publications.sources.batching import Answers
from publications.sources.client import Client, SourceError
from publications.sources.identifiers import Identifier, unrecognised
from publications.sources.records import arxiv_id_from_doi


def _fetch_doi(doi: str, client: Client) -> list[Entry]:
    """Return the record of Crossref (publishers) or else of DataCite (repositories)."""
    try:
        return [crossref.fetch_work(doi, client)]
    except SourceError as error:
        if error.reason != "not found":
            raise
    try:
        return [datacite.fetch_work(doi, client)]
    except SourceError as error:
        if error.reason != "not found":
            raise
    message = _("Neither Crossref nor DataCite has a record of %(doi)s.")
    raise SourceError("not found", message % {"doi": doi})


def _fetch_preprint(arxiv_id: str, client: Client) -> list[Entry]:
    return enrich([arxiv.fetch_work(arxiv_id, client)], client)


def _fetch_person(orcid_id: str, client: Client) -> list[Entry]:
    return enrich(orcid.fetch_works(orcid_id, client), client)


#: Functions that return the entries of an identifier, by its source (``identifiers.Identifier``).
FETCHERS: dict[str, Callable[[str, Client], list[Entry]]] = {
    "crossref": _fetch_doi,
    "arxiv": _fetch_preprint,
    "orcid": _fetch_person,
    "dblp": dblp.fetch_works,
    "pubmed": lambda id, client: [pubmed.fetch_work(id, client)],
    "pmc": lambda id, client: [pubmed.fetch_pmc_work(id, client)],
    "pii": lambda id, client: [crossref.fetch_work_by_pii(id, client)],
    "pmlr": lambda id, client: [pmlr.fetch_work(id, client)],
    "acl": lambda id, client: [acl.fetch_work(id, client)],
    "openreview": lambda id, client: [openreview.fetch_work(id, client)],
}


def fetch(identifier: Identifier, client: Client) -> list[Entry]:
    """Return the entries for an identifier. Raises SourceError."""
    if identifier.source not in FETCHERS:
        raise unrecognised(identifier.id)
    return FETCHERS[identifier.source](identifier.id, client)


def enrich(entries: Iterable[Entry], client: Client, errors: list[SourceError] | None = None) -> list[Entry]:
    """Replace entries by the records of Crossref, DataCite and arXiv, where these services have them.

    Publishers give venue, pages and all authors; ORCID records often do not. An entry about which a service
    has not answered is incomplete; the reason is added to ``errors``.
    """
    entries = list(entries)
    dois = [entry.doi for entry in entries if entry.doi and not arxiv_id_from_doi(entry.doi)]
    published = crossref.fetch_works(dois, client)
    others = [doi for doi in dois if doi not in published.values and doi not in published.unanswered]
    deposited = datacite.fetch_works(others, client)
    published.values |= deposited.values
    published.unanswered |= deposited.unanswered
    published.errors += deposited.errors
    unsure = [entry for entry in entries if _may_lack_authors(entry) and entry.doi not in published.values]
    preprints = arxiv.fetch_works([entry.arxiv_id for entry in unsure if entry.arxiv_id], client)
    if errors is not None:
        errors += [*published.errors, *preprints.errors]
    return [_enriched(entry, published, preprints) for entry in entries]


def _may_lack_authors(entry: Entry) -> bool:
    """Return whether a record names nobody, or one person: on ORCID often the owner of the record alone."""
    return len(entry.authors) < 2


def _enriched(entry: Entry, published: Answers[Entry], preprints: Answers[Entry]) -> Entry:
    better = published.values.get(entry.doi)
    if better is None and entry.doi in published.unanswered:
        return replace(entry, is_incomplete=True)
    better = better or preprints.values.get(entry.arxiv_id)
    if better is None:
        is_unanswered = _may_lack_authors(entry) and entry.arxiv_id in preprints.unanswered
        return replace(entry, is_incomplete=entry.is_incomplete or is_unanswered)
    return _merged(entry, better)


def _merged(entry: Entry, better: Entry) -> Entry:
    """Return the better entry, with the values that only the other one has.

    That of a preprint says nothing about where a work has appeared.
    """
    if better.kind == "preprint" != entry.kind and entry.venue:
        names = ("authors", "has_others") if better.authors else ()
        return replace(
            entry,
            abstract=entry.abstract or better.abstract,
            doi=entry.doi or better.doi,
            **{name: getattr(better, name) for name in names},
        )
    return replace(
        better,
        authors=better.authors or entry.authors,
        abstract=better.abstract or entry.abstract,
        arxiv_id=better.arxiv_id or entry.arxiv_id,
        url=better.url or entry.url,
        language=better.language or entry.language,
        translated_title=better.translated_title or entry.translated_title,
        extra={**entry.extra, **better.extra},
    )
