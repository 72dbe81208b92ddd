"""Complete stored entries for which a service did not answer when they were imported."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, wait
from datetime import datetime

from django.db import transaction

from core.background import in_thread
from core.jobs import JobFailed
from publications.bibtex import Entry
from publications.importing.batches import compare_again, lock_entries
from publications.importing.lookups import PATIENCE
from publications.models import ImportedEntry
from publications.models.imports import ImportedEntryQuerySet
from publications.sources import Client, SourceError, enrich, orcid
from publications.sources.records import batches
from publications.stored_entries import entry_from_data, entry_to_data

CHUNK_SIZE = 100


def complete(rows: ImportedEntryQuerySet, client: Client, errors: list[SourceError]) -> int:
    """Fetch the missing details of undecided entries, and return how many entries have been completed.

    Completed entries are compared with the publications again. ``errors`` gets what has gone wrong.
    """
    completed = 0
    for batch in batches(rows.undecided().incomplete(), CHUNK_SIZE):
        completed += _save(_fetch(_entries(batch), client, errors))
        if errors:
            break
    return completed


def complete_soon(rows: ImportedEntryQuerySet) -> tuple[int, list[SourceError]] | None:
    """Complete entries for a page: return how many have been completed, and what has gone wrong.

    Returns None if the services take longer than a page should wait. Then the entries are completed in the
    background.
    """
    incomplete = _entries(rows.undecided().incomplete())

    def fetch() -> tuple[dict[int, Entry], list[SourceError]]:
        errors: list[SourceError] = []
        client, details = Client.of_page(3), {}
        for keys in batches(incomplete, CHUNK_SIZE):
            details |= _fetch({key: incomplete[key] for key in keys}, client, errors)
            if errors:
                break
        return details, errors

    future = in_thread(fetch)
    wait([future], PATIENCE)
    if not future.done():
        future.add_done_callback(_save_result)
        return None
    details, errors = future.result()
    return _save(details), errors


def _save_result(future: "Future[tuple[dict[int, Entry], list[SourceError]]]") -> None:
    _save(future.result()[0])


def _entries(rows: Iterable[ImportedEntry]) -> dict[int, Entry]:
    return {row.pk: entry_from_data(row.record) for row in rows}


def _fetch(incomplete: Mapping[int, Entry], client: Client, errors: list[SourceError]) -> dict[int, Entry]:
    """Return the entries that are complete now. Uses no database."""
    works = orcid.complete_works(incomplete.values(), client, errors)
    entries = dict(zip(incomplete, enrich(works, client, errors), strict=True))
    return {key: entry for key, entry in entries.items() if not entry.is_incomplete}


def _save(entries: Mapping[int, Entry]) -> int:
    """Replace the stored entries, given by primary key, and return how many were still undecided."""
    saved = 0
    for keys in batches(entries, CHUNK_SIZE):
        with transaction.atomic():
            lock_entries()
            rows = list(ImportedEntry.objects.lock_undecided(keys))
            for row in rows:
                row.record = entry_to_data(entries[row.pk])
            compare_again(rows)
        saved += len(rows)
    return saved


def complete_all(now: datetime) -> str:
    """Complete the entries of all imports: a scheduled job. Raises JobFailed if a service still fails."""
    errors: list[SourceError] = []
    completed = complete(ImportedEntry.objects.all(), Client.of_job(), errors)
    if errors:
        raise JobFailed(" ".join(dict.fromkeys(map(str, errors))))
    return f"Imported entries completed: {completed}."
