"""The data files for other sites and scripts, and their schemas."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from labsite import open_data


@require_safe
def data_file(request, name):
    """Send what the pages of one kind show as JSON, which scripts of any site may read.

    A query string, such as one against caches, redirects to the file, so that the page cache keeps one copy.
    """
    _check(name)
    if request.META.get("QUERY_STRING"):
        return _for_all_sites(redirect("data-file", name, permanent=True))
    content = open_data.content(name, timezone.now())
    return _for_all_sites(HttpResponse(content, content_type="application/json"))


@require_safe
def data_schema(request, name):
    """Send the JSON Schema of a data file."""
    _check(name)
    content = open_data.schema(name)
    return _for_all_sites(HttpResponse(content, content_type="application/schema+json"))


def _check(name):
    if name not in open_data.NAMES:
        raise Http404


def _for_all_sites(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
