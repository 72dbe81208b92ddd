"""Limits on guessing passwords and codes, with which nobody can lock somebody else out."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import known_browsers, sign_in_limits
from core import rate_limits
from core.audit.models import AuditEvent
from tests import factories
from tests.accounts.steps import (
    PASSWORD,
    code_of,
    confirm_password,
    is_signed_in,
    link_in,
    set_up_app,
    sign_in,
)
from tests.rendering import without_rendering

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

WRONG = "Incorrect email or password."
TOO_MANY = "Too many attempts."
ADA = "ada@example.org"


@pytest.fixture(autouse=True)
def ada(db):
    return factories.user(ADA)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock of the limits, which stands still, however slow the machine is; a test may move it."""

    class Clock:
        now = 1_000_000.0

    monkeypatch.setattr(rate_limits.time, "time", lambda: Clock.now)
    return Clock


def browser_at(address="127.0.0.1", knows=None):
    """Return a new browser at an IP address, in which ``knows`` has signed in before."""
    client = Client(REMOTE_ADDR=address)
    if knows:
        assert sign_in(client, knows).status_code == 302
        client.post(reverse("account_logout"))
    return client


def html(response):
    return response.content.decode()


def guess(times, email=ADA, address="203.0.113.9"):
    """Try wrong passwords from an address, each time in a new browser. Return the errors of the last form."""
    with without_rendering() as chosen:
        for _try in range(times):
            sign_in(Client(REMOTE_ADDR=address), email, "wrong")
    _name, context = chosen[-1]
    return str(context["form"].errors)


def guess_from_many_networks(times):
    for number in range(times):
        guess(1, address=f"10.{number}.0.1")


@pytest.mark.parametrize("email", [ADA, "nobody@example.org"])
def test_five_wrong_passwords_close_the_account_for_their_network(email):
    assert WRONG in guess(5, email)
    assert TOO_MANY in html(sign_in(browser_at("203.0.113.9"), email.upper(), PASSWORD))
    assert TOO_MANY in html(sign_in(browser_at("203.0.113.77"), email, PASSWORD))


def test_five_wrong_passwords_elsewhere_do_not_hinder_the_owner():
    guess(6)
    assert sign_in(browser_at("198.51.100.1"), ADA).status_code == 302


def test_known_browser_is_not_hindered_by_guesses_from_its_own_network():
    owner_browser = browser_at("203.0.113.9", knows=ADA)
    guess(30)
    guess_from_many_networks(30)
    assert sign_in(owner_browser, ADA).status_code == 302


def test_known_browser_has_its_own_limit():
    owner_browser = browser_at(knows=ADA)
    for _try in range(5):
        assert WRONG in html(sign_in(owner_browser, ADA, "wrong"))
    assert TOO_MANY in html(sign_in(owner_browser, ADA, PASSWORD))
    assert sign_in(browser_at(), ADA).status_code == 302


def test_browser_is_known_for_its_own_account_only():
    factories.user("bob@example.org")
    owner_browser = browser_at("203.0.113.9", knows=ADA)
    guess(5, "bob@example.org")
    assert TOO_MANY in html(sign_in(owner_browser, "bob@example.org"))


def test_browser_knows_several_accounts():
    factories.user("bob@example.org")
    owner_browser = browser_at("203.0.113.9", knows=ADA)
    sign_in(owner_browser, "bob@example.org")
    owner_browser.post(reverse("account_logout"))
    guess(5)
    assert sign_in(owner_browser, ADA).status_code == 302


@pytest.mark.parametrize("value", ["", "x", "W1sxLCJ4Il1d:1abcde:x"])
def test_forged_cookie_makes_no_browser_known(value):
    guess(5)
    stranger = browser_at("203.0.113.9")
    stranger.cookies[known_browsers.COOKIE] = value
    assert TOO_MANY in html(sign_in(stranger, ADA))


def test_password_alone_makes_no_browser_known_if_there_is_a_second_factor(member, visitor):
    set_up_app(member)
    sign_in(visitor, member.user.email)
    assert known_browsers.COOKIE not in visitor.cookies


def test_cookie_is_hidden_from_scripts_and_names_nobody():
    owner_browser = browser_at(knows=ADA)
    cookie = owner_browser.cookies[known_browsers.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert "ada" not in cookie.value


def test_guesses_from_many_networks_are_slowed_down(clock):
    guess_from_many_networks(sign_in_limits.PASSWORD_SLOWDOWN.free)
    assert TOO_MANY in guess(1, address="192.0.2.1")
    clock.now += 1.1
    assert WRONG in guess(1, address="192.0.2.2")
    clock.now += 1.1
    assert TOO_MANY in guess(1, address="192.0.2.3")


def test_owner_waits_at_most_a_minute_in_an_unknown_browser(clock):
    guess_from_many_networks(sign_in_limits.PASSWORD_SLOWDOWN.free)
    for number in range(40):
        clock.now += 61
        assert WRONG in guess(1, address=f"192.0.{number}.1")
    clock.now += 61
    assert sign_in(browser_at("198.51.100.1"), ADA).status_code == 302


def test_new_password_by_email_opens_an_account_under_attack():
    guess_from_many_networks(20)
    owner = browser_at("198.51.100.1")
    assert TOO_MANY in html(sign_in(owner, ADA))
    owner.post(reverse("account_reset_password"), {"email": ADA})
    form = owner.get(link_in(mail.outbox[-1]), follow=True).request["PATH_INFO"]
    owner.post(form, {"password1": "another-one-42", "password2": "another-one-42"})
    assert is_signed_in(owner)


def test_guesses_do_not_hinder_confirming_the_password_in_a_session(member):
    guess(6, member.user.email, "127.0.0.1")
    guess_from_many_networks(15)
    assert confirm_password(member).status_code == 302


def test_guesses_of_the_password_in_a_session_are_limited(member):
    for _try in range(5):
        member.post(reverse("account_reauthenticate"), {"password": "wrong"})
    assert TOO_MANY in html(confirm_password(member))


def test_correct_passwords_are_not_failures():
    for _try in range(12):
        assert sign_in(Client(), ADA).status_code == 302


def test_one_address_has_a_limit_for_right_passwords_too():
    statuses = [sign_in(Client(), ADA).status_code for _try in range(31)]
    assert statuses[-2:] == [302, 200]


def test_one_address_cannot_try_many_accounts(visitor):
    pages = [html(sign_in(visitor, f"user{number}@example.org", "wrong")) for number in range(11)]
    assert WRONG in pages[9]
    assert TOO_MANY in pages[10]


def test_one_network_cannot_try_many_accounts():
    errors = [
        guess(1, f"user{number}@example.org", f"2001:db8:1:{number}::1")
        for number in range(61)  # each from a subnet of its own
    ]
    assert WRONG in errors[59]
    assert TOO_MANY in errors[60]


def test_codes_from_unknown_browsers_are_slowed_down(member, clock):
    secret = set_up_app(member)
    for number in range(11):
        stranger = Client(REMOTE_ADDR=f"10.{number}.0.1")
        sign_in(stranger, member.user.email)
        page = html(stranger.post(reverse("mfa_authenticate"), {"code": "000000"}))
        clock.now += 301  # the end of allauth's limit
    assert "Incorrect or expired code." in page
    stranger.post(reverse("mfa_authenticate"), {"code": "000000"})
    clock.now += 1
    page = html(stranger.post(reverse("mfa_authenticate"), {"code": code_of(secret, steps=1)}))
    assert "Too many wrong codes." in page and not is_signed_in(stranger)


def test_failures_are_in_the_audit_log():
    guess(8)
    entries = list(AuditEvent.objects.order_by("pk").values_list("event", "details", "address"))
    assert entries == [
        *[("sign-in-failed", {"email": ADA}, "203.0.113.9")] * 5,
        ("sign-in-blocked", {"email": ADA}, "203.0.113.9"),  # once for all of them
    ]


def test_password_typed_in_place_of_the_address_is_not_logged():
    guess(1, "my secret password")
    guess(1, "hunter2")
    assert "secret" not in str(list(AuditEvent.objects.values("details")))
    assert "hunter2" not in str(list(AuditEvent.objects.values("details")))
