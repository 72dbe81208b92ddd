"""Looks for N+1 queries while a test requests pages; tests/conftest.py puts it into the middleware.

Only while a page is read. Where a form of many rows is saved, Django itself asks once for each row.
"""

from zeal import zeal_context, zeal_ignore

READING = {"GET", "HEAD"}
# The account that is signed in, and the one that the page is about; a session is read, and
# deleted if invalid.
FINE = [
    {"model": "accounts.User", "field": "get()"},
    {"model": "sessions.Session", "field": "get()"},
]


def no_n_plus_one(get_response):
    """Middleware that raises NPlusOneError where reading a page asks the same for row after row."""

    def middleware(request):
        if request.method not in READING:
            return get_response(request)
        with zeal_context(), zeal_ignore(FINE):
            return get_response(request)

    return middleware
