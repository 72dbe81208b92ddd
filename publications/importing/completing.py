"""Complete stored entries about which a service had not answered when they were imported."""

from datetime import datetime

from django.db import transaction

from core.jobs import JobFailed
from publications.bibtex import Entry
from publications.importing.batches import compare_again
from publications.importing.records import entry_from_data, entry_to_data
from publications.models import ImportedEntry
from publications.models.imports import ImportedEntryQuerySet
from publications.sources import Client, SourceError, enrich, orcid
from publications.sources.records import batches

#: Seconds that one request of the scheduled job may take, with the pauses that a service asks for.
REQUEST_TIMEOUT = 120
CHUNK_SIZE = 100


def complete(rows: ImportedEntryQuerySet, client: Client, errors: list[SourceError]) -> int:
    """Fetch the missing details of undecided entries, and return how many entries have been completed.

    Completed entries are compared with the publications again. ``errors`` gets what has gone wrong.
    """
    completed = 0
    for batch in batches(rows.undecided().incomplete(), CHUNK_SIZE):
        incomplete = {row.pk: entry_from_data(row.record) for row in batch}
        works = orcid.complete_works(incomplete.values(), client, errors)
        entries = dict(zip(incomplete, enrich(works, client, errors), strict=True))
        complete_entries = {pk: entry for pk, entry in entries.items() if not entry.is_incomplete}
        completed += _save(complete_entries) if complete_entries else 0
        if errors:
            break
    return completed


def _save(entries: dict[int, Entry]) -> int:
    """Replace the stored entries, given by primary key, and return how many were still undecided."""
    with transaction.atomic():
        rows = list(ImportedEntry.objects.lock_undecided(entries))
        for row in rows:
            row.record = entry_to_data(entries[row.pk])
        compare_again(rows)
    return len(rows)


def complete_all(now: datetime) -> str:
    """Complete the entries of all imports: a scheduled job. Raises JobFailed if a service still fails."""
    errors: list[SourceError] = []
    completed = complete(ImportedEntry.objects.all(), Client(REQUEST_TIMEOUT), errors)
    if errors:
        raise JobFailed(" ".join(dict.fromkeys(map(str, errors))))
    return f"Imported entries completed: {completed}."
