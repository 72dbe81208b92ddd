"""Undo an import: delete what it added and restore what it changed, unless somebody has changed it since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit, batches
from core.exceptions import InvalidState
from labsite.editors import PROFILE
from labsite.permissions import publishes_directly
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import record
from labsite.site_imports.redirecting import remove_redirects
from labsite.site_imports.removing import without_items
from labsite.site_imports.rights import may_add
from labsite.site_imports.sending import FINDER, send
from labsite.site_imports.targets import TARGETS, title_of
from moderation import revisions
from moderation.forms.snapshot import NEW_ROW, Snapshot, compare, is_pending_file, merge, same_values
from moderation.models import EditConflict, InvalidSubmission, Proposal
from moderation.querysets import UNFINISHED, State
from moderation.recorded_states import current_snapshot, recorded_snapshot
from people.models import Person
from publications.importing.batches import compare_again
from publications.models import Decision, ImportedEntry, Publication

KEPT = gettext_lazy("Changed since the import, so this was kept.")


@dataclass
class Undone:
    """The number of items undone, whether that waits for review, and the reasons why others are not."""

    number: int = 0
    is_submitted: bool = False
    reasons: list[str] = field(default_factory=list)


def undo(site_import: SiteImport, now: datetime) -> Undone:
    """Undo what an import has added and changed, in short transactions; an interrupted call can be repeated.

    What somebody has edited since is kept. Deleted objects can be restored like any other.
    """
    undone = Undone()
    proposals = Proposal.objects.filter(pk__in=site_import.items.exclude(proposal=None).values("proposal"))
    for proposal in proposals.order_by("-pk"):  # a part that was brought in later may change an earlier one
        items = list(site_import.items.filter(proposal=proposal))
        try:
            with transaction.atomic():
                edited = _undo_proposal(proposal, items, site_import, undone, now)
                _reopen(site_import, items, edited, undone)
        except (InvalidState, InvalidSubmission, EditConflict) as error:
            undone.reasons.append(f"{proposal}: {str(error) or _('This cannot be undone.')}")
        batches.give_way()
    _undo_papers(site_import, undone)
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
    """Let the items that were taken back be brought in again; name those that are kept."""
    kept = {item.pk for item in edited}
    rows = site_import.items.filter(pk__in=[item.pk for item in items if item.pk not in kept])
    people = rows.filter(target="people")  # who are removed later
    undone.number += rows.exclude(target="people").update(applied=None, proposal=None)
    people.update(proposal=None)
    undone.reasons += [f"{title_of(item)}: {KEPT}" for item in edited]


def is_as_added(instance: Model, *, but_for: Collection[str] = ()) -> bool:
    """Return whether an object and its rows are as recorded when it was added, but for these fields."""
    first = revisions.versions_of(instance).last()
    if first is None:
        return True
    before, after = recorded_snapshot(first), current_snapshot(instance)
    for snapshot in (before, after):
        for name in but_for:
            snapshot["fields"].pop(name, None)
    return not compare(before, after)


# ---- proposals --------------------------------------------------------------------------------


def _undo_proposal(
    proposal: Proposal, items: Sequence[SiteItem], site_import: SiteImport, undone: Undone, now: datetime
) -> list[SiteItem]:
    """Withdraw a proposal, or reverse what it published. Return the items that were edited since."""
    if proposal.state in UNFINISHED:
        return _withdraw(proposal, items, now)
    if proposal.state != State.APPROVED or proposal.instance is None:
        return []
    editor, by = proposal.editor, site_import.by
    if not any(map(proposal.base["fields"].get, (editor.title_field, editor.fallback_title_field))):
        if not is_as_added(proposal.instance):
            raise InvalidState(KEPT)
        _delete(proposal.instance, by)
        return []
    published, edited = proposal.published_snapshot, []
    if editor is PROFILE:
        content, edited = without_items(published, items, proposal.content, proposal.base)
    else:
        content = _reversed(proposal, published)
    if not compare(published, content):
        return edited
    reverse = Proposal(
        editor_key=editor.key, object_id=proposal.object_id, author=by, finder="" if by else FINDER
    )
    if not send(reverse, content, by, now):
        undone.is_submitted = True
    return edited


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
    """Return whether a proposal to add an object says something else than the item that it was made for."""
    if TARGETS[item.target].editor is not proposal.editor or TARGETS[item.target].is_text:
        return False
    fields = proposal.content["fields"]
    return not same_values({name: fields.get(name, []) for name in item.values}, item.values)


def _reversed(proposal: Proposal, published: Snapshot) -> Snapshot:
    """Return an object without what a proposal has changed, but for values that were changed since."""
    result = merge(_with_keys(proposal, published), published, proposal.base)
    for conflict in result.conflicts:
        rows = {row["id"]: row["values"] for row in result.snapshot["rows"].get(conflict.row_set, [])}
        values = rows.get(conflict.row_id, {}) if conflict.row_set else result.snapshot["fields"]
        values[conflict.field] = conflict.theirs
    return result.snapshot


def _with_keys(proposal: Proposal, published: Snapshot) -> Snapshot:
    """Return what a proposal published, with the ids that its new rows have now.

    A row that has been changed since is left out.
    """
    content = {"fields": proposal.content["fields"], "rows": {}}
    for name, rows in proposal.content["rows"].items():
        known = {row["id"] for row in proposal.base["rows"].get(name, [])}
        added = [row for row in published["rows"].get(name, []) if row["id"] not in known]
        content["rows"][name] = [row for row in rows if not row["id"].startswith(NEW_ROW)]
        for row in rows:
            if row["id"].startswith(NEW_ROW):
                twin = next((one for one in added if same_values(one["values"], row["values"])), None)
                if twin:
                    added.remove(twin)
                    content["rows"][name].append(twin)
    return content


def _delete(instance, by) -> None:
    """Delete an object, which can be restored. Raise InvalidState without the right to."""
    label = instance._meta
    if by is not None and not (
        by.has_perm(f"{label.app_label}.delete_{label.model_name}") or publishes_directly(by, type(instance))
    ):
        raise InvalidState(_("This is published. Ask the lab to delete it."))
    revisions.ensure_recorded(instance)
    instance.delete()


# ---- papers and people ------------------------------------------------------------------------


def _undo_papers(site_import: SiteImport, undone: Undone) -> None:
    if site_import.papers is None:
        return
    entries = site_import.papers.entries.filter(decision__in=[Decision.ACCEPTED, Decision.PROPOSED])
    teasers = site_import.items.filter(target="teaser").exclude(applied=None)
    with_teaser = {int(values["paper"][0]) for values in teasers.values_list("values", flat=True)}
    for entry in entries.filter(verdict="new").select_related("publication", "proposal"):
        try:
            with transaction.atomic():
                _undo_paper(entry, site_import, has_teaser=entry.position in with_teaser)
                undone.number += 1
        except InvalidState as error:
            undone.reasons.append(f"{entry}: {error}")
        batches.give_way()


def _undo_paper(entry: ImportedEntry, site_import: SiteImport, *, has_teaser: bool) -> None:
    paper, proposal = entry.publication, entry.proposal
    if proposal and proposal.state in UNFINISHED:
        proposal.withdraw()
    elif proposal and proposal.state == State.APPROVED:
        paper = Publication.objects.filter(pk=proposal.object_id).first()
    if paper:
        if not is_as_added(paper, but_for=["teaser"] if has_teaser else []):
            raise InvalidState(KEPT)
        _delete(paper, site_import.by)
    entry.decision, entry.publication, entry.proposal = Decision.OPEN, None, None
    entry.save(update_fields=["decision", "publication", "proposal"])
    compare_again([entry])


def _remove_people(site_import: SiteImport, undone: Undone) -> None:
    """Delete the people who were added and to whom nothing has been added since."""
    items = site_import.items.exclude(added_person=None).select_related("added_person")
    is_allowed = may_add(site_import.by, "people")  # the importer may have lost that right since
    for item in items:
        person = item.added_person
        if not is_allowed:
            undone.reasons.append(f"{person}: {_('This is published. Ask the lab to delete it.')}")
            continue
        if not _is_as_imported(person):
            undone.reasons.append(f"{person}: {KEPT}")
            continue
        with transaction.atomic():
            revisions.ensure_recorded(person)
            person.delete()
            site_import.items.filter(pk=item.pk).update(applied=None, added_person=None)
        undone.number += 1
        batches.give_way()


def _is_as_imported(person: Person) -> bool:
    """Return whether a person is as the import added them, and nothing else refers to them."""
    return (
        person.user_id is None
        and is_as_added(person)
        and not any(
            relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
            for relation in person._meta.related_objects
            if relation.get_accessor_name() not in ("affiliations", "links")
        )
    )
