"""The account menu in the header of every page."""

import pytest
from django.urls import reverse

from tests import factories
from tests.views.reading import Page, text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def site_tools(client, path="/"):
    page = Page(client.get(path))
    return page, page.of_class("site-tools")[0]


def test_visitor_gets_a_sign_in_link_back_to_the_page(visitor):
    page, tools = site_tools(visitor, "/people/?role=phd")
    (link,) = page.of_class("sign-in", tools)
    assert link.get("href") == "/accounts/login/?next=/people/%3Frole%3Dphd"
    assert text(link) == "Sign in"


def test_public_page_is_cacheable_without_token_or_cookie(visitor):
    response = visitor.get("/")
    assert b"csrfmiddlewaretoken" not in response.content
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("path", "name"), [("/", "Mei Member"), ("/zh-hans/", "梅成员")])
def test_member_sees_their_name_in_the_current_language(member, path, name):
    member.person.native_name = "梅成员"
    member.person.save()
    page, tools = site_tools(member, path)
    assert text(page.of_class("account-name", tools)[0]) == name


def test_account_without_a_person_is_shown_by_its_email(admin):
    page, tools = site_tools(admin)
    assert text(page.of_class("account-name", tools)[0]) == "adam@example.org"


@pytest.mark.parametrize(("actor_name", "links_to_admin"), [("member", False), ("admin", True)])
def test_menu_links_to_the_account_and_for_staff_to_the_admin(request, actor_name, links_to_admin):
    page, tools = site_tools(request.getfixturevalue(actor_name))
    links = [link.get("href") for link in page.all("a", page.of_class("menu", tools)[0])]
    assert reverse("account") in links
    assert (reverse("admin:index") in links) is links_to_admin


def test_sign_out_is_a_post_form_with_csrf_token(member):
    page, tools = site_tools(member)
    form = page.one("form", page.of_class("menu", tools)[0])
    assert (form.get("method"), form.get("action")) == ("post", reverse("account_logout"))
    assert page.one("input[@name='csrfmiddlewaretoken']", form) is not None


@pytest.mark.parametrize("path", ["/", "/people/", "/search/?q=x", "/accounts/", "/accounts/2fa/"])
def test_page_of_a_signed_in_user_is_private(member, path):
    assert "private" in member.get(path).headers["Cache-Control"]


def test_page_cache_does_not_serve_a_members_page_to_a_visitor(member, visitor, settings):
    settings.PAGE_CACHE = True
    factories.lab()
    assert b"account-name" in member.get("/").content
    assert b"account-name" not in visitor.get("/").content
    assert b"account-name" in member.get("/").content
