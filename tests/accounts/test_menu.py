"""The head of every page says whether somebody is signed in, and who."""

import pytest
from django.urls import reverse

from tests import factories
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db


def head(client, path="/"):
    page = Page(client.get(path))
    return page, page.of_class("site-tools")[0]


def test_a_visitor_finds_the_way_in_and_back(visitor):
    page, tools = head(visitor, "/people/?role=phd")
    (link,) = page.of_class("sign-in", tools)
    assert link.get("href") == "/accounts/login/?next=/people/%3Frole%3Dphd"
    assert text(link) == "Sign in"


def test_what_a_visitor_sees_can_be_kept_so_it_has_no_token_and_no_cookie(visitor):
    response = visitor.get("/")
    assert b"csrfmiddlewaretoken" not in response.content
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("path", "name"), [("/", "Mei Member"), ("/zh-hans/", "梅成员")])
def test_a_member_sees_the_own_name_in_the_language_of_the_page(member, path, name):
    member.person.native_name = "梅成员"
    member.person.save()
    page, tools = head(member, path)
    assert text(page.of_class("account-name", tools)[0]) == name


def test_an_account_without_a_place_in_the_lab_is_shown_by_its_address(admin):
    page, tools = head(admin)
    assert text(page.of_class("account-name", tools)[0]) == "adam@example.org"


@pytest.mark.parametrize(("who", "leads_to_the_admin"), [("member", False), ("admin", True)])
def test_the_menu_leads_to_the_account_and_staff_to_the_admin(request, who, leads_to_the_admin):
    page, tools = head(request.getfixturevalue(who))
    links = [link.get("href") for link in page.all("a", page.of_class("menu", tools)[0])]
    assert reverse("account") in links
    assert (reverse("admin:index") in links) is leads_to_the_admin


def test_signing_out_is_a_form_that_cannot_be_forged(member):
    page, tools = head(member)
    form = page.one("form", page.of_class("menu", tools)[0])
    assert (form.get("method"), form.get("action")) == ("post", reverse("account_logout"))
    assert page.one("input[@name='csrfmiddlewaretoken']", form) is not None


@pytest.mark.parametrize("path", ["/", "/people/", "/search/?q=x", "/accounts/", "/accounts/2fa/"])
def test_what_somebody_sees_who_is_signed_in_is_private(member, path):
    assert "private" in member.get(path).headers["Cache-Control"]


def test_a_public_page_is_not_kept_from_a_member_for_a_visitor(member, visitor, settings):
    settings.PAGE_CACHE = True
    factories.lab()
    assert b"account-name" in member.get("/").content
    assert b"account-name" not in visitor.get("/").content
    assert b"account-name" in member.get("/").content
