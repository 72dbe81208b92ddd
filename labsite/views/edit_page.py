"""The page of an edit form: how it is rendered, and the signed values that it brings back when submitted."""

import json
from dataclasses import asdict

from django.core import signing
from django.shortcuts import render
from django.urls import reverse

from labsite.editors import PROFILE
from moderation.forms.difference_presentation import DifferencePresenter
from moderation.forms.edit_form import EditForm
from moderation.forms.form_presentation import form_errors, form_sections
from moderation.forms.snapshot import Conflict, Snapshot, empty_snapshot
from moderation.forms.spec import Editor
from moderation.models import Proposal
from people.forms import MarkdownTextarea

SALT = "labsite.views.edit_page"


def render_edit_page(request, edit_form: EditForm, opened: Snapshot, *, status: int = 200, **context):
    """Render the page of a form, which brings the ``opened`` snapshot back, signed, when it is submitted."""
    _set_pending_file_urls(edit_form, context.get("proposal"))
    suggestions = [(name, values()) for name, values in edit_form.editor.suggestions]
    context |= {
        "edit_form": edit_form,
        "sections": form_sections(edit_form),
        "errors": form_errors(edit_form),
        "suggestions": suggestions,
        "files_url": _files_url(request.user, edit_form),
        "import_url": _import_url(request.user, edit_form),
        "opened": signing.dumps(opened, salt=SALT, compress=True),
    }
    return render(request, "labsite/edit.html", context, status=status)


def _files_url(user, edit_form: EditForm) -> str:
    """Return the URL of the user's library of uploads if the form has a text that can use them; else ""."""
    if not any(isinstance(field.widget, MarkdownTextarea) for field in edit_form.form.fields.values()):
        return ""
    return reverse("desk-files" if user.has_perm("pages.change_upload") else "my-files")


def _import_url(user, edit_form: EditForm) -> str:
    """Return the URL of the import of a homepage if the form is the user's own profile; else ""."""
    person = getattr(user, "person", None)
    is_own = edit_form.editor is PROFILE and person is not None and edit_form.instance.pk == person.pk
    return reverse("my-import") if is_own else ""


def opened_snapshot(request) -> Snapshot:
    """Return the snapshot that the submitted form was opened with; an empty one without a valid signature."""
    try:
        return signing.loads(request.POST.get("opened", ""), salt=SALT)
    except signing.BadSignature:
        return empty_snapshot()


def pending_file_url(proposal: Proposal | None, field: str) -> str:
    """Return the URL of a pending file, for its author and reviewers; "" before the proposal is stored."""
    return reverse("proposal-file", args=[proposal.pk, field, "as"]) if proposal and proposal.pk else ""


def difference_presenter(editor: Editor, proposal: Proposal | None, user) -> DifferencePresenter:
    """Return a presenter that shows a user the pending files of a proposal, and which of them are missing.

    Authors see the names of referenced objects only if their form offers these.
    """

    def file_url(field: str) -> str:
        is_missing = proposal is None or field in proposal.missing_files
        return "" if is_missing else pending_file_url(proposal, field)

    if user.has_perm("moderation.review_proposal"):
        return DifferencePresenter(editor, file_url)
    form = EditForm(editor, proposal and proposal.instance, user=user).form
    return DifferencePresenter(editor, file_url, form.fields)


def _set_pending_file_urls(edit_form: EditForm, proposal: Proposal | None) -> None:
    """Give the form the URLs of the pending files of its proposal, but not of a refused upload."""
    pending_files = proposal.pending_files if proposal and proposal.pk else {}
    for name, file in edit_form.form.files.items():
        if name in pending_files and pending_files[name].name == file.name:
            file.url = pending_file_url(proposal, name)


def preview_token(proposal: Proposal) -> str:
    """Return a signature of what a preview showed; the submit button of the preview brings it back."""
    content = [proposal.pk, proposal.updated.isoformat(), proposal.merge_result.snapshot]
    return signing.Signer(salt=f"{SALT}.preview").signature(json.dumps(content, sort_keys=True))


def conflicts_token(conflicts: list[Conflict]) -> str:
    """Return a signature of the conflicts that a form showed, which the form brings back; "" for none."""
    content = json.dumps([asdict(conflict) for conflict in conflicts])
    return signing.Signer(salt=f"{SALT}.conflicts").signature(content) if conflicts else ""
