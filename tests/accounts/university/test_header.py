"""Signing in by a header of the proxy in front of the site."""

import pytest
from allauth.socialaccount.models import SocialAccount

from accounts.models import User
from core.audit.models import AuditEvent
from tests import factories
from tests.accounts.steps import is_signed_in
from tests.accounts.university.conftest import leave

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def proxy(configure, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    configure("header", FROM="127.0.0.1 10.0.0.0/8", EMAIL_HEADER="X-Mail")


def come_back(client, headers, peer="127.0.0.1"):
    """Go through the proxy, which adds the headers, and return the response."""
    return client.get(leave(client), headers={"X-Forwarded-For": "192.0.2.9", **headers}, REMOTE_ADDR=peer)


@pytest.mark.parametrize("peer", ["127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3"])
def test_header_of_the_proxy_signs_in(visitor, proxy, peer):
    SocialAccount.objects.create(user=factories.user(), provider="campus", uid="ada")
    assert come_back(visitor, {"Remote-User": "Ada"}, peer).url == "/me/"
    assert is_signed_in(visitor)


def refusal(client, headers, peer="127.0.0.1"):
    """Return the reason in the audit log why the header did not sign in."""
    response = come_back(client, headers, peer)
    assert response.status_code == 401 and not is_signed_in(client)
    return AuditEvent.objects.get(event="sign-in-failed").details["reason"]


@pytest.mark.parametrize("peer", ["192.0.2.1", "::1", "", "nonsense"])
def test_header_from_elsewhere_is_refused(visitor, proxy, peer):
    SocialAccount.objects.create(user=factories.user(), provider="campus", uid="ada")
    headers = {"Remote-User": "ada", "X-Forwarded-For": "127.0.0.1"}
    assert refusal(visitor, headers, peer) == "not from the proxy"


def test_socket_file_can_be_listed(visitor, proxy, configure):
    configure("header", FROM="unix")
    SocialAccount.objects.create(user=factories.user(), provider="campus", uid="ada")
    come_back(visitor, {"Remote-User": "ada"}, peer="")
    assert is_signed_in(visitor)


@pytest.mark.parametrize("name", ["Remote-User", "X-Mail"])
def test_header_that_came_twice_is_refused(visitor, proxy, name):
    assert refusal(visitor, {"Remote-User": "ada", name: "ada,eve"}) == "repeated header"


def test_missing_header_is_refused(visitor, proxy):
    assert refusal(visitor, {}) == "no identifier"


def test_header_without_a_press_of_the_button_is_refused(visitor, proxy):
    response = visitor.get("/accounts/university/campus/callback/", headers={"Remote-User": "ada"})
    assert response.status_code == 401 and not is_signed_in(visitor)


def test_header_is_utf8(visitor, proxy):
    as_server_reads_it = "李雷".encode().decode("latin-1")
    SocialAccount.objects.create(user=factories.user(), provider="campus", uid="李雷")
    come_back(visitor, {"Remote-User": as_server_reads_it})
    assert is_signed_in(visitor)


def test_header_that_is_not_utf8_is_refused(visitor, proxy):
    assert refusal(visitor, {"Remote-User": "J\xf6rg"}) == "unreadable header"


def test_header_with_addresses_finds_the_account_and_never_creates_one(visitor, proxy):
    assert come_back(visitor, {"Remote-User": "ada", "X-Mail": "ada@example.org"}).status_code == 403
    assert not User.objects.exists()
    user = factories.user("ada@example.org")
    come_back(visitor, {"Remote-User": "ada", "X-Mail": "a@elsewhere.example; ada@example.org"})
    assert SocialAccount.objects.get().user == user


def test_escaped_semicolon_separates_no_addresses(visitor, proxy):
    factories.user("ada@example.org")
    come_back(visitor, {"Remote-User": "ada", "X-Mail": r"a\;ada@example.org"})
    assert not is_signed_in(visitor)
    come_back(visitor, {"Remote-User": "ada", "X-Mail": r"a\;b@elsewhere.example;ada@example.org"})
    assert is_signed_in(visitor)
