"""A page of the lab's own."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.languages import local
from labsite.views.live_blocks import filled
from pages.models import Page
from pages.rendering import render as render_markdown
from people.models import find_by_slug


@require_safe
def page(request, slug):
    """Show a page with links to its subpages. A page that the user may not read does not exist."""
    visible = Page.objects.visible_to(request.user).for_list()
    page = find_by_slug(visible.select_related("parent"), slug)
    if page.slug != slug:
        return redirect(page, permanent=True)
    text = local(page, "body")
    return render(
        request,
        "labsite/page.html",
        {
            "page": page,
            "body": filled(render_markdown(text.text)),
            "body_lang": text.lang,
            "subpages": visible.filter(parent=page).in_order() if page.parent is None else [],
        },
    )
