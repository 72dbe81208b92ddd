"""Records that are one thing: found, compared and merged by hand."""

from collections.abc import Callable
from dataclasses import dataclass

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
from publications import merging as publications_merging
from publications.models import Publication

MOST_FOUND = 20


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be merged, and who may."""

    label: str
    permission: str
    editor: Editor
    search: Callable[[str], QuerySet]
    merge: Callable
    possible_duplicates: Callable[[], list[list]]


KINDS = {
    "publication": Kind(
        gettext_lazy("Publications"),
        "publications.delete_publication",
        editors.PUBLICATION,
        lambda query: Publication.objects.matching(query).newest_first(),
        publications_merging.merge,
        publications_merging.possible_duplicates,
    ),
    "person": Kind(
        gettext_lazy("People"),
        "people.manage_members",
        editors.PROFILE,
        lambda query: Person.objects.named(query).order_by("name"),
        people_merging.merge,
        people_merging.possible_duplicates,
    ),
}


@require_safe
@for_reviewers
def duplicates(request):
    """What may be there twice, and a search for anything else that is."""
    query = Filters(request.GET).query
    found = [
        (name, kind.label, [], kind.search(query)[:MOST_FOUND])
        if query
        else (name, kind.label, kind.possible_duplicates(), [])
        for name, kind in KINDS.items()
        if request.user.has_perm(kind.permission)
    ]
    return render(request, "labsite/duplicates.html", {"kinds": found, "query": query})


@for_reviewers
def merge(request, kind, pk):
    """One record beside another; which of them stays, is said by sending the form."""
    if kind not in KINDS:
        raise Http404
    how = KINDS[kind]
    if not request.user.has_perm(how.permission):
        raise PermissionDenied
    model = how.editor.model
    kept = get_object_or_404(model, pk=pk)
    other = model.objects.exclude(pk=pk).filter(pk=as_key(request.GET.get("with")) or 0).first()
    if request.method == "POST" and other:
        try:
            kept = how.merge(kept, other, request.user)
        except InvalidState as problem:
            messages.error(request, str(problem))
            return redirect(request.get_full_path())
        messages.success(request, _("Merged. The old address leads here."))
        return redirect(kept)
    return render(request, "labsite/merge.html", _compared(request, kind, how, kept, other))


def _compared(request, name: str, how: Kind, kept, other) -> dict:
    """Returns what the page shows: where to find the other one, or how the two differ."""
    query = Filters(request.GET).query
    context = {"kind": name, "kept": kept, "other": other, "query": query}
    if other is None:
        found = how.search(query or str(kept)).exclude(pk=kept.pk)
        return context | {"found": list(found[:MOST_FOUND])}
    one, two = (by_place(how.editor, row) for row in (kept, other))
    return context | {"blocks": DifferencePresenter(how.editor).blocks(compare(one, two))}


def by_place(editor: Editor, row) -> Snapshot:
    """Returns the content of a record, with its rows by place: two records have no keys in common."""
    content = EditForm(editor, row).published_snapshot
    rows = {
        name: [{**one, "id": f"place {place}"} for place, one in enumerate(found, 1)]
        for name, found in content["rows"].items()
    }
    return {**content, "rows": rows}
