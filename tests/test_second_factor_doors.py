"""Every page behind the doors, with GET and POST, while a second factor is required."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from labsite.second_factor import DOORS, GRACE, OPEN_PAGES
from tests import test_permissions
from tests.test_permissions import ADMIN_URLS, POSTS, TABLE, all_rows, url_in_admin

pytestmark = pytest.mark.django_db
clients = test_permissions.clients

ROLES = ("pi", "admin")
REQUIRED = "Two-factor authentication required"
#: What a form with nothing in it is answered with: a redirect, or the form with its errors.
ANSWERS = {200, 302, 400, 422}


@pytest.fixture(autouse=True)
def second_factor_required(settings):
    settings.REQUIRE_SECOND_FACTOR = ["admin", "pi"]


def begin_grace(days_ago):
    since = timezone.now() - timedelta(days=days_ago)
    User.objects.update(second_factor_required_since=since)


def behind_doors(url):
    return url.startswith(DOORS) and not url.startswith(OPEN_PAGES)


def posts_of(role):
    """Yield the URLs behind the doors to which a role may post."""
    for name, (arguments, allowed, _refusal) in POSTS.items():
        if role in allowed and behind_doors(url := reverse(name, args=arguments)):
            yield url
    if role == "admin":
        yield from filter(behind_doors, map(url_in_admin, ADMIN_URLS))


def test_grace_hinders_no_post(clients, settings):
    """Each form is answered as it is without the requirement."""
    begin_grace(days_ago=GRACE.days - 1)
    for role in ROLES:
        for url in posts_of(role):
            answers = []
            for required in ([], ["admin", "pi"]):
                settings.REQUIRE_SECOND_FACTOR = required
                with transaction.atomic():
                    response = clients[role].post(url, {"do": "nothing"})
                    transaction.set_rollback(True)
                assert REQUIRED not in response.content.decode(errors="replace"), url
                answers.append((response.status_code, response.headers.get("Location")))
            assert answers[0] == answers[1], (role, url)
            assert answers[0][0] in ANSWERS or url.startswith("/admin/"), (role, url, answers[0])


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_nothing_behind_the_doors_answers_after_the_grace(clients, prefix):
    begin_grace(days_ago=GRACE.days + 1)
    urls = {reverse(name, args=arguments) for name, (arguments, _expected) in TABLE.items()}
    urls = [url for url in sorted({*urls, *map(url_in_admin, ADMIN_URLS)}) if behind_doors(url)]
    before = all_rows()
    assert len(urls) > 100
    for role in ROLES:
        for url in urls:
            for ask in (clients[role].get, clients[role].post):
                assert ask(prefix + url).status_code == 403, (role, url)
    assert all_rows() == before


def test_no_path_in_front_of_the_site_hides_a_door(clients):
    begin_grace(days_ago=GRACE.days + 1)
    assert clients["admin"].get("/admin/", SCRIPT_NAME="/elsewhere").status_code == 403
    assert RequestFactory().get("/people/", SCRIPT_NAME="/elsewhere").path == "/people/"
