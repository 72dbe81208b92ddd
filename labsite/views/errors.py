"""Error pages in the design of the site."""

import sys

from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils import translation

from core.http import GetResponse
from core.languages import CHINESE, ENGLISH, HTML_LANG, language_of_path, path_in
from core.outages.faults import RETRY_AFTER, Fault, fault_of
from core.outages.posted_fields import MAX_FIELDS, is_typed, posted_form
from core.theme import theme_of
from people.models.old_addresses import redirect_target


def not_found(request, exception):
    """Redirect an address of the lab's former site, or one in capital letters, to the page that is meant.

    After a POST, for example to a deleted object, show what was typed, so that it can be copied.
    """
    if request.method in ("GET", "HEAD") and (
        target := redirect_target(request.path_info) or _in_lower_case(request)
    ):
        return redirect(target, permanent=True)
    return render(request, "404.html", _typed_form(request), status=404)


def _in_lower_case(request) -> str:
    """Return the URL in lower case if another view answers it, or "": views find slugs in any case."""
    path = request.path_info.lower()
    language = language_of_path(path)
    try:
        with translation.override(language):
            match = resolve(path)
    except Resolver404:
        return ""
    if request.resolver_match and match.view_name == request.resolver_match.view_name:
        return ""
    query = request.META.get("QUERY_STRING", "")
    return path_in(language, path) + (f"?{query}" if query else "")


def permission_denied(request, exception=None):
    """Refuse access; after a POST, for example of a form opened before a right ended, show what was typed."""
    return render(request, "403.html", _typed_form(request), status=403)


def _typed_form(request) -> dict:
    """Return the fields and files of a posted form; {} if nobody has typed into it."""
    form = posted_form(request, MAX_FIELDS)
    return form if is_typed(form) else {}


class WrongMethodMiddleware:
    """Shows a page when someone opens an address that only accepts forms; Django's response is empty.

    That happens after a form's own response, such as the preview of an email, when the reader changes the
    language or loads the address again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "GET" or response.status_code != 405 or response.streaming or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


def csrf_failure(request, reason=""):
    """Say that the page has expired, and show what was typed, ready to be submitted again."""
    return render(request, "403_csrf.html", posted_form(request, MAX_FIELDS), status=403)


def server_error(request):
    """Render a page without database queries, because the database may be the cause."""
    if fault := fault_of(sys.exc_info()[1]):
        return unavailable(request, fault)
    home_pages = {"home": path_in(ENGLISH, "/"), "home_zh": path_in(CHINESE, "/")}
    return HttpResponseServerError(render_to_string("500.html", home_pages))


def unavailable(request, fault: Fault) -> HttpResponse:
    """Say what is unavailable and when to try again; after a POST, show what was typed, to submit it again.

    Needs no database. The response is marked with the ``fault``, for ``core.outages.middleware``.
    """
    language = language_of_path(request.path_info)
    with translation.override(language):
        context = {
            "fault": fault.value,
            "html_lang": HTML_LANG[language],
            "theme": theme_of(request),
            "home": path_in(language, "/"),
            "url": request.get_full_path(),
            "is_post": request.method == "POST",
            **posted_form(request),  # the labels of its fields are translated here
        }
        text = render_to_string("unavailable.html", context)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    response = HttpResponse(text, status=503, headers=headers)
    response.fault = fault
    return response
