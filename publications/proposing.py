"""Entries as proposals: the form for publications, filled in, for those who are reviewed first."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.exceptions import InvalidState
from moderation.contents import Content
from moderation.editing import Editor
from moderation.models import NotValid, Proposal
from people.models import Person
from publications.claims import match_authors, members_matcher
from publications.drafts import changed_content, new_content
from publications.importing.batches import planned_now
from publications.importing.planning import Planned
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
    """Sends entries to the reviewers, each as a proposal; returns how many.

    Only what the member has written, or may have; what is there already or being worked on stays undecided,
    and so does what the form does not accept, with what is wrong.
    """
    matcher, sent = members_matcher(), 0
    for row, item in zip(rows, planned_now(rows), strict=True):
        content = _content(item, fields.get(row.pk, []), matcher, editor, person)
        if content is None:
            continue
        proposal = Proposal(editor=editor.key, object_id=item.same_as and item.same_as.pk, author=by)
        try:
            with suppress(IntegrityError, InvalidState), transaction.atomic():
                _hold(row)
                proposal.fill(content)
                proposal.submit(now)
                row.decision, row.verdict = Decision.PROPOSED, item.verdict
                row.save(update_fields=["decision", "verdict"])
                sent += 1
        except NotValid as refused:
            row.errors = refused.bundle.error_lines
            row.save(update_fields=["errors"])
    return sent


def _hold(row: ImportedEntry) -> None:
    """Locks an entry. Raises InvalidState where it has been decided on meanwhile, as by a second click."""
    if not ImportedEntry.objects.held([row.pk]).exists():
        raise InvalidState(_("This is decided already."))


def draft(row: ImportedEntry, by, person: Person | None, editor: Editor) -> Proposal:
    """Makes a draft of an entry that cannot be added as it is, for its owner to complete.

    Raises InvalidState.
    """
    (item,) = planned_now([row])
    proposal = Proposal(editor=editor.key, author=by)
    with transaction.atomic():
        _hold(row)
        proposal.fill(new_content(item.entry, members_matcher(), person))
        row.decision = Decision.COMPLETED
        row.save(update_fields=["decision"])
    return proposal


def _content(
    item: Planned, names: Collection[str], matcher: Matcher, editor: Editor, person: Person | None
) -> Content | None:
    """Returns what to propose; None where there is nothing that this member may propose."""
    matches = match_authors(matcher, item.entry.authors)
    if person is None or not is_own(person, item.same_as, matches):
        return None
    if item.verdict == Verdict.NEW:
        return new_content(item.entry, matcher, person)
    if item.verdict == Verdict.UPDATE and names:
        return changed_content(editor.open(item.same_as).content, names, item.entry, matcher, item.same_as)
    return None
