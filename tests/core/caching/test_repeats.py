"""A repeated request gets its page in front of Django: the same one, never stale, never somebody else's."""

from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError
from django.urls import reverse

from core.caching import middleware, repeating_answers, repeats
from core.monitoring.request_ids import request_id
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


class Site:
    """The application as the server runs it; ``passed_on`` counts the requests that came to Django."""

    def __init__(self):
        self.passed_on = 0
        self.statuses = []
        self.django = get_wsgi_application()
        self.application = repeating_answers(
            self.pass_on, lambda status, seconds: self.statuses.append(status)
        )

    def pass_on(self, environ, start_response):
        self.passed_on += 1
        return self.django(environ, start_response)

    def get(self, path="/people/", **environ):
        """Return the status, the headers without the identifier of the request, and the body."""
        environ = {"PATH_INFO": path, "HTTP_HOST": "testserver", **environ}
        setup_testing_defaults(environ)
        start = []
        response = self.application(environ, lambda *args: start.append(args))
        body = b"".join(response)
        getattr(response, "close", int)()
        ((status, headers),) = start
        headers = dict(headers)
        assert headers.pop("X-Request-ID") == request_id.get()
        return status, headers, body


@pytest.fixture
def site(settings):
    settings.PAGE_CACHE = True
    middleware.page_store.clear()
    repeats.repeats.clear()
    return Site()


@pytest.fixture
def repeating(site):
    """The site after its list of people has been asked for twice."""
    site.get()
    site.get()
    site.passed_on = 0
    return site


def test_repeated_answer_is_the_same(repeating):
    repeated = repeating.get()
    assert (repeating.passed_on, repeating.statuses) == (0, [200])
    middleware.page_store.clear()
    repeats.repeats.clear()
    assert repeating.get() == repeated
    assert repeating.passed_on == 1


@pytest.mark.parametrize("path", ["/people/", "/data/people.json"])
def test_browser_learns_in_front_of_django_that_its_copy_is_current(site, path):
    site.get(path)
    site.get(path)
    site.passed_on = 0
    asks = {"HTTP_IF_NONE_MATCH": site.get(path)[1]["ETag"]}
    repeated = site.get(path, **asks)
    assert (site.passed_on, site.statuses) == (0, [200, 304])
    repeats.repeats.clear()
    assert site.get(path, **asks) == repeated
    assert site.passed_on == 1
    factories.person("Ada Example")
    assert site.get(path, **asks)[0] == "200 OK"


def test_change_appears_immediately(repeating):
    factories.person("Ada Example")
    assert b"Ada Example" in repeating.get()[2]


@pytest.mark.parametrize(
    "other",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "page=2"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_MODIFIED_SINCE": "Mon, 30 Nov 2026 08:00:00 GMT"},
        {"HTTP_HOST": "other.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"wsgi.url_scheme": "https"},
    ],
    ids=str,
)
def test_other_request_continues_to_django(repeating, other):
    before = repeating.get()
    repeating.get(**other)
    assert repeating.passed_on == 1
    assert repeating.get() == before
    assert repeating.passed_on == 1


@pytest.mark.parametrize("name", ["login", "healthz"])
def test_page_that_is_not_cached_is_not_repeated(site, name):
    path = {"login": reverse("account_login"), "healthz": "/healthz"}[name]
    for _ in range(3):
        site.get(path)
    assert site.passed_on == 3


def test_version_that_cannot_be_read_is_waited_for_only_once(repeating, monkeypatch):
    waits = []

    def fail():
        waits.append(1)
        raise DatabaseError("away")

    for module in (repeats, middleware):
        monkeypatch.setattr(module, "content_version", fail)
    assert repeating.get()[0] == "200 OK"
    assert (repeating.passed_on, len(waits)) == (1, 1)
