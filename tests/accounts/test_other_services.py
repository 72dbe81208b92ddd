"""Signing in through ORCID or the university's OpenID Connect: off until configured, and never a way to a
new account. The services are played by an object that answers what allauth asks them."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from accounts.models import User
from labsite.allauth_adapters import SocialAccountAdapter
from tests import factories
from tests.accounts.steps import code_of, confirm_password, is_signed_in, set_up_app
from tests.test_settings import SAFE, run_python

pytestmark = pytest.mark.django_db

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


def answer(data):
    return SimpleNamespace(
        json=lambda: data,
        raise_for_status=lambda: None,
        status_code=200,
        headers={"content-type": "application/json"},
    )


class Services:
    """Both services; ``knows`` is what they say about who has just signed in there."""

    def __init__(self):
        self.knows = {}

    def __enter__(self):
        return self

    def __exit__(self, *_problem):
        pass

    def request(self, _method, _url, **_options):
        return answer({"access_token": "token", "token_type": "Bearer", "orcid": "0000-0001-2345-6789"})

    def get(self, url, **_options):
        return answer(CONFIGURATION if url.endswith("openid-configuration") else self.knows)


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
    services.knows = {"orcid-identifier": {"path": "0000-0001-2345-6789", "uri": "https://orcid.org/…"}}
    monkeypatch.setattr(SocialAccountAdapter, "get_requests_session", lambda self: services)
    return services


def go_through(client, login=LOGIN, process="login"):
    """Leaves for the service with the button, signs in there, and comes back."""
    there = client.post(f"{login}?process={process}").url
    state = parse_qs(urlsplit(there).query)["state"][0]
    return client.get(login + "callback/", {"code": "code", "state": state})


def claims(email, **more):
    return {"sub": "12345", "email": email, "email_verified": True, **more}


# ---- off until configured -----------------------------------------------------------------------


def test_until_configured_nothing_of_it_is_there(visitor, member):
    assert "openid" not in visitor.get(reverse("account_login")).content.decode().lower()
    assert "Other services" not in member.get(reverse("account")).content.decode()
    pages = [LOGIN, f"{LOGIN}callback/", "/accounts/orcid/login/", "/accounts/orcid/login/callback/"]
    for url in [*pages, reverse("socialaccount_connections"), reverse("socialaccount_signup")]:
        assert member.get(url).status_code == member.post(url).status_code == 404, url


def test_where_one_service_is_configured_the_other_is_still_not_there(visitor, university):
    assert visitor.post("/accounts/orcid/login/").status_code == 404
    assert visitor.post("/accounts/oidc/elsewhere/login/").status_code == 404


READ = "from labsite.settings import *; print(*CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"


def test_forms_may_lead_to_a_service_only_where_it_is_configured(tmp_path):
    bare = run_python(READ, **SAFE, DATA_DIR=str(tmp_path))
    assert bare.stdout.split() == ["'self'"], bare.stderr
    configured = run_python(
        READ,
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


def test_its_button_stands_on_the_sign_in_page_in_both_languages(visitor, university):
    assert "Sign in with Example University" in visitor.get("/accounts/login/").content.decode()
    assert "示例大学" in visitor.get("/zh-hans/accounts/login/").content.decode()


def test_leaving_takes_a_button_and_not_a_link(visitor, university):
    assert visitor.get(LOGIN).status_code == 200
    there = visitor.post(LOGIN).url
    assert there.startswith(f"{SERVER}/authorize?")
    assert "code_challenge=" in there


def test_a_verified_address_leads_to_the_account_that_has_it_and_connects_the_two(visitor, university):
    user = factories.user("ada@example.org")
    university.knows = claims("Ada@Example.org")
    assert go_through(visitor).url == "/me/"
    assert visitor.session["_auth_user_id"] == str(user.pk)
    visitor.post(reverse("account_logout"))
    university.knows = claims("ada@another.example.org")  # the same person there, with a new address
    go_through(visitor)
    assert visitor.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("verified", [False, None, "false", ""])
def test_an_address_that_is_not_verified_leads_nowhere(visitor, university, verified):
    factories.user("ada@example.org")
    university.knows = claims("ada@example.org", email_verified=verified)
    response = go_through(visitor)
    assert "You need an invitation" in response.content.decode()
    assert not is_signed_in(visitor)
    assert not SocialAccount.objects.exists()


def test_the_lab_can_say_whose_addresses_count_as_verified(visitor, university, settings):
    app = {**OIDC, "settings": {**OIDC["settings"], "verified_email": ["example.org"]}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    factories.user("ada@example.org")
    university.knows = {"sub": "12345", "email": "ada@example.org"}
    go_through(visitor)
    assert is_signed_in(visitor)


def test_somebody_without_an_account_gets_none_and_is_told_whom_to_ask(visitor, university):
    factories.lab(email="office@example.org")
    university.knows = claims("eve@example.org")
    html = go_through(visitor).content.decode()
    assert "office@example.org" in html
    assert not User.objects.exists()
    assert visitor.get(reverse("socialaccount_signup")).url == reverse("account_login")


def test_the_second_factor_is_asked_for_all_the_same(member, visitor, university):
    secret = set_up_app(member)
    university.knows = claims(member.user.email)
    assert go_through(visitor).url == reverse("mfa_authenticate")
    assert not is_signed_in(visitor)
    visitor.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps=1)})
    assert is_signed_in(visitor)


def test_a_closed_account_stays_closed(visitor, university):
    factories.user("ada@example.org", is_active=False)
    university.knows = claims("ada@example.org")
    assert go_through(visitor).url == reverse("account_inactive")
    assert not is_signed_in(visitor)


def test_an_answer_that_was_not_asked_for_is_refused(visitor, university):
    response = visitor.get(f"{LOGIN}callback/", {"code": "code", "state": "made-up"})
    assert "Not signed in" in response.content.decode()
    assert not is_signed_in(visitor)


# ---- ORCID --------------------------------------------------------------------------------------

ORCID = "/accounts/orcid/login/"


def connect(client):
    confirm_password(client)
    return go_through(client, ORCID, process="connect")


def test_an_orcid_opens_the_account_that_it_has_been_connected_to(member, visitor, orcid):
    assert "You need an invitation" in go_through(visitor, ORCID).content.decode()
    connect(member)
    go_through(visitor, ORCID)
    assert visitor.session["_auth_user_id"] == str(member.user.pk)


def test_an_open_computer_is_not_enough_to_connect_an_orcid(member, orcid):
    response = go_through(member, ORCID, process="connect")
    assert reverse("account_reauthenticate") in response.url
    assert not SocialAccount.objects.exists()
    confirm_password(member)
    assert SocialAccount.objects.get().user == member.user


def test_disconnecting_takes_a_confirmation_too(member, orcid):
    account = SocialAccount.objects.create(user=member.user, provider="orcid", uid="0000-0001-2345-6789")
    member.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert SocialAccount.objects.exists()


def test_what_is_connected_is_shown_and_can_be_disconnected(member, orcid):
    connect(member)
    html = member.get(reverse("socialaccount_connections")).content.decode()
    assert "0000-0001-2345-6789" in html
    member.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_nobody_disconnects_the_orcid_of_another(member, lead, orcid):
    connect(lead)
    member.post(reverse("socialaccount_connections"), {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.get().user == lead.user


def test_an_orcid_belongs_to_one_account(member, lead, orcid):
    connect(lead)
    connect(member)
    assert SocialAccount.objects.get().user == lead.user


def test_the_account_page_survives_a_service_that_is_no_longer_configured(member, orcid, university):
    SocialAccount.objects.create(user=member.user, provider="orcid", uid="0000-0001-2345-6789")
    assert "orcid" in member.get(reverse("account")).content.decode()
    assert member.get(reverse("socialaccount_connections")).status_code == 200
