"""Reverse the changes of an approved proposal of an import, except values that were changed since."""

from datetime import datetime

from accounts.models import User
from labsite.site_imports.deleting import Undone
from labsite.site_imports.sending import FINDER, send
from moderation.forms.snapshot import NEW_ROW, Snapshot, merge, same_values
from moderation.models import Proposal


def without_changes(proposal: Proposal, published: Snapshot) -> Snapshot:
    """Return the content of an object without the changes of a proposal, except values changed since."""
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


def send_reverse(
    proposal: Proposal, content: Snapshot, by: User | None, undone: Undone, now: datetime
) -> bool:
    """Publish or submit this content of the object that a proposal has changed; return whether published."""
    finder = "" if by else FINDER
    reverse = Proposal(editor_key=proposal.editor_key, object_id=proposal.object_id, author=by, finder=finder)
    is_published = send(reverse, content, by, now)
    undone.is_submitted |= not is_published
    return is_published
