"""A wild address gets a page with a note or a clean 404, never a 500; error pages are in the site's look."""

import html5lib
import pytest
from django.core.exceptions import PermissionDenied

from labsite.views import errors
from people import views as people_views
from tests.views.full_lab import EXPORTS, FEEDS, LISTS, PAGES, both

pytestmark = pytest.mark.django_db

NAMES = ["q", "year", "kind", "venue", "topic", "team", "person", "role", "order", "page", "previous", "p"]


READING_PARAMETERS = [*LISTS, "/search/"]


def everywhere(value: str) -> str:
    """A query string that gives this value, percent-encoded, to every parameter that any page reads."""
    return "&".join(f"{name}={value}" for name in NAMES)


HOSTILE = {
    "letters": everywhere("abc"),
    "negative": everywhere("-1"),
    "beyond the end": everywhere("99999"),
    "more than an integer": everywhere("9" * 400),
    "other digits": everywhere("%D9%A3"),
    "5,000 characters": everywhere("x" * 5000),
    "500 words": everywhere("+".join(f"w{number}" for number in range(500))),
    "NUL": everywhere("%00a%00"),
    "control characters": everywhere("%01%08%0B%0C%1B%1F%7F%C2%85"),
    "half a surrogate pair": everywhere("%ED%A0%80"),
    "no UTF-8": everywhere("%FF%FE%C3%28"),
    "odd characters": everywhere("%F0%9F%98%80%E2%80%AE%EF%BF%BF%CC%81%C2%A0"),
    "markup": everywhere("%22%27%3E%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E]]%3E"),
    "SQL and wildcards": everywhere("%27%3B--%25_%5C%5C%25%22*"),
    "broken escapes": f"{everywhere('%')}&%zz&&=&==;",
    "nothing": everywhere(""),
    "lists": "&".join([everywhere("a"), everywhere("2025"), everywhere("")]),
    "brackets": "&".join(f"{name}[]=1&{name}[0]=2&{name}[x][y]=3" for name in NAMES),
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("path", [*PAGES, *FEEDS, EXPORTS[0], EXPORTS[-1]])
def test_no_query_string_brings_a_page_down(full_lab, visitor, path, query):
    response = visitor.get(f"{path}?{query}")
    assert response.status_code == 200
    if path in READING_PARAMETERS:
        parser = html5lib.HTMLParser()
        parser.parse(response.content, transport_encoding="utf-8")
        assert parser.errors == []


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/healthz", "/theme/", "/media/x.webp"])
def test_no_query_string_brings_a_machine_down(full_lab, visitor, path, query):
    assert visitor.get(f"{path}?{query}").status_code in (200, 302, 404)


def test_parameters_without_end_are_refused_cleanly(full_lab, visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    query = "&".join(f"a{number}=1" for number in range(1001))
    assert visitor.get(f"/publications/?{query}").status_code == 400


@pytest.mark.parametrize(
    "path",
    both(
        [
            "/no-such-page/",
            "/people/nobody/",
            "/people/nobody/feed/",
            "/people/ada-example/nothing/",
            "/teams/nothing/",
            "/publications/nothing/",
            "/publications/nothing.bib",
            "/publications/on-engines.xml",
            "/publications/export.xml",
            "/publications/引擎.bib",
            "/news/nothing/",
            "/news/1999/",
            "/news/0/",
            f"/news/{'9' * 40}/",
            "/recruiting/nothing/",
            f"/people/{'x' * 5000}/",
            "/people/%00/",
            "/people/%ff/",
            "/people/ada%20example/",
            "/people/../admin/",
        ]
    ),
)
def test_an_unknown_address_is_a_404_in_the_look_of_the_site(full_lab, visit, path):
    page = visit(path, status=404)
    assert page.is_noindex
    assert page.root.get("lang") == ("zh-Hans" if path.startswith("/zh-hans/") else "en")
    assert len(page.all("h1")) == 1
    assert page.all("form[@role='search']")


@pytest.mark.parametrize("path", ["/people", "/zh-hans/people", "/people/ada-example", "/zh-hans"])
def test_a_missing_slash_is_put_there(full_lab, visitor, path):
    response = visitor.get(path)
    assert (response.status_code, response.url) == (301, f"{path}/")


@pytest.mark.parametrize("path", ["//evil.example/", "/zh-hans//evil.example/", "/zh-hans///evil.example"])
def test_no_page_leads_to_the_host_that_an_address_names(full_lab, visitor, path):
    content = visitor.generic("GET", "/", PATH_INFO=path).content.decode()
    assert 'href="//' not in content


@pytest.fixture
def broken(monkeypatch, visitor):
    """``broken(error)``: the people page as it answers when its view raises this."""

    def read(error):
        def fail(data):
            raise error

        monkeypatch.setattr(people_views, "people_filters", fail)
        visitor.raise_request_exception = False
        return visitor.get("/people/")

    return read


def test_a_page_that_fails_says_sorry_and_has_the_same_headers(broken):
    response = broken(RuntimeError("secret detail"))
    assert response.status_code == 500
    assert b"secret detail" not in response.content
    assert "Content-Security-Policy" in response.headers
    assert b"noindex" in response.content


def test_the_page_of_an_error_asks_nothing_of_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/"))
    parser = html5lib.HTMLParser()
    parser.parse(response.content, transport_encoding="utf-8")
    assert parser.errors == []


def test_what_is_not_allowed_says_so(broken):
    response = broken(PermissionDenied())
    assert response.status_code == 403
    assert b"noindex" in response.content
