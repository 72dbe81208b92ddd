"""Undo an import: delete objects it added and restore objects it changed, unless edited since."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from core import audit, batches
from core.exceptions import InvalidState
from core.shared_rows import SharedRow
from labsite.editors import PROFILE
from labsite.site_imports.deleting import (
    KEPT,
    NOT_ALLOWED,
    NOT_UNDONE,
    Undone,
    delete_unchanged,
    deletion_batches,
    may_delete,
)
from labsite.site_imports.members import form_values
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import record
from labsite.site_imports.redirecting import remove_redirects
from labsite.site_imports.removing import without_items
from labsite.site_imports.reversing import send_reverse, without_changes
from labsite.site_imports.rights import may_add
from labsite.site_imports.targets import TARGETS, title_of
from labsite.site_imports.undoing_papers import undo_papers
from moderation import revisions
from moderation.forms.snapshot import Snapshot, compare, is_pending_file, same_values
from moderation.models import EditConflict, InvalidSubmission, Proposal
from moderation.querysets import UNFINISHED, State
from people.models import Person


def undo(site_import: SiteImport, now: datetime) -> Undone:
    """Undo an import in short transactions; an interrupted call can be repeated.

    Objects and values that somebody has edited since are kept. Deleted objects can be restored like any
    other.
    """
    undone = Undone()
    proposals = Proposal.objects.filter(pk__in=site_import.items.exclude(proposal=None).values("proposal"))
    added: list[Proposal] = []
    for proposal in proposals.order_by("-pk"):  # a part that was brought in later may change an earlier one
        if _has_added(proposal):
            added.append(proposal)  # deleted once all changes of it are reversed
            continue
        items = list(site_import.items.filter(proposal=proposal))
        try:
            with transaction.atomic():
                edited = _undo_proposal(proposal, items, site_import, undone, now)
                _reopen(site_import, items, edited, undone)
        except (InvalidState, InvalidSubmission, EditConflict) as error:
            undone.reasons.append(f"{proposal}: {str(error) or NOT_UNDONE}")
        batches.give_way()
    _delete_objects(site_import, added, undone)
    undo_papers(site_import, undone, now)
    site_import.items.filter(target="teaser").update(applied=None)
    _remove_people(site_import, undone)
    remove_redirects(site_import)
    site_import.applied, site_import.undone = None, now
    site_import.save(update_fields=["applied", "undone", "redirected", "updated"])
    record(audit.Event.SITE_IMPORT_UNDONE, site_import, undone=undone.number, kept=undone.reasons)
    return undone


def _reopen(
    site_import: SiteImport, items: Sequence[SiteItem], edited: Sequence[SiteItem], undone: Undone
) -> None:
    """Allow undone items to be imported again; report those that are kept."""
    edited_keys = {item.pk for item in edited}
    rows = site_import.items.filter(pk__in=[item.pk for item in items if item.pk not in edited_keys])
    people = rows.filter(target="people")  # who are removed later
    undone.number += rows.exclude(target="people").update(applied=None, proposal=None)
    people.update(proposal=None)
    undone.reasons += [f"{title_of(item)}: {KEPT}" for item in edited]


# ---- proposals --------------------------------------------------------------------------------


def _has_added(proposal: Proposal) -> bool:
    """Return whether a proposal is approved and has added an object, instead of changing one."""
    editor, before = proposal.editor, proposal.base["fields"]
    is_change = any(map(before.get, (editor.title_field, editor.fallback_title_field)))
    return proposal.state == State.APPROVED and not is_change


def _delete_objects(site_import: SiteImport, proposals: Iterable[Proposal], undone: Undone) -> None:
    """Delete the objects that proposals have added."""
    by_model: dict[type[Model], list[Proposal]] = {}
    for proposal in proposals:
        by_model.setdefault(proposal.editor.model, []).append(proposal)
    for model, listed in by_model.items():
        if not may_delete(site_import.by, model):
            undone.reasons += [f"{proposal}: {NOT_ALLOWED}" for proposal in listed]
            continue
        for batch in deletion_batches(listed):
            keys = [proposal.object_id for proposal in batch]
            revisions.ensure_all_recorded(model, keys)
            with transaction.atomic():
                remaining = delete_unchanged(model, keys)
                gone = [proposal.pk for proposal in batch if proposal.object_id not in remaining]
                _reopen(site_import, list(site_import.items.filter(proposal__in=gone)), [], undone)
            undone.reasons += [f"{one}: {KEPT}" for one in batch if one.object_id in remaining]


def _undo_proposal(
    proposal: Proposal, items: Sequence[SiteItem], site_import: SiteImport, undone: Undone, now: datetime
) -> list[SiteItem]:
    """Withdraw a proposal, or reverse what it published. Return the items that were edited since."""
    if proposal.state in UNFINISHED:
        return _withdraw(proposal, items, now)
    if proposal.state != State.APPROVED or proposal.instance is None:
        return []
    published, edited = proposal.published_snapshot, []
    if proposal.editor is PROFILE:
        content, edited = without_items(published, items, proposal.content, proposal.base)
    else:
        content = without_changes(proposal, published)
    is_published = compare(published, content) and send_reverse(
        proposal, content, site_import.by, undone, now
    )
    if is_published and proposal.editor is PROFILE:
        _delete_shared_rows(published, content)
    return edited


def _delete_shared_rows(published: Snapshot, content: Snapshot) -> None:
    """Delete the rows that are no longer in a profile from the profiles of those who shared them."""
    for row_set in PROFILE.row_sets:
        if issubclass(row_set.model, SharedRow):
            remaining = {row["id"] for row in content["rows"][row_set.name]}
            gone = [row["id"] for row in published["rows"][row_set.name] if row["id"] not in remaining]
            row_set.model._base_manager.filter(pk__in=gone).delete()


def _withdraw(proposal: Proposal, items: Sequence[SiteItem], now: datetime) -> list[SiteItem]:
    """Take the items out of an unfinished proposal, and withdraw it if nothing else is in it."""
    if proposal.editor is not PROFILE:
        if any(_is_edited(item, proposal) for item in items):
            raise InvalidState(KEPT)
        proposal.withdraw()
        return []
    is_pending, published = proposal.is_pending, proposal.published_snapshot
    content, edited = without_items(proposal.merge_result.snapshot, items, proposal.content, proposal.base)
    if not compare(published, content):
        proposal.withdraw()
        return edited
    proposal.save_draft(content)
    if not is_pending_file(content["fields"].get("photo", [])):
        proposal.delete_files("photo")
    if is_pending:
        proposal.submit(now)
    return edited


def _is_edited(item: SiteItem, proposal: Proposal) -> bool:
    """Return whether a proposal to add an object differs from the item that it was made for."""
    if TARGETS[item.target].editor is not proposal.editor or TARGETS[item.target].is_text:
        return False
    fields = proposal.content["fields"]
    values = form_values(item)
    return not same_values({name: fields.get(name, []) for name in values}, values)


# ---- people -----------------------------------------------------------------------------------


def _remove_people(site_import: SiteImport, undone: Undone) -> None:
    """Delete added people, unless something has been added to them since."""
    items = list(site_import.items.exclude(added_person=None).select_related("added_person"))
    if not may_add(site_import.by, "people"):  # the importer may have lost that right since
        undone.reasons += [f"{item.added_person}: {NOT_ALLOWED}" for item in items]
        return
    for batch in deletion_batches(items):
        keys = [item.added_person_id for item in batch]
        revisions.ensure_all_recorded(Person, keys)
        with transaction.atomic():
            remaining = delete_unchanged(Person, keys, kept=_used(keys))
            gone = [item.pk for item in batch if item.added_person_id not in remaining]
            site_import.items.filter(pk__in=gone).update(applied=None, added_person=None)
        undone.number += len(gone)
        undone.reasons += [f"{one.added_person}: {KEPT}" for one in batch if one.added_person_id in remaining]


def _used(keys: Collection[int]) -> set[int]:
    """Return the keys of people who have an account, or to whom anything besides their own rows refers."""
    used = set(Person.objects.filter(pk__in=keys).exclude(user=None).values_list("pk", flat=True))
    own = {row_set.accessor(Person) for row_set in PROFILE.row_sets}
    for relation in Person._meta.related_objects:
        if relation.get_accessor_name() not in own:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
            used.update(rows.values_list(relation.field.name, flat=True))
    return used & set(keys)
