"""Signing in through ORCID or the university's OpenID Connect.

The services are off until configured, and signing in through them never creates an account. A fake session
answers in place of the services.
"""

from threading import Event
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.urls import reverse

from accounts import other_services
from accounts.models import User
from core.background import TimeLimit
from labsite.social_accounts import SocialAccountAdapter
from tests import factories
from tests.accounts.steps import code_of, confirm_password, is_signed_in, set_up_app
from tests.test_settings import SAFE, run_python

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SERVER = "https://login.example.edu"
OIDC = {
    "provider_id": "university",
    "name": "Example University",
    "client_id": "labsite",
    "secret": "secret",
    "settings": {"server_url": SERVER, "name_zh": "示例大学"},
}
CONFIGURATION = {
    "issuer": SERVER,
    "authorization_endpoint": f"{SERVER}/authorize",
    "token_endpoint": f"{SERVER}/token",
    "userinfo_endpoint": f"{SERVER}/userinfo",
}
LOGIN = "/accounts/oidc/university/login/"


def response(data):
    return SimpleNamespace(
        json=lambda: data,
        raise_for_status=lambda: None,
        status_code=200,
        headers={"content-type": "application/json"},
    )


class Services:
    """A fake session for both services; ``claims`` are the data about the user that they return."""

    def __init__(self):
        self.claims = {}

    def __enter__(self):
        return self

    def __exit__(self, *_problem):
        pass

    def request(self, _method, _url, **_options):
        return response({"access_token": "token", "token_type": "Bearer", "orcid": "0000-0001-2345-6789"})

    def get(self, url, **_options):
        return response(CONFIGURATION if url.endswith("openid-configuration") else self.claims)


@pytest.fixture
def university(settings, monkeypatch):
    """The university's OpenID Connect, configured."""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [OIDC], "OAUTH_PKCE_ENABLED": True}}
    services = Services()
    monkeypatch.setattr(SocialAccountAdapter, "get_requests_session", lambda self: services)
    return services


@pytest.fixture
def orcid(settings, monkeypatch):
    """ORCID, configured."""
    app = {"name": "ORCID", "client_id": "APP-1", "secret": "secret"}
    settings.SOCIALACCOUNT_PROVIDERS = {"orcid": {"APPS": [app]}}
    services = Services()
    services.claims = {"orcid-identifier": {"path": "0000-0001-2345-6789", "uri": "https://orcid.org/…"}}
    monkeypatch.setattr(SocialAccountAdapter, "get_requests_session", lambda self: services)
    return services


def sign_in_through(client, login=LOGIN, process="login"):
    """Press the sign-in button, sign in at the service, and return the response of the callback URL."""
    service_url = client.post(f"{login}?process={process}").url
    state = parse_qs(urlsplit(service_url).query)["state"][0]
    return client.get(login + "callback/", {"code": "code", "state": state})


def claims(email, **more):
    return {"sub": "12345", "email": email, "email_verified": True, **more}


# ---- off until configured -----------------------------------------------------------------------


def test_nothing_is_offered_until_configured(visitor, member):
    assert "openid" not in visitor.get(reverse("account_login")).content.decode().lower()
    assert "Other sign-in methods" not in member.get(reverse("account")).content.decode()
    pages = [LOGIN, f"{LOGIN}callback/", "/accounts/orcid/login/", "/accounts/orcid/login/callback/"]
    for url in [*pages, reverse("socialaccount_connections"), reverse("socialaccount_signup")]:
        assert member.get(url).status_code == member.post(url).status_code == 404, url


def test_configuring_one_service_does_not_offer_the_other(visitor, university):
    assert visitor.post("/accounts/orcid/login/").status_code == 404
    assert visitor.post("/accounts/oidc/elsewhere/login/").status_code == 404


PRINT_FORM_ACTION = (
    "from labsite.settings import *; print(*CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
)


def test_policy_allows_forms_to_configured_services_only(tmp_path):
    bare = run_python(PRINT_FORM_ACTION, **SAFE, DATA_DIR=str(tmp_path))
    assert bare.stdout.split() == ["'self'"], bare.stderr
    configured = run_python(
        PRINT_FORM_ACTION,
        **SAFE,
        DATA_DIR=str(tmp_path),
        ORCID_CLIENT_ID="APP-1",
        ORCID_CLIENT_SECRET="s",
        OIDC_SERVER_URL=f"{SERVER}/realms/lab",
        OIDC_CLIENT_ID="labsite",
        OIDC_CLIENT_SECRET="s",
        OIDC_ORIGINS="https://idp.example.edu",
    )
    expected = ["'self'", "https://orcid.org", SERVER, "https://idp.example.edu"]
    assert configured.stdout.split() == expected, configured.stderr


# ---- the university -----------------------------------------------------------------------------


def test_sign_in_page_names_the_university_in_both_languages(visitor, university):
    assert "Sign in with Example University" in visitor.get("/accounts/login/").content.decode()
    for url in ("/zh-hans/accounts/login/", f"/zh-hans{LOGIN}"):
        page = visitor.get(url).content.decode()
        assert "示例大学" in page and "Example University" not in page


def test_account_names_the_connected_university_in_both_languages(member, university):
    SocialAccount.objects.create(user=member.user, provider="university", uid="1")
    for url in (reverse("account"), reverse("socialaccount_connections")):
        assert "Example University" in member.get(url).content.decode()
        chinese = member.get(f"/zh-hans{url}").content.decode()
        assert "示例大学" in chinese and "Example University" not in chinese


def test_leaving_for_the_service_requires_a_post(visitor, university):
    assert visitor.get(LOGIN).status_code == 200
    service_url = visitor.post(LOGIN).url
    assert service_url.startswith(f"{SERVER}/authorize?")
    assert "code_challenge=" in service_url


def test_verified_email_signs_in_and_connects_the_account(visitor, university):
    user = factories.user("ada@example.org")
    university.claims = claims("Ada@Example.org")
    assert sign_in_through(visitor).url == "/me/"
    assert visitor.session["_auth_user_id"] == str(user.pk)
    user.refresh_from_db()
    assert user.has_usable_password()
    visitor.post(reverse("account_logout"))
    university.claims = claims("ada@another.example.org")  # the same user of the service, with a new email
    sign_in_through(visitor)
    assert visitor.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("verified", [False, None, "false", ""])
def test_unverified_email_does_not_sign_in(visitor, university, verified):
    factories.user("ada@example.org")
    university.claims = claims("ada@example.org", email_verified=verified)
    response = sign_in_through(visitor)
    assert "You need an invitation" in response.content.decode()
    assert not is_signed_in(visitor)
    assert not SocialAccount.objects.exists()


ODD = {
    "no identifier": ({"email": "ada@example.org"}, 503),
    "empty": (claims("ada@example.org", sub=""), 503),
    "null": (claims("ada@example.org", sub=None), 401),
    "long": (claims("ada@example.org", sub="x" * 200), 503),
    # PostgreSQL already refuses to look it up.
    "zero": (claims("ada@example.org", sub="x\0"), 401 if connection.vendor == "sqlite" else 503),
    "a list": ([], 503),
}


@pytest.mark.parametrize(("odd", "status"), ODD.values(), ids=ODD)
def test_answer_without_an_identifier_that_can_be_used_signs_nobody_in(visitor, university, odd, status):
    factories.user("ada@example.org")
    university.claims = odd
    response = sign_in_through(visitor)
    assert response.status_code == status and "Not signed in" in response.content.decode()
    assert not is_signed_in(visitor) and not SocialAccount.objects.exists()


def test_domain_can_be_configured_as_verified(visitor, university, settings):
    app = {**OIDC, "settings": {**OIDC["settings"], "verified_email": ["example.org"]}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    factories.user("ada@example.org")
    university.claims = {"sub": "12345", "email": "ada@example.org"}
    sign_in_through(visitor)
    assert is_signed_in(visitor)


def test_user_without_account_is_told_whom_to_ask(visitor, university):
    factories.lab(email="office@example.org")
    university.claims = claims("eve@example.org")
    html = sign_in_through(visitor).content.decode()
    assert "office@example.org" in html
    assert not User.objects.exists()
    assert visitor.get(reverse("socialaccount_signup")).url == reverse("account_login")


def test_second_factor_is_still_required(member, visitor, university):
    secret = set_up_app(member)
    university.claims = claims(member.user.email)
    assert sign_in_through(visitor).url == reverse("mfa_authenticate")
    assert not is_signed_in(visitor)
    visitor.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps=1)})
    assert is_signed_in(visitor)


def test_deactivated_account_cannot_sign_in(visitor, university):
    factories.user("ada@example.org", is_active=False)
    university.claims = claims("ada@example.org")
    assert sign_in_through(visitor).url == reverse("account_inactive")
    assert not is_signed_in(visitor)


def test_callback_with_forged_state_is_refused(visitor, university):
    response = visitor.get(f"{LOGIN}callback/", {"code": "code", "state": "made-up"})
    assert "Not signed in" in response.content.decode()
    assert not is_signed_in(visitor)


# ---- services that do not answer ------------------------------------------------------------------


UNREADABLE = requests.JSONDecodeError("no JSON", "", 0)


def begin(client, login):
    """Press the sign-in button, and return the parameters with which the service sends the user back."""
    service_url = client.post(f"{login}?process=login").url
    return {"code": "code", "state": parse_qs(urlsplit(service_url).query)["state"][0]}


def assert_says_so(response, client):
    page = response.content.decode()
    assert response.status_code == 503 and "Not signed in" in page and "may be unavailable" in page
    assert not is_signed_in(client)


@pytest.mark.parametrize("fault", [requests.ConnectionError(), requests.Timeout(), UNREADABLE], ids=repr)
def test_page_says_that_the_university_does_not_answer(visitor, university, fault):
    parameters = begin(visitor, LOGIN)

    def fail(*args, **options):
        raise fault

    university.get = fail
    assert_says_so(visitor.post(LOGIN), visitor)
    assert_says_so(visitor.get(f"{LOGIN}callback/", parameters), visitor)


@pytest.mark.parametrize("fault", [requests.ConnectionError(), requests.Timeout(), UNREADABLE], ids=repr)
def test_page_says_that_orcid_does_not_answer(visitor, orcid, fault):
    for method in ("request", "get"):
        parameters = begin(visitor, ORCID)

        def fail(*args, **options):
            raise fault

        setattr(orcid, method, fail)
        assert_says_so(visitor.get(f"{ORCID}callback/", parameters), visitor)


def test_error_page_of_a_service_is_not_read(httpserver):
    httpserver.expect_request("/away").respond_with_json({"error": "away"}, status=503)
    httpserver.expect_request("/refused").respond_with_json({"error": "denied"}, status=400)
    session = SocialAccountAdapter().get_requests_session()
    with pytest.raises(requests.HTTPError):
        session.get(httpserver.url_for("/away"))
    assert session.get(httpserver.url_for("/refused")).json() == {"error": "denied"}


def test_page_waits_less_than_two_seconds_for_a_service(settings):
    session = DefaultSocialAccountAdapter().get_requests_session()
    assert session.request.keywords["timeout"] == settings.SOCIALACCOUNT_REQUESTS_TIMEOUT < 2


def test_page_does_not_wait_for_the_resolution_of_a_name(monkeypatch):
    released = Event()
    monkeypatch.setattr(other_services, "_calls", TimeLimit(0.01))
    monkeypatch.setattr("socket.getaddrinfo", lambda *_arguments: released.wait(30) and [])
    try:
        with pytest.raises(requests.Timeout):
            SocialAccountAdapter().get_requests_session().get("https://login.example.edu/")
    finally:
        released.set()


# ---- ORCID --------------------------------------------------------------------------------------

ORCID = "/accounts/orcid/login/"


def connect(client):
    confirm_password(client)
    return sign_in_through(client, ORCID, process="connect")


def test_orcid_signs_in_to_the_connected_account(member, visitor, orcid):
    assert "You need an invitation" in sign_in_through(visitor, ORCID).content.decode()
    connect(member)
    sign_in_through(visitor, ORCID)
    assert visitor.session["_auth_user_id"] == str(member.user.pk)


def test_connecting_an_orcid_requires_reauthentication(member, orcid):
    response = sign_in_through(member, ORCID, process="connect")
    assert reverse("account_reauthenticate") in response.url
    assert not SocialAccount.objects.exists()
    confirm_password(member)
    assert SocialAccount.objects.get().user == member.user


def test_disconnecting_requires_reauthentication(member, orcid):
    account = SocialAccount.objects.create(user=member.user, provider="orcid", uid="0000-0001-2345-6789")
    member.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert SocialAccount.objects.exists()


def test_connected_orcid_is_listed_and_can_be_disconnected(member, orcid):
    connect(member)
    html = member.get(reverse("socialaccount_connections")).content.decode()
    assert "0000-0001-2345-6789" in html
    member.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_orcid_of_another_user_cannot_be_disconnected(member, lead, orcid):
    connect(lead)
    member.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.get().user == lead.user


def test_orcid_belongs_to_one_account(member, lead, orcid):
    connect(lead)
    connect(member)
    assert SocialAccount.objects.get().user == lead.user


def test_account_page_survives_a_service_no_longer_configured(member, orcid, university):
    SocialAccount.objects.create(user=member.user, provider="orcid", uid="0000-0001-2345-6789")
    assert "orcid" in member.get(reverse("account")).content.decode()
    assert member.get(reverse("socialaccount_connections")).status_code == 200
