"""Who may open which URL. A URL that is in no table of ``permission_table`` fails a test."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests import permission_clients
from tests.permission_clients import all_rows
from tests.permission_table import (
    ADMIN_URLS,
    POSTS,
    PUBLIC_ADMIN_URLS,
    ROLES,
    TABLE,
    URLS,
    url_in_admin,
)
from tests.rendering import without_rendering

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
clients = permission_clients.clients


def status(client, url):
    response = client.get(url)
    response.getvalue()  # closes a file
    return response.status_code


def test_each_page_opens_for_the_roles_that_may_see_it(clients):
    with without_rendering():
        statuses = {
            name: {role: status(client, reverse(name, args=arguments)) for role, client in clients.items()}
            for name, (arguments, _expected) in TABLE.items()
        }
    assert statuses == {name: expected for name, (_arguments, expected) in TABLE.items()}


def test_forbidden_posts_are_refused_and_change_nothing(clients):
    before = all_rows()
    for name, (arguments, allowed, refusal) in POSTS.items():
        for role in ROLES:
            if role in allowed:
                continue
            data = {"name": "Mallory", "title": "Mallory", "do": "send"}
            response = clients[role].post(reverse(name, args=arguments), data)
            if role == "visitor":
                assert response.status_code == 403 and "You are signed out" in response.content.decode(), name
            else:
                assert response.status_code in (refusal, 403), (name, role)
        assert all_rows() == before, name


def test_every_post_only_url_is_in_the_table_of_posts():
    takes = {name for name, (_arguments, expected) in TABLE.items() if 405 in expected.values()}
    assert takes <= POSTS.keys()


def test_admin_pages_send_other_roles_to_the_sign_in_page(clients):
    for name in ADMIN_URLS:
        if name in PUBLIC_ADMIN_URLS:
            continue
        for role in ("visitor", "member", "lead", "pi"):
            for ask in (clients[role].get, clients[role].post):
                response = ask(url_in_admin(name))
                assert response.status_code == 302, (name, role)
                goal = urlsplit(response.url).path
                is_refused = goal.endswith("/login/") or (name, goal) == (
                    "admin:logout",
                    reverse("admin:index"),
                )
                assert is_refused, (name, role, goal)


def test_admin_opens_every_changelist(clients):
    for name in ADMIN_URLS:
        if not name.endswith("_changelist"):
            continue
        with without_rendering():
            response = clients["admin"].get(reverse(name), follow=True)
        assert response.status_code == 200, name
        assert response.request["PATH_INFO"].startswith("/admin/"), name
        assert not response.request["PATH_INFO"].endswith("/login/"), name


def test_unnamed_urls_are_those_of_the_admin_and_lead_to_the_sign_in_page(clients):
    assert all(route.startswith("admin/") for route, name in URLS if name is None)
    for path in (
        "/admin/nothing/",
        "/admin/people/person/1/",
        "/zh-hans/admin/",
        "/zh-hans/admin/people/person/",
    ):
        for role in ("visitor", "member", "lead", "pi"):
            response = clients[role].get(path)
            assert response.status_code == 302
            assert response.url.startswith(("/admin/", "/zh-hans/", "/accounts/"))


def test_every_url_is_in_a_table():
    elsewhere = {name for route, name in URLS if route.startswith("accounts/")}
    listed = TABLE.keys() | set(ADMIN_URLS) | elsewhere | {None}
    assert {name for _route, name in URLS} <= listed
    assert {name for name in TABLE if name not in ADMIN_URLS} <= {name for _route, name in URLS}
