"""Version history: the published versions of an object, and restoring one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from reversion.models import Version

from core.languages import headline
from core.merging import survivors
from core.paging import paged
from labsite.upload_uses import missing_count
from labsite.views.guards import for_reviewers
from moderation import recorded_states, reverting, revisions
from moderation.deletions import record_deletion, with_deletions
from moderation.forms.difference_presentation import DifferencePresenter
from moderation.forms.snapshot import Difference, compare, empty_snapshot
from moderation.forms.spec import EDITORS
from moderation.reverting import CannotRevert, restorable_snapshot, survivor_of

#: The kinds of objects that can be deleted here. Pages are deleted in their own list, and openings contain
#: applications.
DELETABLE = ("news", "project", "publication", "team")


@require_safe
@for_reviewers
def history(request, kind, pk):
    """List the published versions of an object, latest first."""
    if kind not in EDITORS:
        raise Http404
    model = EDITORS[kind].model
    if survivor := survivors(model, [pk]).get(pk):
        return redirect("history", kind, survivor)
    instance = get_object_or_404(model._base_manager, pk=pk)
    page = paged(request, revisions.versions_of(instance), 50)
    context = {"object": instance, "kind": kind, "page": page, "can_delete": _may_delete(request.user, kind)}
    return render(request, "labsite/history.html", context)


def _may_delete(user, kind: str) -> bool:
    if kind not in DELETABLE:
        return False
    model = EDITORS[kind].model
    return user.has_perm(f"{model._meta.app_label}.delete_{model._meta.model_name}")


@require_POST
@for_reviewers
def delete(request, kind, pk):
    """Delete an object, which can be restored under “Deleted items”."""
    if not _may_delete(request.user, kind):
        raise PermissionDenied
    instance = get_object_or_404(EDITORS[kind].model._base_manager, pk=pk)
    title = headline(instance).text
    with transaction.atomic():
        record_deletion(instance, by=request.user)
        instance.delete()
    text = _("“%(title)s” deleted. You can restore it under “Deleted items”.")
    messages.success(request, text % {"title": title})
    return redirect("deleted")


@require_safe
@for_reviewers
def revision(request, pk):
    """Show what a version changed, and what restoring it would change now."""
    version = _version_or_404(pk)
    editor, snapshot = recorded_states.editor_of(version), recorded_states.recorded_snapshot(version)
    previous = revisions.previous_version(version)
    previous_snapshot = recorded_states.recorded_snapshot(previous) if previous else empty_snapshot()
    instance = editor.model._base_manager.filter(pk=version.object_id).first()
    presenter = DifferencePresenter(editor)
    to_restore = Difference()
    if instance:
        restorable = restorable_snapshot(version)
        to_restore = compare(recorded_states.current_snapshot(instance), restorable)
    return render(
        request,
        "labsite/revision.html",
        {
            "version": version,
            "title": recorded_states.recorded_headline(version),
            "object": instance,
            "survivor": survivor_of(version),
            "kind": editor.key,
            "is_first": previous is None,
            "blocks": presenter.blocks(compare(previous_snapshot, snapshot)),
            "back_blocks": presenter.blocks(to_restore),
            "missing_count": missing_count(version),
            "can_revert": instance is None or bool(to_restore),
        },
    )


def _version_or_404(pk: int) -> Version:
    """Return a version of an object with an editor. Raises Http404."""
    version = get_object_or_404(Version.objects.select_related("revision__user", "content_type"), pk=pk)
    if recorded_states.editor_of(version) is None:
        raise Http404
    return version


@require_safe
@for_reviewers
def deleted(request):
    """List the deleted objects that can be restored."""
    rows = [
        (
            version,
            recorded_states.editor_of(version).label,
            recorded_states.recorded_headline(version),
            deletion,
        )
        for version, deletion in with_deletions(revisions.deleted_objects())
    ]
    return render(request, "labsite/deleted.html", {"rows": rows})


@require_POST
@for_reviewers
def revert(request, pk):
    version = _version_or_404(pk)
    try:
        restored = reverting.revert(version, request.user)
    except CannotRevert as problem:
        text = _("This version cannot be restored: %(problem)s")
        messages.error(request, text % {"problem": problem})
        return redirect("revision", pk)
    messages.success(request, _("Version restored."))
    if restored.left_out:
        text = _(
            "These items have been deleted and were left out: %(names)s. To get them back, restore them "
            "under “Deleted items”, then restore this version again."
        )
        messages.warning(request, text % {"names": ", ".join(restored.left_out)})
    return redirect("history", recorded_states.editor_of(version).key, restored.instance.pk)
