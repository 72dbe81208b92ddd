"""Refresh citation counts and GitHub stars from web services; page views never query these.

Publications are checked in batches, those that were checked longest ago first, and each batch is saved when
its response has arrived. An interrupted or rate-limited refresh therefore continues where it stopped. A
number that cannot be fetched keeps its last value.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from django.db import models, transaction
from django.db.models import F, Q, QuerySet

from publications.models import CitationCheck, CitationYear, Publication, PublicationLink, StarCheck
from publications.sources import Client, SourceError, github, openalex, semanticscholar
from publications.sources.batching import answered_batches
from publications.sources.records import batches

#: Publications in a batch.
BATCH = 50
#: Age at which an unchanged number gets a new date: not every day, since each write invalidates all pages.
MAX_DATE_AGE = timedelta(days=28)

Row = TypeVar("Row", bound=models.Model)


@dataclass
class RefreshResult:
    """The number of items checked and changed, what no source has (``missing``), and error messages."""

    checked: int = 0
    changed: int = 0
    missing: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


# ---- citations --------------------------------------------------------------------------------


def refresh_citations(client: Client, on: date, everything: bool = False) -> RefreshResult:
    """Fetch and save citation counts from OpenAlex, or from Semantic Scholar for works OpenAlex lacks.

    ``on`` is today's date. Publications that were checked on that day are left out unless ``everything``.
    """
    result = RefreshResult()
    identified = Publication.objects.exclude(doi="", arxiv_id="")
    all_sources = (_from_openalex, _from_semanticscholar)
    sources = list(all_sources)
    for batch in batches(due(identified, "citation_check", on, everything), BATCH):
        counts: dict[int, openalex.Citations] = {}
        answered = dict.fromkeys((publication.pk for publication in batch), len(sources) == len(all_sources))
        for fetch in tuple(sources):
            # The two sources count differently. Where OpenAlex has not answered, an existing count is kept.
            wanted = {
                publication.pk: publication
                for publication in batch
                if publication.pk not in counts
                and (answered[publication.pk] or publication.citations is None)
            }
            errors: list[SourceError] = []
            unanswered = dict(wanted)
            ask = partial(fetch, client=client)
            for part, values in answered_batches(wanted.values(), BATCH, ask, errors):
                counts |= values
                unanswered = {pk: row for pk, row in unanswered.items() if row not in part}
            answered |= dict.fromkeys(unanswered, False)
            result.problems += map(str, errors)
            if errors and (len(unanswered) == len(wanted) or any(error.ends_requests for error in errors)):
                sources.remove(fetch)
        if not sources:
            break
        _save_citations(batch, counts, on, result, answered)
    return result


def _from_openalex(publications: list[Publication], client: Client) -> dict[int, openalex.Citations]:
    """Return the citations by primary key; those of the published version take precedence."""
    dois = {row.pk: [doi for doi in (row.doi.lower(), _arxiv_doi(row)) if doi] for row in publications}
    citations = openalex.fetch_citations([doi for pair in dois.values() for doi in pair], client)
    return {pk: citations[doi] for pk, pair in dois.items() for doi in reversed(pair) if doi in citations}


def _from_semanticscholar(publications: list[Publication], client: Client) -> dict[int, openalex.Citations]:
    ids = {row.pk: f"DOI:{row.doi}" if row.doi else f"ARXIV:{row.arxiv_id}" for row in publications}
    counts = semanticscholar.fetch_citation_counts(ids.values(), client)
    return {pk: openalex.Citations(counts[id]) for pk, id in ids.items() if id in counts}


def _arxiv_doi(publication: Publication) -> str:
    return f"10.48550/arxiv.{publication.arxiv_id}".lower() if publication.arxiv_id else ""


@transaction.atomic
def _save_citations(
    publications: list[Publication],
    counts: dict[int, openalex.Citations],
    on: date,
    result: RefreshResult,
    answered: dict[int, bool],
) -> None:
    years = _saved_years(publications)
    for publication in publications:
        citations = counts.get(publication.pk)
        if citations is None:
            if answered[publication.pk]:
                result.missing.append(f"{publication.title} ({publication.doi or publication.arxiv_id})")
            continue
        is_changed = publication.citations != citations.total
        if is_changed or _is_old(publication.citations_on, on):
            Publication.objects.filter(pk=publication.pk).update(citations=citations.total, citations_on=on)
        saved_years = years.get(publication.pk, {})
        result.changed += _save_years(publication, saved_years, citations.by_year) or is_changed
    checked = [row for row in publications if answered[row.pk] or row.pk in counts]
    mark_checked(CitationCheck, "publication_id", checked, on)
    result.checked += len(checked)


def _saved_years(publications: list[Publication]) -> dict[int, dict[int, int]]:
    """Return the saved counts as {primary key: {year: citations}}."""
    years: dict[int, dict[int, int]] = {}
    for pk, year, count in CitationYear.objects.filter(publication__in=publications).values_list(
        "publication", "year", "citations"
    ):
        years.setdefault(pk, {})[year] = count
    return years


def _save_years(publication: Publication, saved: dict[int, int], fetched: dict[int, int]) -> bool:
    """Save the years whose counts differ, and return whether there were any.

    OpenAlex omits years without citations, whose rows are deleted, and years before its time span, whose rows
    are kept.
    """
    if not fetched:
        return False
    obsolete = [year for year in saved if year >= min(fetched) and year not in fetched]
    changed = [
        CitationYear(publication=publication, year=year, citations=count)
        for year, count in fetched.items()
        if saved.get(year) != count
    ]
    if obsolete:
        CitationYear.objects.filter(publication=publication, year__in=obsolete).delete()
    CitationYear.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["publication", "year"], update_fields=["citations"]
    )
    return bool(obsolete or changed)


# ---- stars ------------------------------------------------------------------------------------


def refresh_stars(client: Client, on: date, everything: bool = False) -> RefreshResult:
    """Fetch and save the stars of all GitHub repositories that publications link to.

    Arguments as for :func:`refresh_citations`.
    """
    result = RefreshResult()
    links: dict[str, list[PublicationLink]] = {}
    rows = PublicationLink.objects.filter(Q(url__icontains="github.com") | ~Q(repository=""))
    for link in due(rows, "star_check", on, everything):
        if name := github.repository_name(link.repository or link.url):
            links.setdefault(name.lower(), []).append(link)
    errors: list[SourceError] = []
    fetch = partial(github.fetch_stars, client=client)
    for names, stars in answered_batches(links, github.batch_size(), fetch, errors):
        _save_stars({name: links[name] for name in names}, stars, on, result)
    result.problems += map(str, errors)
    return result


@transaction.atomic
def _save_stars(
    links_by_repository: dict[str, list[PublicationLink]],
    stars: dict[str, int],
    on: date,
    result: RefreshResult,
) -> None:
    for name, links in links_by_repository.items():
        if name not in stars:
            result.missing.append(name)
        for link in links if name in stars else ():
            if link.stars != stars[name] or _is_old(link.stars_on, on):
                PublicationLink.objects.filter(pk=link.pk).update(stars=stars[name], stars_on=on)
            result.changed += link.stars != stars[name]
        mark_checked(StarCheck, "link_id", links, on)
        result.checked += 1


# ---- shared -----------------------------------------------------------------------------------


def due(rows: QuerySet[Row], check: str, on: date, everything: bool) -> Iterable[Row]:
    """Return the rows to check: first those never checked, then those checked longest ago.

    ``check`` is the relation to the model with the date of the last check.
    """
    if not everything:
        rows = rows.exclude(**{f"{check}__on__gte": on})
    return rows.order_by(F(f"{check}__on").asc(nulls_first=True), "pk")


def _is_old(day: date | None, on: date) -> bool:
    return day is None or day <= on - MAX_DATE_AGE


def mark_checked(
    model: Callable[..., models.Model], key: str, rows: Iterable[models.Model], on: date
) -> None:
    """Save ``on`` as the date of the last check of these rows; ``key`` is the column that refers to them."""
    model.objects.bulk_create(  # type: ignore[attr-defined]
        [model(**{key: row.pk}, on=on) for row in rows],
        update_conflicts=True,
        unique_fields=[key.removesuffix("_id")],
        update_fields=["on"],
    )
