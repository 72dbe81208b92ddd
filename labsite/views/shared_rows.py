"""Talks and honors that a member shares with the colleague who entered them: edit one, or leave it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.languages import headline
from core.shared_rows import SharedRow
from labsite import editors
from labsite.permissions import editable_by
from labsite.views.edit_view import EditView
from labsite.views.guards import for_members, for_proposers
from moderation import revisions
from moderation.forms.spec import Editor

EDITORS = {editor.key: editor for editor in (editors.TALK, editors.HONOR)}


def shared_with(person) -> list[tuple[Editor, SharedRow]]:
    """Return the talks and honors that others entered and share with the person, each with its editor."""
    return [
        (editor, row)
        for editor in EDITORS.values()
        for row in editor.model.objects.filter(colleagues=person).select_related("person")
    ]


@method_decorator(for_proposers, name="dispatch")
class EditSharedRow(EditView):
    def get_object(self):
        self.editor = _editor_or_404(self.kwargs["kind"])
        return get_object_or_404(editable_by(self.request.user, self.editor.model), pk=self.kwargs["pk"])


@require_POST
@for_members
def leave_shared_row(request, kind, pk):
    """Take the member off a talk or honor of a colleague, which stays on the profiles of the others."""
    row = get_object_or_404(_editor_or_404(kind).model, pk=pk, colleagues=request.person)
    revisions.ensure_recorded(row)
    with (
        transaction.atomic(),
        revisions.record(request.user, _("A colleague left this entry"), only_added=True),
    ):
        row.leave(request.person)
        revisions.add(row)
    messages.success(request, _("“%(title)s” is no longer on your profile.") % {"title": headline(row).text})
    return redirect("me")


def _editor_or_404(kind: str) -> Editor:
    if kind not in EDITORS:
        raise Http404
    return EDITORS[kind]
