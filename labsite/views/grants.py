"""The PI's dashboard for grants, and for linking the papers that name them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from labsite.editors import GRANT
from labsite.views.add_view import AddView
from labsite.views.edit_view import EditView
from labsite.views.guards import permission_required
from people.models import find_by_slug
from projects import funding
from projects.funding import unlinked_papers
from projects.models import Grant

for_grant_editors = permission_required("projects.change_grant")


@require_safe
@for_grant_editors
def grants(request):
    """List all grants, each with the number of papers that name it and are not linked to it."""
    rows = list(Grant.objects.in_order())
    unlinked = unlinked_papers(rows)
    for row in rows:
        row.unlinked_count = len(unlinked[row.pk])
    return render(request, "labsite/grants.html", {"grants": rows})


@method_decorator(for_grant_editors, name="dispatch")
class AddGrant(AddView):
    editor = GRANT
    back = "desk-grants"
    title = gettext_lazy("Add a grant")


@method_decorator(for_grant_editors, name="dispatch")
class EditGrant(EditView):
    editor = GRANT
    back = "desk-grants"

    def get_object(self):
        return find_by_slug(Grant.objects.all(), self.kwargs["slug"])


@require_POST
@for_grant_editors
def link_papers(request, slug):
    """Link the papers whose funding names the grant, as one revision."""
    row = find_by_slug(Grant.objects.all(), slug)
    keys = unlinked_papers([row])[row.pk]
    funding.link_papers(row, keys, request.user)
    text = ngettext("%(number)d paper linked.", "%(number)d papers linked.", len(keys))
    messages.success(request, text % {"number": len(keys)})
    return redirect("desk-grants")
