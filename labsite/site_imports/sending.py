"""Publish or submit the proposals that contain imported items."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from core.exceptions import InvalidState
from labsite.permissions import may_publish
from labsite.site_imports.comparison import unfinished_proposal
from labsite.site_imports.import_run import ImportRun
from labsite.site_imports.models import SiteImport, SiteItem
from labsite.site_imports.outcomes import AlreadyApplied, mark
from moderation.forms.form_presentation import error_lines
from moderation.forms.snapshot import Snapshot
from moderation.forms.spec import Editor
from moderation.models import EditConflict, InvalidSubmission, Proposal

#: The value of ``Proposal.finder`` for proposals of the command.
FINDER = "import_site"


def new_proposal(site_import: SiteImport, editor: Editor, object_id: int | None) -> Proposal:
    """Return the unfinished proposal of the importer for this object, or a new one."""
    existing = unfinished_proposal(site_import, editor.key, object_id) if object_id else None
    finder = "" if site_import.by else FINDER
    return existing or Proposal(
        editor_key=editor.key, object_id=object_id, author=site_import.by, finder=finder
    )


def send(proposal: Proposal, content: Snapshot, by, now: datetime, files=None) -> bool:
    """Publish or submit a proposal with this content; return whether it was published.

    Raises InvalidSubmission, InvalidState, EditConflict; a valid draft is kept in each case.
    """
    proposal.save_draft(content, files)
    if by is None or may_publish(by, proposal):
        proposal.approve(by=by, now=now)
        return True
    proposal.submit(now)
    return False


def send_items(
    run: ImportRun,
    items: Sequence[SiteItem],
    proposal: Proposal,
    content: Snapshot,
    files: dict[str, File] | None = None,
) -> bool:
    """Send a proposal and mark its items as imported; return whether that worked, and record errors."""
    try:
        with transaction.atomic():
            is_published = send(proposal, content, run.site_import.by, run.now, files)
            mark(items, run.now, proposal=proposal)
    except InvalidSubmission as error:
        run.outcome.problems += [f"{proposal.editor.label}: {line}" for line in error_lines(error.edit_form)]
    except (EditConflict, InvalidState) as error:
        run.outcome.problems.append(f"{proposal.editor.label}: {error}")
    except AlreadyApplied:
        pass
    else:
        for item in items:
            run.outcome.count(item.target, 1, is_published)
        return True
    return False
