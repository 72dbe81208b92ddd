"""Two-factor authentication by app and recovery codes. Passkeys are tested in tests/browser."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.accounts.steps import code_of, confirm_password, is_signed_in, set_up_app, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

INCORRECT_CODE = "Incorrect or expired code."


@pytest.fixture
def secret(member):
    """The secret of the authenticator app that the member has set up."""
    return set_up_app(member)


def send_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def recovery_codes(member):
    codes = Authenticator.objects.get(user=member.user, type="recovery_codes")
    return codes.wrap().get_unused_codes()


def test_password_alone_does_not_sign_in(member, secret, visitor):
    response = sign_in(visitor, member.user.email)
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(visitor)
    assert visitor.get(reverse("account")).status_code == 302
    response = send_code(visitor, code_of(secret, steps=1))
    assert response.url == "/me/"
    assert is_signed_in(visitor)


def test_requested_page_opens_after_the_second_factor(member, secret, visitor):
    sign_in(visitor, member.user.email, next="/people/")
    assert send_code(visitor, code_of(secret, steps=1)).url == "/people/"


@pytest.mark.parametrize("steps", [-10, 10])
def test_expired_or_future_code_is_refused(member, secret, visitor, steps):
    sign_in(visitor, member.user.email)
    response = send_code(visitor, code_of(secret, steps))
    assert INCORRECT_CODE in response.content.decode()
    assert not is_signed_in(visitor)


def test_code_works_once(member, secret, visitor):
    code = code_of(secret, steps=1)
    sign_in(visitor, member.user.email)
    send_code(visitor, code)
    visitor.post(reverse("account_logout"))
    sign_in(visitor, member.user.email)
    assert INCORRECT_CODE in send_code(visitor, code).content.decode()


def test_codes_are_rate_limited(member, secret, visitor):
    sign_in(visitor, member.user.email)
    for _try in range(5):
        send_code(visitor, "000000")
    assert "Too many attempts." in send_code(visitor, code_of(secret, steps=1)).content.decode()


def test_second_factor_page_requires_the_password_first(visitor):
    assert visitor.get(reverse("mfa_authenticate")).url == reverse("account_login")


def test_recovery_code_works_once_in_place_of_the_app(member, secret, visitor):
    code, *others = recovery_codes(member)
    sign_in(visitor, member.user.email)
    assert send_code(visitor, code).url == "/me/"
    assert recovery_codes(member) == others
    visitor.post(reverse("account_logout"))
    sign_in(visitor, member.user.email)
    assert INCORRECT_CODE in send_code(visitor, code).content.decode()


def test_recovery_codes_can_be_shown_downloaded_and_regenerated(member, secret):
    codes = recovery_codes(member)
    html = member.get(reverse("mfa_view_recovery_codes")).content.decode()
    saved = member.get(reverse("mfa_download_recovery_codes"))
    assert all(code in html for code in codes)
    assert saved.content.decode().split() == codes
    assert "no-store" in saved.headers["Cache-Control"]
    member.post(reverse("mfa_generate_recovery_codes"))
    assert not set(codes) & set(recovery_codes(member))


def test_qr_code_has_the_names_of_lab_and_account(member):
    factories.lab("Example Lab", short_name="ExLab")
    confirm_password(member)
    response = member.get(reverse("mfa_activate_totp"))
    url = response.context["totp_url"]
    assert url.startswith("otpauth://totp/mei%40example.org?")
    assert url.endswith("&issuer=ExLab")
    assert 'src="data:image/svg+xml;base64,' in response.content.decode()


def test_wrong_first_code_keeps_the_secret(member):
    confirm_password(member)
    secret = member.get(reverse("mfa_activate_totp")).context["form"].secret
    response = member.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert INCORRECT_CODE in response.content.decode()
    assert secret in response.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_email",
    ],
)
def test_security_settings_require_reauthentication(member, secret, name):
    if name == "mfa_activate_totp":
        Authenticator.objects.all().delete()
    member.logout()
    member.force_login(member.user)  # a new session without recent authentication
    assert reverse("account_reauthenticate") in member.get(reverse(name)).url
    posted = member.post(reverse(name))
    assert posted.status_code == 405 or reverse("account_reauthenticate") in posted.url


def test_reauthentication_leads_to_the_requested_page(member):
    requested = reverse("mfa_activate_totp")
    reauthenticate_url = member.get(requested).url
    wrong = member.post(reauthenticate_url, {"password": "wrong"})
    assert "Incorrect password." in wrong.content.decode()
    assert member.post(reauthenticate_url, {"password": "labsite-test"}).url == requested


def test_deactivation_deletes_recovery_codes_and_sends_an_email(member, secret, visitor):
    mail.outbox.clear()
    member.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert [message.to for message in mail.outbox] == [[member.user.email]]
    assert sign_in(visitor, member.user.email).url == "/me/"


@pytest.mark.django_db(transaction=True)
def test_new_or_removed_second_factor_ends_other_sessions_only(member, lead):
    for change in (set_up_app, lambda client: client.post(reverse("mfa_deactivate_totp"))):
        other = Client()
        other.force_login(member.user)
        change(member)
        assert [is_signed_in(client) for client in (member, lead, other)] == [True, True, False]


def test_key_of_another_user_cannot_be_changed(member, lead):
    key = Authenticator.objects.create(
        user=lead.user, type="webauthn", data={"name": "Blue", "credential": {}}
    )
    confirm_password(member)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        url = reverse(name, args=[key.pk])
        assert member.get(url).status_code == member.post(url, {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Blue"


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '"x"', '{"response": {"userHandle": "x"}}', "{", "9" * 5000]
)
def test_forged_passkey_does_not_sign_in(visitor, credential):
    response = visitor.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
    assert response.status_code == 200
    assert not is_signed_in(visitor)
