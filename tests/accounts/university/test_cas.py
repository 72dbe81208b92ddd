"""Signing in with CAS. A local server answers as CAS servers do."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from accounts.models import User
from core.audit.models import AuditEvent
from tests import factories
from tests.accounts.steps import confirm_password, is_signed_in
from tests.accounts.university.conftest import leave, parameters

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SUCCESS = """<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>
<cas:user>{user}</cas:user><cas:attributes>{attributes}</cas:attributes>
</cas:authenticationSuccess></cas:serviceResponse>"""
FAILURE = """<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
<cas:authenticationFailure code="INVALID_TICKET">Not recognized</cas:authenticationFailure>
</cas:serviceResponse>"""
LOGOUT = """<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="1" Version="2.0" IssueInstant="2026-01-01T00:00:00Z">
<saml:NameID>ada</saml:NameID><samlp:SessionIndex>{ticket}</samlp:SessionIndex></samlp:LogoutRequest>"""
VALIDATE = "/cas/p3/serviceValidate"
CALLBACK = "/accounts/university/campus/callback/"


@pytest.fixture
def cas(configure, httpserver):
    """A CAS server; ``cas.answers("ada", "<cas:mail>…")`` sets what it says about any ticket."""
    configure("cas", URL=httpserver.url_for("/cas"))

    def answers(user, attributes="", text=SUCCESS, status=200):
        httpserver.clear()
        httpserver.expect_request(VALIDATE).respond_with_data(
            text.format(user=user, attributes=attributes), status=status, content_type="text/xml"
        )

    httpserver.answers = answers
    return httpserver


def come_back(client, ticket="ST-1", **more):
    """Sign in at the server, and return the response to the ticket."""
    service = parameters(leave(client, **more))["service"]
    return client.get(CALLBACK, {**parameters(service), "ticket": ticket})


def connected(user, uid="ada"):
    return SocialAccount.objects.create(user=user, provider="campus", uid=uid)


def test_button_leads_to_the_server_with_the_url_of_this_site(visitor, cas):
    url = leave(visitor)
    assert url.startswith(cas.url_for("/cas/login?"))
    assert parameters(url)["service"].startswith(f"http://testserver{CALLBACK}?state=")
    assert "renew" not in parameters(url)


def test_service_url_does_not_depend_on_the_host_or_language_of_the_request(visitor, cas):
    url = visitor.post("/zh-hans/accounts/university/campus/login/", headers={"host": "localhost"}).url
    assert parameters(url)["service"].startswith(f"http://testserver{CALLBACK}?state=")


def test_ticket_is_validated_for_the_url_that_the_user_was_sent_to(visitor, cas):
    connected(factories.user())
    cas.answers("ada")
    service = parameters(leave(visitor))["service"]
    visitor.get(CALLBACK, {**parameters(service), "ticket": "ST-1"})
    request, _response = cas.log[-1]
    assert request.args.to_dict() == {"ticket": "ST-1", "service": service}
    assert is_signed_in(visitor)


def test_renewed_sign_in_is_asked_for_and_validated(visitor, cas, configure):
    configure("cas", URL=cas.url_for("/cas"), RENEW="1")
    cas.answers("ada")
    assert parameters(leave(visitor))["renew"] == "true"
    come_back(visitor)
    assert cas.log[-1][0].args["renew"] == "true"


def test_stored_identifier_signs_in_whatever_case_was_typed(visitor, cas):
    account = connected(factories.user())
    cas.answers("Ada")
    assert come_back(visitor).url == "/me/"
    assert visitor.session["_auth_user_id"] == str(account.user_id)


def test_page_after_sign_in_is_that_of_this_site_in_the_language_of_the_button(visitor, cas):
    connected(factories.user())
    cas.answers("ada")
    url = visitor.post("/zh-hans/accounts/university/campus/login/?process=login").url
    state = parameters(parameters(url)["service"])
    assert visitor.get(CALLBACK, {**state, "ticket": "ST-1"}).url == "/zh-hans/me/"


KNOWN_BY_NOBODY = "<cas:mail>eve@example.org</cas:mail>"


@pytest.mark.parametrize("attributes", [KNOWN_BY_NOBODY, None], ids=["unknown", "away"])
def test_page_that_says_why_not_is_in_the_language_of_the_button(visitor, cas, attributes):
    cas.answers("eve", attributes or "", status=200 if attributes else 503)
    url = visitor.post("/zh-hans/accounts/university/campus/login/?process=login").url
    response = visitor.get(CALLBACK, {**parameters(parameters(url)["service"]), "ticket": "ST-1"})
    page = response.content.decode()
    assert '<html lang="zh-Hans"' in page and response.headers["Content-Language"] == "zh-Hans"
    assert "Example University" not in page and 'href="/zh-hans/accounts/login/' in page
    assert ("示例大学" in page) == bool(attributes)
    assert 'lang="en"' in visitor.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("goal", ["https://evil.example.com/", "//evil.example.com/", "javascript:alert(1)"])
def test_sign_in_does_not_lead_to_another_site(visitor, cas, goal):
    connected(factories.user())
    cas.answers("ada")
    assert come_back(visitor, next=goal).url == "/me/"


def test_sign_in_leads_to_the_page_that_asked_for_it(visitor, cas):
    connected(factories.user())
    cas.answers("ada")
    assert come_back(visitor, next="/me/profile/").url == "/me/profile/"


MAILS = {
    "text": "<cas:mail>ada@example.org</cas:mail>",
    "list": "<cas:mail>ada@elsewhere.example</cas:mail><cas:mail>Ada@Example.org</cas:mail>",
}


@pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)
def test_verified_address_connects_the_account_once_and_keeps_its_password(visitor, cas, mail):
    user = factories.user("ada@example.org")
    cas.answers("ada", mail)
    come_back(visitor)
    assert is_signed_in(visitor)
    user.refresh_from_db()
    assert user.has_usable_password()
    visitor.post(reverse("account_logout"))
    cas.answers("ada", "<cas:mail>new@example.org</cas:mail>")
    come_back(visitor, "ST-2")
    assert is_signed_in(visitor)
    assert SocialAccount.objects.get().user == user


def test_address_outside_of_the_trusted_domains_does_not_sign_in(visitor, cas):
    factories.user("ada@elsewhere.example")
    cas.answers("ada", "<cas:mail>ada@elsewhere.example</cas:mail>")
    assert come_back(visitor).status_code == 403
    assert not is_signed_in(visitor) and not SocialAccount.objects.exists()


def test_addresses_of_two_accounts_sign_in_to_neither(visitor, cas):
    factories.user("ada@example.org")
    factories.user("ada.l@example.org")
    cas.answers("ada", "<cas:mail>ada@example.org</cas:mail><cas:mail>ada.l@example.org</cas:mail>")
    assert come_back(visitor).status_code == 403
    assert not is_signed_in(visitor)


def test_address_that_was_given_to_another_person_does_not_sign_in_to_the_account_of_the_first(visitor, cas):
    connected(factories.user("ada@example.org"), "ada.l")
    cas.answers("ada.b", "<cas:mail>ada@example.org</cas:mail>")
    response = come_back(visitor)
    assert response.status_code == 403 and "ada.b" in response.content.decode()
    assert not is_signed_in(visitor)


def test_unknown_person_is_told_what_to_do_and_gets_no_account(visitor, cas):
    cas.answers("eve", "<cas:mail>eve@example.org</cas:mail>")
    response = come_back(visitor)
    page = response.content.decode()
    assert response.status_code == 403
    assert "You need an invitation" in page and "Example University" in page and "eve" in page
    assert not User.objects.exists()


def test_deactivated_account_stays_out(visitor, cas):
    connected(factories.user(is_active=False))
    cas.answers("ada")
    assert come_back(visitor).url == reverse("account_inactive")
    assert not is_signed_in(visitor)


IDS = {
    "none": "",
    "empty": "<cas:number></cas:number>",
    "two": "<cas:number>1</cas:number><cas:number>2</cas:number>",
    "written": "<cas:number>None</cas:number>",
}


@pytest.mark.parametrize("attributes", IDS.values(), ids=IDS)
def test_identifier_that_is_not_one_value_is_refused(visitor, cas, configure, attributes):
    configure("cas", URL=cas.url_for("/cas"), ID="number")
    connected(factories.user(), "none")
    cas.answers("ada", attributes)
    assert_refused(come_back(visitor), visitor, "no identifier")


@pytest.mark.parametrize("times", [1, 2])
def test_attribute_can_be_the_identifier(visitor, cas, configure, times):
    configure("cas", URL=cas.url_for("/cas"), ID="number")
    connected(factories.user(), "1017")
    cas.answers("ada", "<cas:number>1017</cas:number>" * times)
    come_back(visitor)
    assert is_signed_in(visitor)


def test_answers_from_one_address_are_limited(visitor, cas, monkeypatch):
    monkeypatch.setattr("accounts.university.views.RATE", "1/m")
    connected(factories.user())
    cas.answers("ada")
    come_back(visitor)
    visitor.post(reverse("account_logout"))
    assert_refused(come_back(visitor, "ST-2"), visitor, "too many attempts")


# ---- tickets --------------------------------------------------------------------------------------


def assert_refused(response, client, reason, status=401):
    assert response.status_code == status and "Not signed in" in response.content.decode()
    assert not is_signed_in(client)
    assert AuditEvent.objects.get(event="sign-in-failed").details == {"service": "campus", "reason": reason}


def test_invalid_ticket_is_refused(visitor, cas):
    connected(factories.user())
    cas.answers("", text=FAILURE)
    assert_refused(come_back(visitor), visitor, "invalid ticket")


def test_ticket_is_used_once_even_if_the_server_would_accept_it_again(visitor, cas):
    connected(factories.user())
    cas.answers("ada")
    come_back(visitor)
    visitor.post(reverse("account_logout"))
    assert_refused(come_back(visitor), visitor, "ticket used before")


def test_answer_is_accepted_only_in_the_browser_that_began(visitor, member, cas):
    connected(factories.user())
    cas.answers("ada")
    service = parameters(leave(member))["service"]
    assert_refused(visitor.get(CALLBACK, {**parameters(service), "ticket": "ST-1"}), visitor, "unknown state")


def test_cancelled_sign_in_says_so(visitor, cas):
    service = parameters(leave(visitor))["service"]
    response = visitor.get(CALLBACK, parameters(service))
    assert response.url == reverse("socialaccount_login_cancelled")


AWAY = {
    "error": {"status": 503},
    "page": {"text": "<!DOCTYPE html><p>Maintenance<br>"},
    "empty": {"text": ""},
    "other XML": {"text": "<html/>"},
}


@pytest.mark.parametrize("answer", AWAY.values(), ids=AWAY)
def test_page_says_that_the_server_does_not_answer(visitor, cas, answer):
    cas.answers("ada", **answer)
    reason = "service unavailable" if "status" in answer else "unreadable answer"
    assert_refused(come_back(visitor), visitor, reason, status=503)


# ---- signing out ----------------------------------------------------------------------------------


def test_signing_out_at_the_server_ends_the_session_of_that_ticket_only(visitor, member, cas):
    connected(member.user)
    cas.answers("ada")
    come_back(visitor, "ST-1")
    assert visitor.get("/me/").status_code == 200
    for ticket in ("ST-2", "ST-1"):
        message = {"logoutRequest": LOGOUT.format(ticket=ticket)}
        assert member.post(CALLBACK, message).status_code == 204
        assert visitor.get("/me/").status_code == (200 if ticket == "ST-2" else 302)
    assert member.get("/me/").status_code == 200  # signed in with the password
    assert AuditEvent.objects.filter(event="signed-out-elsewhere").count() == 1


@pytest.mark.parametrize("message", ["", "<a", "<!DOCTYPE a><a/>", "<a/>", "x" * 20_000])
def test_unreadable_logout_request_does_nothing(member, cas, message):
    assert member.post(CALLBACK, {"logoutRequest": message}).status_code == 204
    assert member.get("/me/").status_code == 200


# ---- connecting -----------------------------------------------------------------------------------


def test_account_is_connected_after_the_password_and_can_be_disconnected(member, cas):
    cas.answers("mei.m")
    assert come_back(member, process="connect").url == reverse("account_reauthenticate")
    confirm_password(member)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (member.user, "mei.m", {})
    page = member.get(reverse("socialaccount_connections")).content.decode()
    assert "Example University" in page and "mei.m" in page
    member.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_identifier_belongs_to_one_account(member, lead, cas):
    connected(lead.user, "leo")
    cas.answers("leo")
    confirm_password(member)
    come_back(member, process="connect")
    assert SocialAccount.objects.get().user == lead.user
