"""The switch between light and dark mode, which works without JavaScript."""

import pytest

from tests.views.reading import Page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_is_stored_and_redirects_back(visitor, theme):
    response = visitor.get(f"/theme/?to={theme}&next=/people/?role=phd")
    assert (response.status_code, response.url) == (302, "/people/?role=phd")
    assert response.cookies["theme"]["samesite"] == "Lax"
    assert Page(visitor.get("/people/")).root.get("data-theme") == theme


@pytest.mark.parametrize("value", ["auto", "", "pink", "dark;", "\x00", "x" * 5000])
def test_any_other_value_selects_the_theme_of_the_system(visitor, value):
    visitor.get("/theme/?to=dark")
    visitor.get("/theme/", {"to": value})
    assert Page(visitor.get("/people/")).root.get("data-theme") is None


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "http:///evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        " //evil.example",
        "\t//evil.example",
        "\x00//evil.example",
        "//testserver@evil.example/",
        "ftp://testserver/",
        "/" + "x" * 5000,
        "",
    ],
)
def test_switch_never_redirects_to_another_host(visitor, address):
    response = visitor.get("/theme/", {"to": "dark", "next": address})
    assert (response.status_code, response.url) == (302, "/")


def test_url_cannot_add_a_header(visitor):
    response = visitor.get("/theme/?next=/%0d%0aSet-Cookie:%20a=b")
    assert response.status_code == 302
    assert set(response.cookies) <= {"theme"}


@pytest.mark.parametrize("path", ["/people/?role=phd&page=2", "/zh-hans/people/?a=b%26c"])
def test_switch_of_a_page_redirects_back_to_it(visitor, visit, path):
    (switch,) = visit(path).of_class("theme-switch")
    response = visitor.get(switch.get("href"))
    assert response.url == path
    assert response.cookies["theme"].value == "dark"


def test_switch_cycles_through_dark_light_and_system(visitor, visit):
    urls = []
    for _turn in range(3):
        (switch,) = visit("/people/").of_class("theme-switch")
        urls.append(switch.get("href").partition("&")[0])
        visitor.get(switch.get("href"))
    assert urls == ["/theme/?to=dark", "/theme/?to=light", "/theme/?to=auto"]
