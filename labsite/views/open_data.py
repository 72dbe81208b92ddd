"""The data files for other sites and scripts, and their schemas."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.http import FOR_OTHER_SITES
from labsite import open_data

#: What browsers ask for first (OPTIONS) when a script of another site sends headers of its own.
PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


def for_other_sites(view):
    """Let scripts of all sites read the file of a view, whose name must be that of a data file."""

    @wraps(view)
    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    def shared(request, name):
        if name not in open_data.NAMES:
            raise Http404
        is_preflight = request.method == "OPTIONS"
        response = HttpResponse(status=204, headers=PREFLIGHT) if is_preflight else view(request, name)
        for header, value in FOR_OTHER_SITES.items():
            response.headers[header] = value
        return response

    return shared


@for_other_sites
def data_file(request, name):
    """Send what the pages of one kind show as JSON.

    A query string, such as one against caches, redirects to the file, so that the page cache keeps one copy.
    """
    if request.META.get("QUERY_STRING"):
        return redirect("data-file", name, permanent=True)
    content = open_data.content(name, timezone.now())
    return HttpResponse(content, content_type="application/json")


@for_other_sites
def data_schema(request, name):
    """Send the JSON Schema of a data file."""
    return HttpResponse(open_data.schema(name), content_type="application/schema+json")
