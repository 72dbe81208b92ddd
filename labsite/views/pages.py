"""The PI's dashboard for the lab's own pages and the menu."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from labsite.editors import MENU, PAGE
from labsite.views.add_view import AddView
from labsite.views.edit_view import EditView
from labsite.views.guards import permission_required
from moderation.deletions import record_deletion
from moderation.models import Proposal
from pages.models import Menu, Page
from people.models import find_by_slug

for_page_editors = permission_required("pages.change_page")
MAX_LISTED = 100


@require_safe
@for_page_editors
def pages(request):
    """List all pages, each followed by its subpages, and unpublished drafts."""
    proposals = Proposal.objects.filter(editor_key=PAGE.key).for_list().latest_first()
    return render(
        request,
        "labsite/pages.html",
        {
            "pages": _in_tree_order(list(Page.objects.for_list().in_order())),
            "drafts": proposals.by(request.user).unfinished()[:MAX_LISTED],
            "waiting": proposals.pending().exclude(author=request.user)[:MAX_LISTED],
        },
    )


def _in_tree_order(rows: list[Page]) -> list[Page]:
    """Return the pages with each one's subpages right after it."""
    return [
        page
        for top in rows
        if top.parent_id is None
        for page in (top, *(row for row in rows if row.parent_id == top.pk))
    ]


@method_decorator(for_page_editors, name="dispatch")
class AddPage(AddView):
    editor = PAGE
    back = "desk-pages"
    title = gettext_lazy("New page")


@require_POST
@permission_required("pages.delete_page")
def delete_page(request, slug):
    """Delete a page, which can be restored under “Deleted items”. Its subpages move to the top level.

    Those of a page that is not public do not become public.
    """
    page = find_by_slug(Page.objects.all(), slug)
    with transaction.atomic():
        record_deletion(page, by=request.user)
        Page.objects.filter(pk=page.pk).delete_and_keep_subpages_hidden()
    messages.success(request, _("Page deleted. You can restore it under “Deleted items”."))
    return redirect("desk-pages")


@method_decorator(permission_required("pages.change_menu"), name="dispatch")
class EditMenu(EditView):
    editor = MENU
    back = "desk-pages"
    title = gettext_lazy("Menu")

    def get_object(self):
        return Menu.objects.first()
