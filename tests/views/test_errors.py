"""Any URL gives a page, possibly with a note, or a 404, but never a 500. Error pages look like the site."""

import html5lib
import pytest
from django.core.exceptions import PermissionDenied

from labsite.views import errors
from people import views as people_views
from tests.views.full_lab import EXPORTS, FEEDS, LISTS, PAGES, SITEMAPS, both

pytestmark = pytest.mark.django_db

PARAMETERS = [
    "q",
    "year",
    "kind",
    "venue",
    "topic",
    "team",
    "person",
    "role",
    "order",
    "page",
    "previous",
    "p",
]


PAGES_WITH_PARAMETERS = [*LISTS, "/search/"]
READING_PARAMETERS = [
    *PAGES_WITH_PARAMETERS,
    "/people/ada-example/publications/",
    "/publications/feed/",
    *EXPORTS[:2],
]


def all_parameters(value: str) -> str:
    """Return a query string with this percent-encoded value for every parameter that any page reads."""
    return "&".join(f"{name}={value}" for name in PARAMETERS)


HOSTILE = {
    "letters": all_parameters("abc"),
    "negative": all_parameters("-1"),
    "beyond the end": all_parameters("99999"),
    "more than an integer": all_parameters("9" * 400),
    "other digits": all_parameters("%D9%A3"),
    "5,000 characters": all_parameters("x" * 5000),
    "500 words": all_parameters("+".join(f"w{number}" for number in range(500))),
    "NUL": all_parameters("%00a%00"),
    "control characters": all_parameters("%01%08%0B%0C%1B%1F%7F%C2%85"),
    "half a surrogate pair": all_parameters("%ED%A0%80"),
    "no UTF-8": all_parameters("%FF%FE%C3%28"),
    "odd characters": all_parameters("%F0%9F%98%80%E2%80%AE%EF%BF%BF%CC%81%C2%A0"),
    "markup": all_parameters("%22%27%3E%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E]]%3E"),
    "SQL and wildcards": all_parameters("%27%3B--%25_%5C%5C%25%22*"),
    "broken escapes": f"{all_parameters('%')}&%zz&&=&==;",
    "nothing": all_parameters(""),
    "lists": "&".join([all_parameters("a"), all_parameters("2025"), all_parameters("")]),
    "brackets": "&".join(f"{name}[]=1&{name}[0]=2&{name}[x][y]=3" for name in PARAMETERS),
}

#: Queries of which pages repeat something that could break their markup.
REPEATED = {"control characters", "no UTF-8", "odd characters", "markup", "lists", "brackets"}

#: For URLs that read no parameters of their own; the menu and the language switch repeat the query.
OTHER_QUERIES = ["NUL", "no UTF-8", "markup", "broken escapes"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", READING_PARAMETERS)
def test_hostile_query_string_does_not_break_a_page(full_lab, visitor, path, name):
    response = visitor.get(f"{path}?{HOSTILE[name]}")
    assert response.status_code == 200
    if path in PAGES_WITH_PARAMETERS and name in REPEATED:
        parser = html5lib.HTMLParser()
        parser.parse(response.content, transport_encoding="utf-8")
        assert parser.errors == []


@pytest.mark.parametrize(
    "path", [*PAGES, *FEEDS, EXPORTS[-1], *SITEMAPS, "/robots.txt", "/healthz", "/theme/", "/media/x.webp"]
)
def test_hostile_query_string_does_not_break_other_urls(full_lab, visitor, path):
    for name in OTHER_QUERIES:
        assert visitor.get(f"{path}?{HOSTILE[name]}").status_code in (200, 302, 404), name


def test_too_many_parameters_give_status_400(full_lab, visitor, settings):
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
@pytest.mark.any_database
def test_unknown_url_gives_a_404_page_in_the_design_of_the_site(full_lab, visit, path):
    page = visit(path, status=404)
    assert page.is_noindex
    assert page.root.get("lang") == ("zh-Hans" if path.startswith("/zh-hans/") else "en")
    assert len(page.all("h1")) == 1
    assert page.all("form[@role='search']")


@pytest.mark.parametrize("path", ["/people", "/zh-hans/people", "/people/ada-example", "/zh-hans"])
def test_missing_slash_redirects(full_lab, visitor, path):
    response = visitor.get(path)
    assert (response.status_code, response.url) == (301, f"{path}/")


@pytest.mark.parametrize("path", ["//evil.example/", "/zh-hans//evil.example/", "/zh-hans///evil.example"])
def test_page_links_to_no_host_named_in_the_url(full_lab, visitor, path):
    content = visitor.generic("GET", "/", PATH_INFO=path).content.decode()
    assert 'href="//' not in content


@pytest.fixture
def broken(monkeypatch, visitor):
    """``broken(error)`` returns the response of the people page when its view raises ``error``."""

    def get_page(error):
        def fail(data):
            raise error

        monkeypatch.setattr(people_views, "people_filters", fail)
        visitor.raise_request_exception = False
        return visitor.get("/people/")

    return get_page


def test_server_error_page_reveals_nothing_and_has_the_same_headers(broken):
    response = broken(RuntimeError("secret detail"))
    assert response.status_code == 500
    assert b"secret detail" not in response.content
    assert "Content-Security-Policy" in response.headers
    assert b"noindex" in response.content


def test_server_error_page_needs_no_query(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(rf.get("/"))
    parser = html5lib.HTMLParser()
    parser.parse(response.content, transport_encoding="utf-8")
    assert parser.errors == []


def test_forbidden_page_has_status_403(broken):
    response = broken(PermissionDenied())
    assert response.status_code == 403
    assert b"noindex" in response.content


@pytest.mark.parametrize(
    ("path", "status"), [("/me/news/deleted-meanwhile/", 404), ("/desk/pages/add/", 403)]
)
def test_form_that_is_refused_shows_what_was_typed(member, path, status):
    response = member.post(path, {"title": "Looms", "body": "Written for an hour.\nGone."})
    page = response.content.decode()
    assert response.status_code == status
    assert "What you entered is below, so that you can copy it." in page
    assert ("was deleted, or you no longer have access" in page) == (status == 404)
    assert 'value="Looms"' in page and "Written for an hour." in page
    assert "Try again" not in page


def test_refused_button_gives_the_usual_page(member):
    page = member.post("/desk/pages/no-page/delete/").content.decode()
    assert "What you entered" not in page


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=é"])
def test_form_that_cannot_be_read_gives_the_usual_page(member, content_type):
    member.handler.enforce_csrf_checks = True  # else the form is read before
    url = "/recruiting/no-opening/apply/"
    response = member.generic("POST", url, b"?", content_type, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 404


@pytest.mark.parametrize("path", both(["/desk/applications/decline/"]))
def test_opening_an_address_that_only_accepts_forms_gives_a_page(visit, path):
    page = visit(path, status=405)
    assert len(page.all("h1")) == 1
