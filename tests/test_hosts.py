"""The address of the site comes from SITE_URL, never from a request, and forms work behind any proxy."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from core.caching.middleware import page_store
from tests import factories
from tests.accounts.steps import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SITE = "https://lab.example.edu:8443"
#: What a request looks like behind a proxy with ``proxy_set_header Host $host``, which drops the port.
BEHIND_PROXY = {
    "HTTP_HOST": "lab.example.edu",
    "HTTP_X_FORWARDED_PROTO": "https",
    "HTTP_X_FORWARDED_FOR": "198.51.100.7",
}


@pytest.fixture
def public_site(settings):
    settings.SITE_URL = SITE
    settings.CSRF_TRUSTED_ORIGINS = [SITE]
    settings.ALLOWED_HOSTS = ["lab.example.edu", "127.0.0.1"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    factories.lab("Example Lab")
    factories.person("Ada Example", slug="ada")
    factories.publication(title="On Engines", slug="on-engines")


PAGES = [
    "/",
    "/people/ada/",
    "/publications/on-engines/",
    "/publications/export.bib",
    "/publications/export.json",
    "/publications/feed/",
    "/sitemap.xml",
    "/sitemap-people.xml",
    "/robots.txt",
]


@pytest.mark.parametrize("path", PAGES)
def test_page_has_the_address_of_the_settings_and_no_other(public_site, path):
    first, second = (
        Client().get(path, HTTP_HOST=host, secure=True) for host in ("lab.example.edu", "127.0.0.1:99")
    )
    assert first.status_code == second.status_code == 200
    assert SITE in first.content.decode() and "127.0.0.1" not in second.content.decode()
    assert first.content == second.content


def test_emailed_link_has_the_address_of_the_settings(public_site):
    factories.user("ada@example.org")
    data = {"email": "ada@example.org"}
    Client().post(reverse("account_reset_password"), data, HTTP_HOST="127.0.0.1:99", secure=True)
    assert f"{SITE}/accounts/password/reset/key/" in mail.outbox[0].body
    assert "127.0.0.1" not in mail.outbox[0].body


# ---- behind a proxy on another port ------------------------------------------------------------


@pytest.mark.parametrize(
    "origin",
    [
        {"HTTP_ORIGIN": SITE},
        {"HTTP_REFERER": f"{SITE}/accounts/login/"},  # older browsers
    ],
)
def test_form_is_accepted_behind_a_proxy_that_drops_the_port(public_site, origin):
    factories.user("ada@example.org")
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"), **BEHIND_PROXY)
    data = {
        "login": "ada@example.org",
        "password": PASSWORD,
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
    }
    assert client.post(reverse("account_login"), data, **BEHIND_PROXY, **origin).status_code == 302


def test_form_from_another_origin_is_refused_behind_a_proxy(public_site):
    client = Client(enforce_csrf_checks=True)
    client.get(reverse("account_login"), **BEHIND_PROXY)
    for origin in ("https://evil.example", "https://lab.example.edu:9999"):
        data = {"login": "a", "password": "b", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
        answer = client.post(reverse("account_login"), data, **BEHIND_PROXY, HTTP_ORIGIN=origin)
        assert answer.status_code == 403


def test_visitor_returns_to_the_form_after_signing_in_behind_a_proxy(public_site):
    answer = Client().post(reverse("decide"), HTTP_REFERER=f"{SITE}/desk/?state=pending", **BEHIND_PROXY)
    assert answer.url == f"{reverse('account_login')}?next=/desk/%3Fstate%3Dpending"


# ---- the page cache ----------------------------------------------------------------------------


@pytest.fixture
def page_cache(settings):
    settings.PAGE_CACHE = True
    page_store.clear()
    yield page_store
    page_store.clear()


def test_host_headers_do_not_fill_the_page_cache(public_site, page_cache):
    for port in range(1, 20):
        assert Client().get("/people/", HTTP_HOST=f"127.0.0.1:{port}").status_code == 200
    assert len(page_cache) == 1


def test_cached_page_is_not_served_to_a_foreign_host(public_site, page_cache):
    assert Client().get("/people/", HTTP_HOST="127.0.0.1").status_code == 200
    assert Client().get("/people/", HTTP_HOST="evil.example").status_code == 400
