"""Resetting and changing the password."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import password_reset
from accounts.models import PasswordResetRequest
from core.outbox import queue
from core.outbox.models import Email
from tests import factories
from tests.accounts.steps import PASSWORD, is_signed_in, link_in, set_up_app, sign_in
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

NEW = {"password1": "a-better-one-42", "password2": "a-better-one-42"}


def request_link(client, email):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def open_link(client, link):
    """Open the emailed link and return the page with the form."""
    return client.get(link, follow=True)


def test_forgotten_password_is_reset_by_an_emailed_link(visitor):
    factories.lab("Example Lab", short_name="ExLab")
    user = factories.user("ada@example.org")
    request_link(visitor, "ada@example.org")
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert message.subject == "[ExLab] Set a new password"
    page = open_link(visitor, link_in(message))
    assert "For ada@example.org" in page.content.decode()
    response = visitor.post(page.request["PATH_INFO"], NEW)
    assert (response.url, is_signed_in(visitor)) == ("/me/", True)
    user.refresh_from_db()
    assert user.check_password(NEW["password1"])
    assert not user.check_password(PASSWORD)


def test_link_works_once(visitor):
    factories.user("ada@example.org")
    request_link(visitor, "ada@example.org")
    link = link_in(mail.outbox[0])
    page = open_link(visitor, link)
    visitor.post(page.request["PATH_INFO"], NEW)
    assert "This link no longer works" in open_link(Client(), link).content.decode()


@pytest.mark.parametrize(
    "key", ["1-abc", "1-cfr0b1-0123456789abcdef", "zzzzzzzzzzzzzzzzzzzz-x", "1-" + "x" * 500]
)
def test_forged_link_does_not_work(visitor, key):
    factories.user("ada@example.org")
    response = open_link(visitor, f"/accounts/password/reset/key/{key}/")
    assert "This link no longer works" in response.content.decode()


def test_form_url_has_no_token(visitor):
    factories.user("ada@example.org")
    request_link(visitor, "ada@example.org")
    page = open_link(visitor, link_in(mail.outbox[0]))
    assert page.request["PATH_INFO"].endswith("-set-password/")


def test_unknown_email_gets_the_same_answer_and_no_email(visitor):
    factories.user("ada@example.org")
    known, unknown = (request_link(visitor, f"{name}@example.org") for name in ("ada", "nobody"))
    assert known.request["PATH_INFO"] == unknown.request["PATH_INFO"]
    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_address_that_is_too_long_for_an_account_is_an_error_of_the_field(visitor):
    response = request_link(visitor, "a" * 300 + "@example.org")
    assert "at most 254 characters" in response.content.decode()
    assert not PasswordResetRequest.objects.exists()


def test_deactivated_account_gets_no_link(visitor):
    factories.user("ada@example.org", is_active=False)
    request_link(visitor, "ada@example.org")
    assert mail.outbox == []


def test_account_without_password_gets_a_link(visitor):
    factories.user("ada@example.org", password=None)
    request_link(visitor, "ADA@example.org")
    page = open_link(visitor, link_in(mail.outbox[0]))
    visitor.post(page.request["PATH_INFO"], NEW)
    assert is_signed_in(visitor)


def test_lookalike_email_gets_no_link(visitor):
    factories.user("mike@example.org")
    request_link(visitor, "mıke@example.org")  # "ı" has the same capital letter as "i"
    assert mail.outbox == []


def test_link_uses_the_configured_host(visitor, settings):
    settings.SITE_URL = "https://lab.example.edu"
    factories.user("ada@example.org")
    request_link(visitor, "ada@example.org")
    assert "https://lab.example.edu/accounts/password/reset/key/" in mail.outbox[0].body
    assert "testserver" not in mail.outbox[0].body


def test_unavailable_mail_server_loses_no_link_and_reveals_no_account(visitor, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.people.test_invitations.NoServer"
    factories.user("ada@example.org")
    known, unknown = (request_link(visitor, f"{name}@example.org") for name in ("ada", "nobody"))
    assert known.status_code == 200 and known.content == unknown.content
    request_link(visitor, "ada@example.org")
    settings.EMAIL_BACKEND = working
    queue.send_due(timezone.now() + timedelta(hours=1))
    (message,) = mail.outbox  # the newer one only
    assert "For ada@example.org" in open_link(visitor, link_in(message)).content.decode()


def test_request_does_the_same_work_for_a_known_and_an_unknown_address(visitor, monkeypatch):
    factories.user("ada@example.org")
    monkeypatch.setattr(queue, "send_due_now", lambda: None)  # in the server, another thread does this
    statements = []
    for address in ("ada@example.org", "eve@example.org"):
        with CaptureQueriesContext(connection) as queries:
            visitor.post(reverse("account_reset_password"), {"email": address})
        statements.append([query["sql"].partition("VALUES")[0] for query in queries])
    assert statements[0] == statements[1]
    assert not any("accounts_user" in statement for statement in statements[0])
    assert not mail.outbox and not Email.objects.exists()


def test_request_for_an_unknown_address_is_forgotten(visitor):
    request_link(visitor, "eve@example.org")
    assert not PasswordResetRequest.objects.exists() and not mail.outbox


def test_two_senders_answer_a_request_once(visitor, monkeypatch):
    factories.user("ada@example.org")
    monkeypatch.setattr(queue, "send_due_now", lambda: None)
    request_link(visitor, "ada@example.org")
    stale = list(PasswordResetRequest.objects.all())
    password_reset.queue_links(timezone.now())
    monkeypatch.setattr(PasswordResetRequest.objects, "order_by", lambda *names: stale)
    password_reset.queue_links(timezone.now())
    assert Email.objects.count() == 1


def test_email_is_in_the_language_of_the_page(visitor):
    factories.user("ada@example.org")
    visitor.post("/zh-hans/accounts/password/reset/", {"email": "ada@example.org"})
    assert "/zh-hans/accounts/password/reset/key/" in mail.outbox[0].body


def test_queued_link_is_deleted_with_its_account(visitor, settings):
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    user, other = factories.user(), factories.user()
    for account in (user, other):
        request_link(visitor, account.email)
    assert Email.objects.pending().count() == 2
    user.delete()
    assert Email.objects.get().account == other


def test_outbox_keeps_no_sent_link_and_sends_no_expired_one(visitor, settings):
    factories.user("ada@example.org")
    request_link(visitor, "ada@example.org")
    assert Email.objects.get().body == ""
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    request_link(visitor, "ada@example.org")
    queued = Email.objects.get(sent=None)
    assert "/password/reset/key/" in queued.body
    expiry = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    assert queue.send_due(expiry) == (0, 0)
    queued.refresh_from_db()
    assert queued.body == "" and queued.given_up


def test_links_are_rate_limited(visitor):
    factories.user("ada@example.org")
    answers = [request_link(visitor, "ada@example.org").status_code for _try in range(6)]
    assert answers == [200] * 5 + [429]
    assert len(mail.outbox) == 5


def test_link_does_not_bypass_the_second_factor(member, visitor):
    set_up_app(member)
    mail.outbox.clear()
    request_link(visitor, member.user.email)
    page = open_link(visitor, link_in(mail.outbox[0]))
    response = visitor.post(page.request["PATH_INFO"], NEW)
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(visitor)


# ---- changing the password ----------------------------------------------------------------------


def change_password(client, **fields):
    return client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **NEW, **fields})


def test_password_change_keeps_the_session_and_sends_an_email(member):
    response = change_password(member)
    assert response.url == reverse("account")
    assert "Your password has been changed." in member.get(response.url).content.decode()
    assert sign_in(Client(), member.user.email, NEW["password1"]).status_code == 302
    assert [message.to for message in mail.outbox] == [[member.user.email]]


def test_password_change_ends_other_sessions(member):
    other = Client()
    other.force_login(member.user)
    change_password(member)
    assert other.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"oldpassword": "wrong"}, "Incorrect current password."),
        ({"password1": "abc", "password2": "abc"}, "This password is too short."),
        ({"password1": "12345678901", "password2": "12345678901"}, "This password is entirely numeric."),
        ({"password1": "iloveyou1", "password2": "iloveyou1"}, "This password is too common."),
        ({"password2": "another-one-42"}, "You must type the same password each time."),
    ],
)
def test_invalid_password_is_explained(member, fields, message):
    response = change_password(member, **fields)
    assert response.status_code == 200
    assert message in response.content.decode()
    member.user.refresh_from_db()
    assert member.user.check_password(PASSWORD)


@pytest.mark.parametrize("password", [" leading and trailing spaces ", "x" * 64 + "Ünïcode-密码" * 4])
def test_long_password_of_any_characters_is_kept_exactly_as_typed(member, password):
    change_password(member, password1=password, password2=password)
    member.user.refresh_from_db()
    assert member.user.check_password(password) and not member.user.check_password(password.strip("x "))


@pytest.mark.parametrize(
    ("password", "word"),
    [
        ("ExampleLab1", "Example Lab"),
        ("example-lab-2026", "Example Lab"),
        ("Labsite!", "labsite"),
        ("示例实验室123", "示例实验室"),
    ],
)
def test_password_that_is_little_more_than_a_word_known_to_all_is_refused(member, password, word):
    factories.lab("Example Lab", name_zh="示例实验室", short_name="ExLab")
    page = change_password(member, password1=password, password2=password).content.decode()
    assert f"too easy to guess: “{word}”" in page
    assert "can’t be the lab’s name" in page
    long = f"{password}-with-much-more"
    assert change_password(member, password1=long, password2=long).status_code == 302


def test_password_fields_are_masked_and_filled_in_by_password_managers(member, visitor):
    for client, name in ((visitor, "account_login"), (member, "account_change_password")):
        fields = Page(client.get(reverse(name))).all("input[@type='password']")
        assert fields and {field.get("autocomplete") for field in fields} <= {
            "current-password",
            "new-password",
        }


def test_guesses_of_the_current_password_are_rate_limited(member):
    answers = [change_password(member, oldpassword=f"wrong-{number}").status_code for number in range(6)]
    assert answers == [200] * 5 + [429]


def test_account_without_password_sets_its_first_one(member):
    member.user.set_unusable_password()
    member.user.save()
    member.force_login(member.user)
    assert member.get(reverse("account_change_password")).url == reverse("account_set_password")
    member.post(reverse("account_set_password"), NEW)
    member.user.refresh_from_db()
    assert member.user.check_password(NEW["password1"])
