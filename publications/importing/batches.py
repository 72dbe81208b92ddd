"""Keeps what somebody has brought in, and carries out what is decided about it, a part at a time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from publications.bibtex import Entry, Problem
from publications.importing.applying import apply, update
from publications.importing.planning import Planned, error_lines, plan
from publications.importing.records import data_of, entry_of
from publications.models import Decision, Import, ImportedEntry, Verdict

#: Entries that are written in one transaction.
PART = 100


def store(entries: Iterable[Entry], problems: Iterable[Problem], by, source: str) -> Import:
    """Keeps entries, compared with what is there, until somebody decides on them."""
    planned = plan(entry for entry in entries if not entry.is_parent)
    with transaction.atomic():
        batch = Import.objects.create(
            by=by, source=source[:200], problems=[asdict(problem) for problem in problems]
        )
        ImportedEntry.objects.bulk_create(
            (
                ImportedEntry(
                    batch=batch,
                    position=position,
                    record=data_of(item.entry),
                    verdict=item.verdict,
                    errors=item.errors,
                    publication=item.same_as if item.same_as and item.same_as.pk else None,
                )
                for position, item in enumerate(planned, 1)
            ),
            batch_size=500,
        )
    return batch


def planned_now(rows: Sequence[ImportedEntry]) -> list[Planned]:
    """Compares entries with what is there now, which may have changed since they were stored."""
    return plan(entry_of(row.record) for row in rows)


def take(rows: Sequence[ImportedEntry], fields: Mapping[int, Collection[str]], by) -> int:
    """Adds these entries and takes over these fields, by the key of the row; returns how many were taken.

    All or nothing. What turns out to be there already, or cannot be taken over, stays undecided, with its new
    verdict and what is wrong; what has been decided on meanwhile stays as it is.
    """
    keys = [row.pk for row in rows]
    try:
        return _take(keys, fields, by)
    except IntegrityError:
        return _take(keys, fields, by)  # from another list, at this very moment: it is there now


def _take(keys: Collection[int], fields: Mapping[int, Collection[str]], by) -> int:
    with transaction.atomic():
        rows = list(ImportedEntry.objects.held(keys))
        source = rows[0].batch.source if rows else ""
        planned = planned_now(rows)
        apply([item for item in planned if item.verdict == Verdict.NEW], by, source)
        for row, item in zip(rows, planned, strict=True):
            if item.verdict == Verdict.NEW:
                row.publication, row.decision = item.publication, Decision.TAKEN
                continue
            row.verdict = item.verdict
            row.publication = item.same_as if item.same_as and item.same_as.pk else None
            if item.verdict == Verdict.UPDATE and fields.get(row.pk):
                row.errors = _updated(item, fields[row.pk], by, source)
                row.decision = Decision.OPEN if row.errors else Decision.TAKEN
        ImportedEntry.objects.bulk_update(rows, ["verdict", "decision", "publication", "errors"])
    return sum(row.decision == Decision.TAKEN for row in rows)


def _updated(item: Planned, names: Collection[str], by, source: str) -> list[str]:
    """Takes fields over; returns what is in the way."""
    try:
        update(item, names, by, source)
    except ValidationError as error:
        return error_lines(error)
    return []


def skip(rows: Iterable[ImportedEntry]) -> int:
    """Leaves these entries out; returns how many there are."""
    chosen = ImportedEntry.objects.undecided().filter(pk__in=[row.pk for row in rows])
    return chosen.update(decision=Decision.SKIPPED)
