"""Turn imported entries into proposals, for members whose publications are reviewed before they appear."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.batches import batches
from core.exceptions import InvalidState
from moderation.forms.edit_form import EditForm
from moderation.forms.form_presentation import error_lines
from moderation.forms.snapshot import Snapshot
from moderation.forms.spec import Editor
from moderation.models import InvalidSubmission, Proposal
from people.models import Person
from publications.author_claims import match_contributors, members_matcher
from publications.form_content import changed_content, new_content
from publications.importing.batches import plan_rows
from publications.importing.planning import PlannedEntry
from publications.importing.preview import is_own
from publications.matching import Matcher
from publications.models import Decision, ImportedEntry, Verdict


def propose(
    rows: Sequence[ImportedEntry],
    fields: Mapping[int, Collection[str]],
    by,
    person: Person | None,
    editor: Editor,
    now: datetime,
) -> int:
    """Submit entries for review, each as a proposal, and return how many were submitted.

    ``fields`` maps the primary key of a row to the differences to copy. Only entries of which ``person`` is,
    or may be, an author are submitted. The others stay undecided; so do duplicates, publications with an
    unfinished proposal, and entries that the form rejects, which get its errors.
    """
    matcher, submitted = members_matcher(), 0
    for row, item in chain.from_iterable(batches(zip(rows, plan_rows(rows), strict=True))):
        content = _content(item, fields.get(row.pk, []), matcher, editor, person)
        if content is None:
            continue
        proposal = Proposal(editor_key=editor.key, object_id=item.same_as and item.same_as.pk, author=by)
        try:
            with suppress(IntegrityError, InvalidState), transaction.atomic():
                _lock(row)
                proposal.save_draft(content)
                proposal.submit(now)
                row.decision, row.verdict, row.proposal = Decision.PROPOSED, item.verdict, proposal
                row.save(update_fields=["decision", "verdict", "proposal"])
                submitted += 1
        except InvalidSubmission as refused:
            row.errors = error_lines(refused.edit_form)
            row.save(update_fields=["errors"])
    return submitted


def _lock(row: ImportedEntry) -> None:
    """Lock an undecided entry. Raise InvalidState if it has been decided already (a double click)."""
    if not ImportedEntry.objects.lock_undecided([row.pk]).exists():
        raise InvalidState(_("This entry has already been decided."))


def create_draft(row: ImportedEntry, by, person: Person | None, editor: Editor) -> Proposal:
    """Return a new draft for an entry that cannot be added as it is, for its owner to complete.

    Raises InvalidState where the entry has been decided already.
    """
    (item,) = plan_rows([row])
    proposal = Proposal(editor_key=editor.key, author=by)
    with transaction.atomic():
        _lock(row)
        proposal.save_draft(new_content(item.entry, members_matcher(), person))
        row.decision = Decision.COMPLETED
        row.save(update_fields=["decision"])
    return proposal


def _content(
    item: PlannedEntry, names: Collection[str], matcher: Matcher, editor: Editor, person: Person | None
) -> Snapshot | None:
    """Return the form content to propose, or None if there is nothing that this member may propose."""
    matches = match_contributors(matcher, item.entry)
    if person is None or not is_own(person, item.same_as, matches):
        return None
    if item.verdict == Verdict.NEW:
        return new_content(item.entry, matcher, person)
    if item.verdict == Verdict.UPDATE and names:
        published = EditForm(editor, item.same_as).published_snapshot
        return changed_content(published, names, item.entry, matcher, item.same_as)
    return None
