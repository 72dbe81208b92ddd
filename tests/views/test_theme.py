"""The switch between light and dark, which works without scripts."""

import pytest

from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_is_remembered_and_leads_back(visitor, theme):
    response = visitor.get(f"/theme/?to={theme}&next=/people/?role=phd")
    assert (response.status_code, response.url) == (302, "/people/?role=phd")
    assert response.cookies["theme"]["samesite"] == "Lax"
    assert Page(visitor.get("/people/")).root.get("data-theme") == theme


@pytest.mark.parametrize("wanted", ["auto", "", "pink", "dark;", "\x00", "x" * 5000])
def test_anything_else_is_the_choice_of_the_system(visitor, wanted):
    visitor.get("/theme/?to=dark")
    visitor.get("/theme/", {"to": wanted})
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
def test_it_leads_to_no_other_host(visitor, address):
    response = visitor.get("/theme/", {"to": "dark", "next": address})
    assert (response.status_code, response.url) == (302, "/")


def test_an_address_cannot_add_a_header(visitor):
    response = visitor.get("/theme/?next=/%0d%0aSet-Cookie:%20a=b")
    assert response.status_code == 302
    assert set(response.cookies) <= {"theme"}


@pytest.mark.parametrize("path", ["/people/?role=phd&page=2", "/zh-hans/people/?a=b%26c"])
def test_the_switch_of_a_page_leads_back_to_it(visitor, visit, path):
    (switch,) = visit(path).of_class("theme-switch")
    response = visitor.get(switch.get("href"))
    assert response.url == path
    assert response.cookies["theme"].value == "dark"


def test_the_switch_offers_what_comes_next(visitor, visit):
    offered = []
    for _turn in range(3):
        (switch,) = visit("/people/").of_class("theme-switch")
        offered.append(switch.get("href").partition("&")[0])
        visitor.get(switch.get("href"))
    assert offered == ["/theme/?to=dark", "/theme/?to=light", "/theme/?to=auto"]
