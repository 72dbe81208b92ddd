"""Conditional requests: "not modified" for a browser or a script whose copy is still current.

Django's answer has too few headers for scripts of other sites, which may read the data files.
"""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware import http
from django.utils.cache import get_conditional_response

from core.http import FOR_OTHER_SITES

#: The header with the ETag of the copy, as in ``request.META``, and all headers of conditional requests.
IF_NONE_MATCH = "HTTP_IF_NONE_MATCH"
CONDITIONS = frozenset({IF_NONE_MATCH, "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"})
#: The headers of a page that "not modified" has as well: those of RFC 9110, section 15.4.5, as with Django,
#: and those for other sites.
OF_UNCHANGED_PAGE = (
    "Cache-Control",
    "Content-Location",
    "ETag",
    "Expires",
    "Last-Modified",
    "Vary",
    *FOR_OTHER_SITES,
)


def conditional_response(request: HttpRequest, response: HttpResponse, etag: str | None) -> HttpResponseBase:
    """Return the response, or in its place "not modified" or "precondition failed"."""
    answer = get_conditional_response(request, etag, response=response)
    return _for_other_sites(answer or response, response)


class ConditionalGetMiddleware(http.ConditionalGetMiddleware):
    """Django's middleware, whose answers keep the headers for other sites."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        return _for_other_sites(super().process_response(request, response), response)


def _for_other_sites(answer: HttpResponseBase, response: HttpResponseBase) -> HttpResponseBase:
    if answer is not response:
        for name in FOR_OTHER_SITES:
            if name in response.headers:
                answer.headers[name] = response.headers[name]
    return answer
