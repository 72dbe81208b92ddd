"""A fault outside of the program gives a page with status 503 that brings back what was typed."""

import errno
import sqlite3

import html5lib
import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from people import views as people_views
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


def locked():
    """Return the error of a database that another process has locked, as Django raises it."""
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    error = OperationalError("database is locked")
    error.__cause__ = cause
    return error


FAULTS = {
    "locked": locked(),
    "away": OperationalError("server closed the connection unexpectedly"),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
}


@pytest.fixture
def broken(monkeypatch, visitor):
    """``broken(error)`` makes the people page raise ``error``, and returns how often that has happened."""

    def break_page(*errors):
        calls, errors = [], list(errors)
        original = people_views.people_filters

        def fail(data):
            calls.append(data)
            if errors:
                raise errors.pop(0)
            return original(data)

        monkeypatch.setattr(people_views, "people_filters", fail)
        visitor.raise_request_exception = False
        return calls

    return break_page


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("path", ["/people/", "/zh-hans/people/"])
def test_fault_gives_a_page_in_the_language_of_the_site(broken, visitor, fault, path):
    broken(*[FAULTS[fault]] * 2)
    response = visitor.get(path)
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response.headers
    page = Page(response)
    assert page.is_noindex
    assert page.root.get("lang") == ("zh-Hans" if path.startswith("/zh-hans/") else "en")
    assert len(page.all("h1")) == 1
    parser = html5lib.HTMLParser()
    parser.parse(response.content, transport_encoding="utf-8")
    assert parser.errors == []


def test_page_keeps_the_theme(broken, visitor):
    broken(FAULTS["locked"])
    visitor.cookies["theme"] = "dark"
    assert Page(visitor.get("/people/")).root.get("data-theme") == "dark"


def test_page_is_rendered_again_after_a_lost_connection(broken, visitor):
    calls = broken(FAULTS["away"])
    assert visitor.get("/people/").status_code == 200
    assert len(calls) == 2


def test_page_is_not_rendered_again_for_other_faults(broken, visitor):
    calls = broken(FAULTS["locked"])
    assert visitor.get("/people/").status_code == 503
    assert len(calls) == 1


def test_mistake_of_the_program_is_no_fault_outside(broken, visitor):
    with pytest.raises(DatabaseError) as missing, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")
    broken(missing.value)
    assert visitor.get("/people/").status_code == 500
