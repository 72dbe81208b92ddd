"""Middleware that finds N+1 queries in tests; ``tests/settings.py`` adds it.

Only for GET and HEAD: when a form with many rows is saved, Django itself queries once per row.
"""

from zeal import zeal_context, zeal_ignore

CHECKED_METHODS = {"GET", "HEAD"}
# The signed-in account and the account that the page is about; a session is read, and deleted if invalid.
ALLOWED = [
    {"model": "accounts.User", "field": "get()"},
    {"model": "sessions.Session", "field": "get()"},
]


def no_n_plus_one(get_response):
    """Raise NPlusOneError if a page repeats a query for each row."""

    def middleware(request):
        if request.method not in CHECKED_METHODS:
            return get_response(request)
        with zeal_context(), zeal_ignore(ALLOWED):
            return get_response(request)

    return middleware
