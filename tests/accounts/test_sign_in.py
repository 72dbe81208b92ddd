"""Signing in with email and password, its rate limits, and signing out."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.groups import set_group
from people.models import Role
from tests import factories
from tests.accounts.steps import PASSWORD, is_signed_in, sign_in
from tests.test_settings import SAFE, run_python

pytestmark = pytest.mark.django_db

WRONG = "Incorrect email or password."
TOO_MANY_ATTEMPTS = "Too many attempts."


@pytest.mark.parametrize("typed", ["ada@example.org", " Ada@Example.ORG "])
def test_user_signs_in_with_email_in_any_case(visitor, typed):
    factories.user("ada@example.org")
    response = sign_in(visitor, typed)
    assert (response.status_code, response.url) == (302, "/me/")
    assert is_signed_in(visitor)


def test_those_who_review_land_on_what_waits_for_them(visitor):
    user = factories.user("pi@example.org")
    set_group(user, Role.PI)
    assert sign_in(visitor, "pi@example.org").url == "/desk/"
    response = sign_in(visitor, "pi@example.org", next="/people/")
    assert response.url == "/people/"


def test_sign_in_link_of_the_home_page_leads_to_the_dashboard(visitor):
    assert 'href="/accounts/login/"' in visitor.get("/").content.decode()


def test_email_with_capitals_is_the_same_account(visitor):
    user = factories.user("Ada.Example@example.org")
    sign_in(visitor, "ada.example@example.org")
    assert visitor.session["_auth_user_id"] == str(user.pk)


def test_requested_page_opens_after_signing_in(visitor):
    factories.user("ada@example.org")
    response = sign_in(visitor, "ada@example.org", next="/people/?role=phd")
    assert response.url == "/people/?role=phd"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_sign_in_never_redirects_to_another_host(visitor, url):
    factories.user("ada@example.org")
    assert sign_in(visitor, "ada@example.org", next=url).url == "/me/"
    assert visitor.post(reverse("account_logout"), {"next": url}).url == "/"


def test_sign_in_keeps_the_language(visitor):
    factories.user("ada@example.org")
    response = visitor.post("/zh-hans/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert response.url == "/zh-hans/me/"


@pytest.mark.parametrize(
    ("email", "password"), [("ada@example.org", "wrong"), ("nobody@example.org", PASSWORD)]
)
def test_wrong_password_and_unknown_email_get_the_same_answer(visitor, email, password):
    factories.user("ada@example.org")
    response = sign_in(visitor, email, password)
    html = response.content.decode()
    assert WRONG in html
    assert 'role="alert"' in html
    assert f'value="{email}"' in html
    assert password not in html
    assert not is_signed_in(visitor)


def test_sign_in_takes_the_same_work_whoever_has_an_account(monkeypatch):
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: hashed.append(args) or encode(*args)
    )  # hashing takes much longer than anything else
    factories.user("ada@example.org")
    factories.user("off@example.org", is_active=False)
    factories.user("invited@example.org", password=None)
    work = set()
    for email in ("ada@example.org", "off@example.org", "invited@example.org", "nobody@example.org"):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            assert WRONG in sign_in(Client(), email, "wrong").content.decode()
        work.add((len(hashed), len(queries)))
    assert len(work) == 1 and len(hashed) == 1


def test_missing_field_is_named_at_the_field_and_in_the_summary(visitor):
    html = sign_in(visitor, "", "x").content.decode()
    assert '<a href="#id_login">Email address: This field is required.</a>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_login_error"' in html
    assert 'id="id_login_error"' in html
    assert "<title>Error: Sign in" in html


def test_limit_counts_the_client_address_behind_a_proxy(visitor, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(11):
        headers = {"X-Forwarded-For": f"forged, 203.0.113.{number}"}
        answer = visitor.post(
            reverse("account_login"), {"login": f"u{number}@example.org", "password": "x"}, headers=headers
        )
    assert WRONG in answer.content.decode()


@pytest.mark.parametrize(
    ("variables", "trusted"),
    [({}, "0"), ({"BEHIND_PROXY": "1"}, "1"), ({"BEHIND_PROXY": "1", "TRUSTED_PROXIES": "2"}, "2")],
)
def test_proxies_are_trusted_only_if_configured(tmp_path, variables, trusted):
    code = "from labsite.settings import *; print(ALLAUTH_TRUSTED_PROXY_COUNT)"
    start = run_python(code, **SAFE, DATA_DIR=str(tmp_path), **variables)
    assert start.stdout.strip() == trusted, start.stderr


def test_forged_forwarded_header_does_not_evade_the_limit(visitor):
    for number in range(11):
        headers = {"X-Forwarded-For": f"203.0.113.{number}"}
        answer = visitor.post(
            reverse("account_login"), {"login": f"u{number}@example.org", "password": "x"}, headers=headers
        )
    assert TOO_MANY_ATTEMPTS in answer.content.decode()


def test_rate_limits_are_shared_by_all_workers():
    assert caches["default"].__class__.__name__ == "SharedFileCache"


def test_deactivated_account_cannot_sign_in(visitor):
    factories.user("ada@example.org", is_active=False)
    response = sign_in(visitor, "ada@example.org")
    assert response.url == reverse("account_inactive")
    assert not is_signed_in(visitor)
    assert "This account has been deactivated" in visitor.get(response.url).content.decode()


def test_deactivation_ends_the_sessions(member):
    member.user.is_active = False
    member.user.save()
    assert member.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(("data", "ends_with_the_browser"), [({}, True), ({"remember": "on"}, False)])
def test_user_can_stay_signed_in(visitor, data, ends_with_the_browser):
    factories.user("ada@example.org")
    sign_in(visitor, "ada@example.org", **data)
    assert visitor.session.get_expire_at_browser_close() is ends_with_the_browser


def test_signing_in_gets_a_new_session_and_signing_out_ends_it(visitor):
    factories.user("ada@example.org")
    visitor.get(reverse("account_login"))
    session = visitor.session
    session["before"] = True
    session.save()
    visitor.cookies["sessionid"] = before = session.session_key
    sign_in(visitor, "ada@example.org")
    signed_in = visitor.cookies["sessionid"].value
    assert signed_in != before and len(signed_in) >= 32
    visitor.post(reverse("account_logout"))
    thief = Client()
    for key in (before, signed_in):
        thief.cookies["sessionid"] = key
        assert not is_signed_in(thief) and thief.get(reverse("account")).status_code == 302


def test_sign_out_requires_a_post(member):
    page = member.get(reverse("account_logout"))
    assert page.status_code == 200
    assert is_signed_in(member)
    response = member.post(reverse("account_logout"))
    assert (response.status_code, response.url) == (302, "/")
    assert not is_signed_in(member)
    assert "You have signed out." in member.get("/").content.decode()


def test_missing_csrf_token_gets_the_403_page():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
    assert response.status_code == 403
    assert "This page has expired" in response.content.decode()


def test_signed_in_user_is_redirected(member):
    assert member.get(reverse("account_login"), {"next": "/people/"}).url == "/people/"
