"""Pages for finding, comparing and merging duplicate publications and people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.exceptions import InvalidState
from core.filters import Filters
from core.primary_keys import as_key
from labsite import editors
from labsite.views.guards import for_reviewers
from moderation.forms.difference_presentation import DifferencePresenter
from moderation.forms.edit_form import EditForm
from moderation.forms.snapshot import Snapshot, compare
from moderation.forms.spec import Editor
from people import merging as people_merging
from people.models import Person
from publications import author_linking
from publications import merging as publications_merging
from publications.models import Publication

MAX_RESULTS = 20


@dataclass(frozen=True)
class MergeableKind:
    """A kind of record that can be merged, with the permission to do so and its functions."""

    label: str
    permission: str
    editor: Editor
    search: Callable[[str], QuerySet]
    name_of: Callable[[Any], str]  # what to search for to find records like this one
    merge: Callable
    possible_duplicates: Callable[[], list[list]]


KINDS = {
    "publication": MergeableKind(
        gettext_lazy("Publications"),
        "publications.delete_publication",
        editors.PUBLICATION,
        lambda query: Publication.objects.matching(query).newest_first(),
        str,
        publications_merging.merge,
        publications_merging.possible_duplicates,
    ),
    "person": MergeableKind(
        gettext_lazy("People"),
        "people.manage_members",
        editors.PROFILE,
        lambda query: Person.objects.named(query).order_by("name"),
        lambda person: person.name,
        people_merging.merge,
        people_merging.possible_duplicates,
    ),
}


@require_safe
@for_reviewers
def duplicates(request):
    """List possible duplicates, or the records that match a search."""
    query = Filters(request.GET).query
    kinds = [
        (name, kind.label, [], kind.search(query)[:MAX_RESULTS])
        if query
        else (name, kind.label, kind.possible_duplicates(), [])
        for name, kind in KINDS.items()
        if request.user.has_perm(kind.permission)
    ]
    return render(request, "labsite/duplicates.html", {"kinds": kinds, "query": query})


@for_reviewers
def merge(request, kind, pk):
    """Merge a record (``?with=``) into the one of the URL, after showing a comparison or a search."""
    if kind not in KINDS:
        raise Http404
    mergeable = KINDS[kind]
    if not request.user.has_perm(mergeable.permission):
        raise PermissionDenied
    model = mergeable.editor.model
    target = get_object_or_404(model, pk=pk)
    duplicate = model.objects.exclude(pk=pk).filter(pk=as_key(request.GET.get("with")) or 0).first()
    if request.method == "POST" and duplicate:
        try:
            target = mergeable.merge(target, duplicate, request.user)
        except InvalidState as error:
            messages.error(request, str(error))
            return redirect(request.get_full_path())
        messages.success(request, _("Merged. The old URL now redirects here."))
        if kind == "person" and author_linking.is_linking(target):
            text = _(
                "The name matches many publications. They are being linked now; this takes a few minutes."
            )
            messages.info(request, text)
        return redirect(target)
    return render(request, "labsite/merge.html", _merge_context(request, kind, target, duplicate))


def _merge_context(request, kind: str, target, duplicate) -> dict:
    """Return the template context: search results without a duplicate, else the differences."""
    mergeable, query = KINDS[kind], Filters(request.GET).query
    editor = mergeable.editor
    context = {"kind": kind, "target": target, "duplicate": duplicate, "query": query}
    if duplicate is None:
        results = mergeable.search(query or mergeable.name_of(target)).exclude(pk=target.pk)
        return context | {"results": list(results[:MAX_RESULTS])}
    difference = compare(_snapshot_by_position(editor, target), _snapshot_by_position(editor, duplicate))
    return context | {"blocks": DifferencePresenter(editor).blocks(difference)}


def _snapshot_by_position(editor: Editor, record) -> Snapshot:
    """Return the snapshot of a record with rows keyed by position, so that two records can be compared."""
    snapshot = EditForm(editor, record).published_snapshot
    rows_by_set = {
        name: [{**row, "id": f"place {position}"} for position, row in enumerate(rows, 1)]
        for name, rows in snapshot["rows"].items()
    }
    return {**snapshot, "rows": rows_by_set}
