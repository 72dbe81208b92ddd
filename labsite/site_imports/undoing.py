"""Undo an import: delete what it added and restore what it changed, unless somebody has changed it since."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import batches
from core.exceptions import InvalidState
from labsite.permissions import publishes_directly
from labsite.site_imports.models import SiteImport
from labsite.site_imports.redirecting import remove_redirects
from labsite.site_imports.rights import may_add
from labsite.site_imports.sending import FINDER, send
from moderation import revisions
from moderation.forms.snapshot import NEW_ROW, Snapshot, compare, merge, same_values
from moderation.models import EditConflict, InvalidSubmission, Proposal
from moderation.querysets import UNFINISHED, State
from people.models import Person
from publications.importing.batches import compare_again
from publications.models import Decision, ImportedEntry, Publication


@dataclass
class Undone:
    """The number of items undone, whether that waits for review, and the reasons why others are not."""

    number: int = 0
    is_submitted: bool = False
    reasons: list[str] = field(default_factory=list)


def undo(site_import: SiteImport, now: datetime) -> Undone:
    """Undo what an import has added and changed, in short transactions; an interrupted call can be repeated.

    Objects that somebody else has changed since are kept. Deleted ones can be restored like any other.
    """
    undone = Undone()
    proposals = Proposal.objects.filter(pk__in=site_import.items.exclude(proposal=None).values("proposal"))
    for proposal in proposals:
        items = site_import.items.filter(proposal=proposal)
        try:
            with transaction.atomic():
                _undo_proposal(proposal, site_import, undone, now)
                of_people = items.filter(target="people")  # who are removed below
                undone.number += items.exclude(target="people").update(applied=None, proposal=None)
                of_people.update(proposal=None)
        except (InvalidState, InvalidSubmission, EditConflict) as error:
            undone.reasons.append(f"{proposal}: {str(error) or _('This cannot be undone.')}")
        batches.give_way()
    _undo_papers(site_import, undone)
    site_import.items.filter(target="teaser").update(applied=None)
    _remove_people(site_import, undone)
    remove_redirects(site_import)
    site_import.applied, site_import.undone = None, now
    site_import.save(update_fields=["applied", "undone", "redirected", "updated"])
    return undone


# ---- proposals --------------------------------------------------------------------------------


def _undo_proposal(proposal: Proposal, site_import: SiteImport, undone: Undone, now: datetime) -> None:
    """Withdraw a proposal, or reverse what it published."""
    if proposal.state in UNFINISHED:
        proposal.withdraw()
        return
    if proposal.state != State.APPROVED or proposal.instance is None:
        return
    editor, by = proposal.editor, site_import.by
    if not any(proposal.base["fields"].get(editor.title_field, [])):  # it added the object
        _delete(proposal.instance, by)
        return
    published = proposal.published_snapshot
    content = merge(_with_keys(proposal, published), published, proposal.base).snapshot
    if not compare(published, content):
        return
    reverse = Proposal(
        editor_key=editor.key, object_id=proposal.object_id, author=by, finder="" if by else FINDER
    )
    if not send(reverse, content, by, now):
        undone.is_submitted = True


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
    for entry in entries.filter(verdict="new").select_related("publication", "proposal"):
        try:
            with transaction.atomic():
                _undo_paper(entry, site_import)
                undone.number += 1
        except InvalidState as error:
            undone.reasons.append(f"{entry}: {error}")
        batches.give_way()


def _undo_paper(entry: ImportedEntry, site_import: SiteImport) -> None:
    paper, proposal = entry.publication, entry.proposal
    if proposal and proposal.state in UNFINISHED:
        proposal.withdraw()
    elif proposal and proposal.state == State.APPROVED:
        paper = Publication.objects.filter(pk=proposal.object_id).first()
    if paper:
        last = revisions.versions_of(paper).first()
        applied = site_import.applied
        if last and applied and last.revision.date_created > applied:
            raise InvalidState(_("Changed since the import, so this was kept."))
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
            undone.reasons.append(f"{person}: {_('Changed since the import, so this was kept.')}")
            continue
        with transaction.atomic():
            revisions.ensure_recorded(person)
            person.delete()
            site_import.items.filter(pk=item.pk).update(applied=None, added_person=None)
        undone.number += 1
        batches.give_way()


def _is_as_imported(person: Person) -> bool:
    """Return whether nothing refers to a person but the rows that came with the import."""
    return person.user_id is None and not any(
        relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
        for relation in person._meta.related_objects
        if relation.get_accessor_name() not in ("affiliations", "links")
    )
