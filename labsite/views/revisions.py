"""What was published about a thing and when, and the way back to it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from reversion.models import Version

from core.paging import paged
from labsite.views.guards import for_reviewers
from moderation import contents, revisions
from moderation.differences import Presenter
from moderation.editing import EDITORS, editor_of


@require_safe
@for_reviewers
def history(request, kind, pk):
    """All that was published about one object, latest first."""
    if kind not in EDITORS:
        raise Http404
    instance = get_object_or_404(editor_of(kind).model._base_manager, pk=pk)
    versions = revisions.versions_of(instance)
    return render(
        request,
        "labsite/history.html",
        {"object": instance, "kind": kind, "page": paged(request, versions, 50)},
    )


def published_version(pk: int) -> Version:
    """Returns a version of something that has an editor. Raises Http404."""
    version = get_object_or_404(Version.objects.select_related("revision__user", "content_type"), pk=pk)
    if revisions.editor_for(version._model) is None:
        raise Http404
    return version


@require_safe
@for_reviewers
def revision(request, pk):
    """What a revision has changed, and what going back to it would change now."""
    version = published_version(pk)
    editor, then = revisions.editor_for(version._model), revisions.content_of(version)
    earlier = revisions.previous(version)
    before = revisions.content_of(earlier) if earlier else contents.empty()
    instance = editor.model._base_manager.filter(pk=version.object_id).first()
    presenter = Presenter(editor)
    back = contents.difference(revisions.content_now(instance), then) if instance else contents.Difference()
    return render(
        request,
        "labsite/revision.html",
        {
            "version": version,
            "object": instance,
            "kind": editor.key,
            "is_first": earlier is None,
            "blocks": presenter.blocks(contents.difference(before, then)),
            "back_blocks": presenter.blocks(back),
            "can_revert": instance is None or bool(back),
        },
    )


@require_safe
@for_reviewers
def deleted(request):
    """What was deleted and can come back."""
    return render(request, "labsite/deleted.html", {"versions": revisions.deleted()})


@require_POST
@for_reviewers
def revert(request, pk):
    version = published_version(pk)
    try:
        instance = revisions.revert(version, request.user)
    except revisions.CannotRevert as problem:
        messages.error(request, _("This cannot be reverted: %(problem)s") % {"problem": problem})
        return redirect("revision", pk)
    messages.success(request, _("It is again as it was then."))
    return redirect("history", revisions.editor_for(version._model).key, instance.pk)
