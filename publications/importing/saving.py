"""Save imported entries: new publications, and selected fields of existing ones."""

import time
from collections.abc import Collection, Iterable, Sequence

from django.db import IntegrityError, transaction

from core import batches
from moderation import revisions
from publications.importing.planning import PlannedEntry, plan
from publications.importing.writing import PreparedEntry, Writer
from publications.models import (
    Publication,
    Verdict,
)

#: Authors of all the entries that are written in one transaction; papers of collaborations have thousands.
MAX_AUTHORS = 1500


def save_all_new(planned: Iterable[PlannedEntry], by, comment: str = "BibTeX") -> int:
    """Save the new entries of a list of any length in batches, and return how many publications were added.

    Each batch is a transaction and a revision of its own, so that others can write in between, and what is
    saved when the process is killed is complete. What needs no lock is computed before the transaction.
    """
    added = 0
    new = (item for item in planned if item.verdict == Verdict.NEW)
    writer, released = Writer(), None
    while batch := _prepared_batch(writer, new):
        if released:
            batches.give_way(since=released)
        try:
            added += len(_save_prepared(batch, writer, by, comment))
        except IntegrityError:
            # Somebody else has just saved one of these publications; now it is found as a duplicate.
            writer = Writer()  # the rows that the old one has created are gone
            added += len(save_new(plan(entry.item.entry for entry in batch), by, comment))
        released = time.monotonic()
        writer.refresh_members()
    return added


def _prepared_batch(writer: Writer, new: Iterable[PlannedEntry]) -> list[PreparedEntry]:
    """Prepare as many of these entries as one transaction should write."""
    batch: list[PreparedEntry] = []
    for prepared in batches.first_batch(map(writer.prepare, new)):
        batch.append(prepared)
        if sum(len(entry.authorships) for entry in batch) >= MAX_AUTHORS:
            break
    return batch


def save_new(planned: Iterable[PlannedEntry], by, comment: str = "BibTeX") -> list[Publication]:
    """Save the new ones of a few entries in one transaction and one revision, and return the publications.

    An author who matches a member beyond doubt is linked to that member; the others keep their printed name
    only. What a list marks as selected is selected if ``by`` may select; None is the command line.
    """
    writer = Writer()
    with transaction.atomic():
        prepared = [writer.prepare(item) for item in planned if item.verdict == Verdict.NEW]
        return _save_prepared(prepared, writer, by, comment)


def _save_prepared(prepared: Sequence[PreparedEntry], writer: Writer, by, comment: str) -> list[Publication]:
    if not prepared:
        return []
    may_select = by is None or by.has_perm("publications.change_publication")
    for new in prepared:
        new.item.publication.is_selected = may_select and new.item.entry.is_selected
    with transaction.atomic():
        publications = writer.save_new(prepared)
        with revisions.record(by, comment, only_added=True):
            revisions.add_all(publications)
    return publications


def update_publication(
    planned: PlannedEntry, names: Collection[str], by, comment: str = "BibTeX"
) -> Publication:
    """Copy these fields of an entry to the publication that it duplicates, in one transaction.

    ``names`` are names of the entry's ``differences``. Raises ValidationError where the changed publication
    would be invalid.
    """
    publication = planned.same_as
    writer = Writer()
    revisions.ensure_recorded(publication)  # before the database is locked
    with transaction.atomic():
        writer.update(planned, names)
        Publication.objects.filter(pk=publication.pk).reindex()
        with revisions.record(by, comment, only_added=True):
            revisions.add_all([publication])  # read anew: its rows may have been fetched before they changed
    return publication
