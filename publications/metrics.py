"""Numbers about publications, fetched now and then and never while a page is shown: citations and stars.

The oldest are asked for first, a batch in a question, and each batch is saved when it is answered; so a
refresh that was broken off, or told to wait, goes on where it was. A number that cannot be had stays as it
is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from django.db import models, transaction
from django.db.models import F, Q, QuerySet

from publications.models import CitationCheck, CitationYear, Publication, PublicationLink, StarCheck
from publications.sources import Client, SourceError, github, openalex, semanticscholar
from publications.sources.records import batches

#: Publications in a batch.
BATCH = 50
#: A number that stays the same gets a new date only when its own is older: each write makes all pages anew.
STAYS_FRESH = timedelta(days=28)

Row = TypeVar("Row", bound=models.Model)


@dataclass
class Outcome:
    """What came of a refresh; ``missing`` names what no source knows, ``problems`` what failed."""

    asked: int = 0
    changed: int = 0
    missing: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


# ---- citations --------------------------------------------------------------------------------


def refresh_citations(client: Client, on: date, everything: bool = False) -> Outcome:
    """Asks OpenAlex, then Semantic Scholar for what OpenAlex does not know; saves and says what came of it.

    What was asked for on this day already is left out unless ``everything`` is to be asked for.
    """
    outcome = Outcome()
    known = Publication.objects.exclude(doi="", arxiv_id="")
    sources = {"openalex": _from_openalex, "semanticscholar": _from_semanticscholar}
    for some in batches(_due(known, "citation_check", on, everything), BATCH):
        counted: dict[int, openalex.Citations] = {}
        for name, ask in list(sources.items()):
            # While OpenAlex is away, what has a number keeps it: the other's count is another number.
            wanted = [
                row
                for row in some
                if row.pk not in counted and ("openalex" in sources or row.citations is None)
            ]
            try:
                counted |= ask(wanted, client) if wanted else {}
            except SourceError as error:
                outcome.problems.append(str(error))
                del sources[name]
        if not sources:
            break
        all_answered = len(sources) == 2
        _save_citations(some, counted, on, outcome, all_answered)
    return outcome


def _from_openalex(rows: list[Publication], client: Client) -> dict[int, openalex.Citations]:
    dois = {row.pk: [doi for doi in (row.doi.lower(), _arxiv_doi(row)) if doi] for row in rows}
    found = openalex.citations([doi for some in dois.values() for doi in some], client)
    return {pk: found[doi] for pk, some in dois.items() for doi in reversed(some) if doi in found}


def _from_semanticscholar(rows: list[Publication], client: Client) -> dict[int, openalex.Citations]:
    ids = {row.pk: f"DOI:{row.doi}" if row.doi else f"ARXIV:{row.arxiv_id}" for row in rows}
    found = semanticscholar.citations(ids.values(), client)
    return {pk: openalex.Citations(found[id]) for pk, id in ids.items() if id in found}


def _arxiv_doi(publication: Publication) -> str:
    return f"10.48550/arxiv.{publication.arxiv_id}".lower() if publication.arxiv_id else ""


@transaction.atomic
def _save_citations(
    rows: list[Publication],
    counted: dict[int, openalex.Citations],
    on: date,
    outcome: Outcome,
    all_answered: bool,
) -> None:
    years = _years_of(rows)
    for row in rows:
        if (found := counted.get(row.pk)) is None:
            if all_answered:
                outcome.missing.append(f"{row.title} ({row.doi or row.arxiv_id})")
            continue
        is_new = row.citations != found.total
        if is_new or _is_stale(row.citations_on, on):
            Publication.objects.filter(pk=row.pk).update(citations=found.total, citations_on=on)
        outcome.changed += _save_years(row, years.get(row.pk, {}), found.by_year) or is_new
    answered = [row for row in rows if all_answered or row.pk in counted]
    _mark(CitationCheck, "publication_id", answered, on)
    outcome.asked += len(answered)


def _years_of(rows: list[Publication]) -> dict[int, dict[int, int]]:
    years: dict[int, dict[int, int]] = {}
    for pk, year, count in CitationYear.objects.filter(publication__in=rows).values_list(
        "publication", "year", "citations"
    ):
        years.setdefault(pk, {})[year] = count
    return years


def _save_years(row: Publication, before: dict[int, int], now: dict[int, int]) -> bool:
    """Writes the years that differ, and says whether there are any.

    OpenAlex leaves out years without citations, and those of long ago: these stay as they were.
    """
    if not now:
        return False
    gone = [year for year in before if year >= min(now) and year not in now]
    new = [
        CitationYear(publication=row, year=year, citations=count)
        for year, count in now.items()
        if before.get(year) != count
    ]
    if gone:
        CitationYear.objects.filter(publication=row, year__in=gone).delete()
    CitationYear.objects.bulk_create(
        new, update_conflicts=True, unique_fields=["publication", "year"], update_fields=["citations"]
    )
    return bool(gone or new)


# ---- stars ------------------------------------------------------------------------------------


def refresh_stars(client: Client, on: date, everything: bool = False) -> Outcome:
    """Asks GitHub for the stars of all repositories that publications link to; as ``refresh_citations``."""
    outcome = Outcome()
    links: dict[str, list[PublicationLink]] = {}
    rows = PublicationLink.objects.filter(Q(url__icontains="github.com") | ~Q(repository=""))
    for link in _due(rows, "star_check", on, everything):
        if name := github.repository_of(link.repository or link.url):
            links.setdefault(name.lower(), []).append(link)
    for names in batches(links, github.batch_size()):
        try:
            found = github.stars(names, client)
        except SourceError as error:
            outcome.problems.append(str(error))
            break
        _save_stars({name: links[name] for name in names}, found, on, outcome)
    return outcome


@transaction.atomic
def _save_stars(
    links: dict[str, list[PublicationLink]], found: dict[str, int], on: date, outcome: Outcome
) -> None:
    for name, rows in links.items():
        if name not in found:
            outcome.missing.append(name)
        for link in rows if name in found else ():
            if link.stars != found[name] or _is_stale(link.stars_on, on):
                PublicationLink.objects.filter(pk=link.pk).update(stars=found[name], stars_on=on)
            outcome.changed += link.stars != found[name]
        _mark(StarCheck, "link_id", rows, on)
        outcome.asked += 1


# ---- what both share --------------------------------------------------------------------------


def _due(rows: QuerySet[Row], asked: str, on: date, everything: bool) -> Iterable[Row]:
    """The rows that are to be asked for: those that never were first, then those that were longest ago."""
    if not everything:
        rows = rows.exclude(**{f"{asked}__on__gte": on})
    return rows.order_by(F(f"{asked}__on").asc(nulls_first=True), "pk")


def _is_stale(day: date | None, on: date) -> bool:
    return day is None or day <= on - STAYS_FRESH


def _mark(model: Callable[..., models.Model], key: str, rows: Iterable[models.Model], on: date) -> None:
    model.objects.bulk_create(  # type: ignore[attr-defined]
        [model(**{key: row.pk}, on=on) for row in rows],
        update_conflicts=True,
        unique_fields=[key.removesuffix("_id")],
        update_fields=["on"],
    )
