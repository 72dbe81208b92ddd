"""Undo the changes of an import to publications."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from reversion.models import Version

from core import batches
from core.exceptions import InvalidState
from labsite.permissions import publishes_directly
from labsite.site_imports.deleting import (
    KEPT,
    NOT_ALLOWED,
    NOT_UNDONE,
    Undone,
    delete_unchanged,
    deletion_batches,
    may_delete,
)
from labsite.site_imports.models import SiteImport
from labsite.site_imports.reversing import send_reverse, without_changes
from moderation import revisions
from moderation.forms.snapshot import compare
from moderation.models import EditConflict, InvalidSubmission, Proposal
from moderation.querysets import State
from moderation.reverting import CannotRevert
from moderation.taking_back import take_back
from publications.importing.batches import compare_again, lock_entries
from publications.models import Decision, ImportedEntry, Publication, Verdict


def undo_papers(site_import: SiteImport, undone: Undone, now: datetime) -> None:
    """Undo decisions about papers: delete new ones, restore changed ones, withdraw pending proposals."""
    if site_import.papers is None:
        return
    entries = site_import.papers.entries.filter(decision__in=[Decision.ACCEPTED, Decision.PROPOSED])
    added = []
    for entry in entries.select_related("proposal").order_by("-position"):
        if entry.verdict == Verdict.NEW and not (entry.proposal and entry.proposal.is_unfinished):
            added.append(entry)
            continue
        try:
            with transaction.atomic():
                lock_entries()
                _undo_entry(entry, site_import, undone, now)
                _reopen([entry], undone)
        except (InvalidState, InvalidSubmission, EditConflict, CannotRevert) as error:
            undone.reasons.append(f"{entry}: {str(error) or NOT_UNDONE}")
        batches.give_way()
    if may_delete(site_import.by, Publication):
        _delete_papers(site_import, added, undone)
    else:
        undone.reasons += [f"{entry}: {NOT_ALLOWED}" for entry in added]


def _reopen(entries: Sequence[ImportedEntry], undone: Undone) -> None:
    """Allow entries to be imported again, and compare them with the current publications."""
    for entry in entries:
        entry.decision, entry.proposal = Decision.OPEN, None
        if entry.verdict == Verdict.NEW:
            entry.publication = None
    ImportedEntry.objects.bulk_update(entries, ["decision", "publication", "proposal"])
    compare_again(entries)
    undone.number += len(entries)


# ---- new papers -------------------------------------------------------------------------------


def _delete_papers(site_import: SiteImport, entries: Sequence[ImportedEntry], undone: Undone) -> None:
    teasers = site_import.items.filter(target="teaser").exclude(applied=None)
    with_teaser = {int(values["paper"][0]) for values in teasers.values_list("values", flat=True)}
    for has_teaser in (False, True):
        chosen = [entry for entry in entries if (entry.position in with_teaser) == has_teaser]
        for batch in deletion_batches(chosen):
            keys = list(filter(None, map(_paper_of, batch)))
            revisions.ensure_all_recorded(Publication, keys)
            with transaction.atomic():
                lock_entries()
                kept = delete_unchanged(Publication, keys, but_for=["teaser"] if has_teaser else [])
                _reopen([entry for entry in batch if _paper_of(entry) not in kept], undone)
            undone.reasons += [f"{entry}: {KEPT}" for entry in batch if _paper_of(entry) in kept]


def _paper_of(entry: ImportedEntry) -> int | None:
    """Return the key of the paper that an entry has added, at once or by an approved proposal."""
    if entry.proposal and entry.proposal.state == State.APPROVED:
        return entry.proposal.object_id
    return entry.publication_id


# ---- changed papers, and those that wait ------------------------------------------------------


def _undo_entry(entry: ImportedEntry, site_import: SiteImport, undone: Undone, now: datetime) -> None:
    proposal = entry.proposal
    if proposal is None:
        if entry.decision == Decision.ACCEPTED:
            _restore(entry, site_import, undone)
    elif proposal.is_unfinished:
        if _is_edited(proposal):
            raise InvalidState(KEPT)
        proposal.withdraw()
    elif proposal.state == State.APPROVED and proposal.instance:
        content = without_changes(proposal, proposal.published_snapshot)
        if compare(proposal.published_snapshot, content):
            send_reverse(proposal, content, site_import.by, undone, now)


def _is_edited(proposal: Proposal) -> bool:
    """Return whether anybody has edited a waiting proposal since an import has submitted it.

    An import submits with the time at which it began, which is before it creates the proposal.
    """
    return proposal.state == State.DRAFT or proposal.submitted > proposal.created


def _restore(entry: ImportedEntry, site_import: SiteImport, undone: Undone) -> None:
    """Restore what a decision on an entry has changed, and report the paper if it was changed since."""
    version = _version_of(entry, site_import)
    if version is None:  # the paper has been deleted
        return
    if site_import.by and not publishes_directly(site_import.by, Publication):
        raise InvalidState(_("This cannot be undone."))
    if not take_back(version, site_import.by, _("Import undone")):
        undone.reasons.append(f"{entry}: {KEPT}")


def _version_of(entry: ImportedEntry, site_import: SiteImport) -> Version | None:
    """Return the version that a decision on an entry has recorded."""
    if entry.publication is None:
        return None
    batch = site_import.papers
    versions = revisions.versions_of(entry.publication).filter(
        revision__user=site_import.by,
        revision__comment=batch.source,
        revision__date_created__gte=batch.created,
    )
    return versions.last()  # the first of them: the latest come first
