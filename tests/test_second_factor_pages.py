"""Every protected page, with GET and POST, while a second factor is required."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from labsite.second_factor import GRACE, OPEN_PAGES, PROTECTED_PATHS
from tests import permission_clients
from tests.permission_clients import all_rows
from tests.permission_table import ADMIN_URLS, POSTS, TABLE, url_in_admin
from tests.rendering import without_rendering

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
clients = permission_clients.clients

ROLES = ("pi", "admin")
REFUSAL = "account/second_factor_required.html"


@pytest.fixture(autouse=True)
def second_factor_required(settings):
    settings.REQUIRE_SECOND_FACTOR = ["admin", "pi"]


def begin_grace(days_ago):
    since = timezone.now() - timedelta(days=days_ago)
    User.objects.update(second_factor_required_since=since)


def is_protected(url):
    return url.startswith(PROTECTED_PATHS) and not url.startswith(OPEN_PAGES)


def posts_of(role):
    """Yield the protected URLs to which a role may post."""
    for name, (arguments, allowed, _refusal) in POSTS.items():
        if role in allowed and is_protected(url := reverse(name, args=arguments)):
            yield url
    if role == "admin":
        yield from (url_in_admin(name) for name in ADMIN_URLS if name.endswith("_add"))


def pages_of(role):
    """Yield all protected URLs that a role may open."""
    for name, (arguments, _expected) in TABLE.items():
        if is_protected(url := reverse(name, args=arguments)):
            yield url
    if role == "admin":
        yield from filter(is_protected, map(url_in_admin, ADMIN_URLS))


def test_grace_hinders_no_post(clients, settings):
    begin_grace(days_ago=GRACE.days - 1)
    for role in ROLES:
        for url in posts_of(role):
            with transaction.atomic(), without_rendering() as chosen:
                response = clients[role].post(url, {"do": "nothing"})
                transaction.set_rollback(True)
            assert REFUSAL not in [name for name, _context in chosen], (role, url)
            # Nobody adds rows of models that are read-only in the admin.
            assert response.status_code < 500, (role, url)
            assert response.status_code != 403 or url.startswith("/admin/"), (role, url)


@pytest.mark.parametrize(("role", "prefix"), [("pi", ""), ("pi", "/zh-hans"), ("admin", "")])
def test_no_protected_page_answers_after_the_grace(clients, role, prefix):
    begin_grace(days_ago=GRACE.days + 1)
    before, pages = all_rows(), list(pages_of(role))
    assert len(pages) > 40
    for url in pages:
        for ask in (clients[role].get, clients[role].post):
            with without_rendering() as chosen:
                assert ask(prefix + url).status_code == 403, url
            assert [name for name, _context in chosen] == [REFUSAL], url
    assert all_rows() == before


def test_no_path_in_front_of_the_site_hides_a_protected_page(clients):
    begin_grace(days_ago=GRACE.days + 1)
    assert clients["admin"].get("/admin/", SCRIPT_NAME="/elsewhere").status_code == 403
    assert RequestFactory().get("/people/", SCRIPT_NAME="/elsewhere").path == "/people/"
