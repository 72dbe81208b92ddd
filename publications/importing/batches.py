"""Store an imported list and carry out the decisions about its entries, a chunk at a time."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from core.batches import MAX_ITEMS, first_batch, give_way
from core.locking import advisory_lock
from moderation import revisions
from publications.bibtex import Entry, Problem
from publications.importing.planning import AS_NEW, PlannedEntry, error_lines, plan
from publications.importing.saving import MAX_AUTHORS, save_new, update_publication
from publications.models import Choice, Decision, Import, ImportedEntry, Publication, Verdict
from publications.stored_entries import entry_from_data, entry_to_data

#: Entries that are written in one transaction.
CHUNK_SIZE = 100


def store(entries: Iterable[Entry], problems: Iterable[Problem], by, source: str) -> Import:
    """Store entries, with their verdicts, as an import of this user to decide on later.

    ``source`` is the name to show, such as a file name. Entries that only serve as a parent of others are
    left out.
    """
    entries = [entry for entry in entries if not entry.is_parent]
    planned = plan(entries)
    batch = Import(
        by=by,
        source=source[:200],
        problems=[asdict(problem) for problem in problems],
        left_out=left_out_counts(entries),
    )
    rows = {
        id(item): ImportedEntry(
            batch=batch,
            position=position,
            record=entry_to_data(entry),
            verdict=item.verdict,
            errors=item.errors,
            publication=item.same_as,
        )
        for position, (entry, item) in enumerate(zip(entries, planned, strict=True), 1)
    }
    repeating = {id(item): item for item in planned if item.verdict == Verdict.REPEATED}
    with transaction.atomic():  # as a whole, since half a list would pass for all of it
        batch.save()
        others = [row for key, row in rows.items() if key not in repeating]
        ImportedEntry.objects.bulk_create(others, batch_size=500)
        for key, item in repeating.items():
            rows[key].repeats = rows[id(item.repeats)]
        ImportedEntry.objects.bulk_create([rows[key] for key in repeating], batch_size=500)
    return batch


def left_out_counts(entries: Iterable[Entry]) -> dict[str, int]:
    """Return the number of entries by the name of each private field that was left out, most first."""
    return dict(Counter(name for entry in entries for name in entry.left_out).most_common())


def plan_rows(rows: Sequence[ImportedEntry]) -> list[PlannedEntry]:
    """Plan stored entries again: the publications may have changed since the entries were stored.

    Entries that are merged into these are read as well.
    """
    keys = {row.pk for row in rows}
    merged = ImportedEntry.objects.merged_into(keys).exclude(pk__in=keys)
    listed = sorted([*rows, *merged], key=lambda row: row.position)
    planned = plan([entry_from_data(row.record) for row in listed], [choice_of(row) for row in listed])
    by_key = {row.pk: item for row, item in zip(listed, planned, strict=True)}
    return [by_key[row.pk] for row in rows]


def choice_of(row: ImportedEntry) -> str | int | None:
    """Return the owner's decision about an entry, as :func:`plan` takes it."""
    if row.choice == Choice.SAME:
        return row.publication_id
    return AS_NEW if row.choice == Choice.NEW else None


def choose(row: ImportedEntry, choice: Choice, publication: Publication | None = None) -> None:
    """Store the owner's decision that an entry is new, or describes this publication, and compare it again.

    Does nothing if the entry has been accepted or skipped in the meantime.
    """
    with transaction.atomic():
        lock_entries()
        rows = list(ImportedEntry.objects.lock_undecided([row.pk]))
        for locked in rows:
            locked.choice, locked.publication = choice, publication
        compare_again(rows)


def lock_entries() -> None:
    """Wait until no other transaction saves or compares imported entries. Call this first in a transaction.

    Otherwise two lists with one paper would both find it new, or a comparison would undo what another one has
    just found.
    """
    advisory_lock("imported entries")


def compare_again(rows: Sequence[ImportedEntry]) -> None:
    """Compare changed entries, and the others of the same works, with the publications again; save them all.

    Call this in a transaction that has called ``lock_entries``.
    """
    works = {row.pk for row in rows} | {row.repeats_id for row in rows}
    related = ImportedEntry.objects.undecided().exclude(pk__in=[row.pk for row in rows])
    rows = [*rows, *related.select_for_update().filter(Q(pk__in=works) | Q(repeats__in=works))]
    planned = plan_rows(rows)
    by_item = {id(item): row for row, item in zip(rows, planned, strict=True)}
    for row, item in zip(rows, planned, strict=True):
        row.verdict, row.publication, row.errors = item.verdict, item.same_as, item.errors
        row.repeats = by_item.get(id(item.repeats))
    fields = ["record", "choice", "verdict", "publication", "errors", "repeats"]
    ImportedEntry.objects.bulk_update(rows, fields)


def accept(rows: Sequence[ImportedEntry], fields: Mapping[int, Collection[str]], by) -> int:
    """Add new entries, copy the selected fields of changed ones, and return how many were accepted.

    ``fields`` maps the primary key of a row to names of its differences. The entries are saved in batches,
    each with the decisions about it in one transaction. An entry that is no longer new, or that fails
    validation, stays undecided, with its new verdict and errors. Entries that somebody else has decided on in
    the meantime are left alone.
    """
    rest, accepted = sorted(rows, key=lambda row: row.position), 0
    while rest:
        # No more than one transaction can save, since all of them are compared in it.
        keys = [row.pk for row in rest[:MAX_ITEMS]]
        _record_former_states(keys, fields)
        try:
            done = _accept_batch(keys, fields, by)
        except IntegrityError:
            # Another request has just saved one of these publications; now it is found as a duplicate.
            done = _accept_batch(keys, fields, by)
        accepted += sum(row.decision == Decision.ACCEPTED for row in done)
        last = max((row.position for row in done), default=rest[len(keys) - 1].position)
        rest = [row for row in rest if row.position > last]
        if rest:
            give_way()
    return accepted


def _record_former_states(keys: Sequence[int], fields: Mapping[int, Collection[str]]) -> None:
    """Record the publications that the next batch may change, before it locks the database."""
    changing = [key for key in keys if fields.get(key)]
    rows = ImportedEntry.objects.undecided().filter(pk__in=changing).exclude(publication=None)
    revisions.ensure_all_recorded(Publication, set(rows.values_list("publication", flat=True)))


def _accept_batch(keys: Collection[int], fields: Mapping[int, Collection[str]], by) -> list[ImportedEntry]:
    """Decide on the first of these entries, as many as one transaction should write, and return them."""
    done: list[tuple[ImportedEntry, PlannedEntry]] = []

    def decided_entries() -> Iterator[PlannedEntry]:
        authors = 0
        for row, item in first_batch(zip(rows, planned, strict=True)):
            done.append((row, item))
            if item.verdict != Verdict.NEW:
                row.verdict, row.publication = item.verdict, item.same_as
            if item.verdict == Verdict.UPDATE and fields.get(row.pk):
                row.errors = _update(item, fields[row.pk], by, source)
                row.decision = Decision.OPEN if row.errors else Decision.ACCEPTED
            yield item
            authors += len(item.entry.authors)
            if authors >= MAX_AUTHORS:
                return

    with transaction.atomic():
        lock_entries()
        rows = list(ImportedEntry.objects.lock_undecided(keys))
        source = rows[0].batch.source if rows else ""
        planned = plan_rows(rows)
        save_new(decided_entries(), by, source)
        for row, item in done:
            if item.verdict == Verdict.NEW:
                row.publication, row.decision = item.publication, Decision.ACCEPTED
                if item.merged:
                    ImportedEntry.objects.merged_into([row.pk]).update(publication=item.publication)
        decided = [row for row, _item in done]
        ImportedEntry.objects.bulk_update(decided, ["verdict", "decision", "publication", "errors"])
    return decided


def _update(item: PlannedEntry, names: Collection[str], by, source: str) -> list[str]:
    """Copy fields to the publication; return the validation errors that prevented it."""
    try:
        update_publication(item, names, by, source)
    except ValidationError as error:
        return error_lines(error)
    return []


def skip(rows: Iterable[ImportedEntry]) -> int:
    """Mark the undecided ones of these entries as skipped, and return how many there were."""
    undecided = ImportedEntry.objects.undecided().filter(pk__in=[row.pk for row in rows])
    return undecided.update(decision=Decision.SKIPPED)
