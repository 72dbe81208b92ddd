"""A page of the lab's own."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pages.models import Page
from people.models import find_by_slug


@require_safe
def page(request, slug):
    """Show a page with links to its subpages. A page that the user may not read does not exist."""
    visible = Page.objects.visible_to(request.user).for_list()
    page = find_by_slug(visible.select_related("parent"), slug)
    if page.slug != slug:
        return redirect(page, permanent=True)
    return render(
        request,
        "labsite/page.html",
        {
            "page": page,
            "subpages": visible.filter(parent=page).in_order() if page.parent is None else [],
        },
    )
