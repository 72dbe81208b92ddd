"""The sitemap: an index, and sections of pages of one kind."""

from django.contrib.sitemaps.views import SitemapIndexItem
from django.core.paginator import InvalidPage
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.http import absolute
from labsite.sitemaps import SITEMAPS, pages

XML = "application/xml"
#: Search engines read a sitemap, but list no such page.
HEADERS = {"X-Robots-Tag": "noindex, noodp, noarchive"}
SECTION = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
{entries}</urlset>
"""


@require_safe
def sitemap(request):
    """List the pages of all sections that are not empty, each with its latest change.

    Django's index would name the host of the request.
    """
    items = []
    for section, number, lastmod in pages():
        query = f"?p={number}" if number > 1 else ""
        address = absolute(reverse("sitemap-section", args=[section])) + query
        items.append(SitemapIndexItem(address, lastmod))
    content = render_to_string("sitemap_index.xml", {"sitemaps": items})
    return HttpResponse(content, content_type=XML, headers=HEADERS)


@require_safe
def sitemap_section(request, section):
    """List the pages of a section (``?p=2`` the second thousand)."""
    if section not in SITEMAPS:
        raise Http404
    try:
        entries = "".join(SITEMAPS[section]().entries(request.GET.get("p", 1)))
    except InvalidPage as error:
        raise Http404 from error
    return HttpResponse(SECTION.format(entries=entries), content_type=XML, headers=HEADERS)
