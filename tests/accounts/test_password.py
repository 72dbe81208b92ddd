"""Forgotten and changed passwords."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.outbox import queue
from core.outbox.models import Email
from tests import factories
from tests.accounts.steps import PASSWORD, is_signed_in, link_in, set_up_app, sign_in

pytestmark = pytest.mark.django_db

NEW = {"password1": "a-better-one-42", "password2": "a-better-one-42"}


def ask_for_link(client, email):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def open_link(client, link):
    """Opens the link of the mail and returns the page with the form."""
    return client.get(link, follow=True)


def test_whoever_has_forgotten_the_password_gets_a_link_and_sets_a_new_one(visitor):
    factories.lab("Example Lab", short_name="ExLab")
    user = factories.user("ada@example.org")
    ask_for_link(visitor, "ada@example.org")
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


def test_a_link_works_once(visitor):
    factories.user("ada@example.org")
    ask_for_link(visitor, "ada@example.org")
    link = link_in(mail.outbox[0])
    page = open_link(visitor, link)
    visitor.post(page.request["PATH_INFO"], NEW)
    assert "This link no longer works" in open_link(Client(), link).content.decode()


@pytest.mark.parametrize(
    "key", ["1-abc", "1-cfr0b1-0123456789abcdef", "zzzzzzzzzzzzzzzzzzzz-x", "1-" + "x" * 500]
)
def test_a_link_that_was_made_up_does_not_work(visitor, key):
    factories.user("ada@example.org")
    response = open_link(visitor, f"/accounts/password/reset/key/{key}/")
    assert "This link no longer works" in response.content.decode()


def test_the_address_of_the_form_does_not_have_the_secret_of_the_link(visitor):
    factories.user("ada@example.org")
    ask_for_link(visitor, "ada@example.org")
    page = open_link(visitor, link_in(mail.outbox[0]))
    assert page.request["PATH_INFO"].endswith("-set-password/")


def test_an_unknown_address_gets_the_same_answer_and_no_mail(visitor):
    factories.user("ada@example.org")
    known, unknown = (ask_for_link(visitor, f"{name}@example.org") for name in ("ada", "nobody"))
    assert known.request["PATH_INFO"] == unknown.request["PATH_INFO"]
    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_closed_account_gets_no_link(visitor):
    factories.user("ada@example.org", is_active=False)
    ask_for_link(visitor, "ada@example.org")
    assert mail.outbox == []


def test_an_account_that_was_never_given_a_password_gets_a_link(visitor):
    factories.user("ada@example.org", password=None)
    ask_for_link(visitor, "ADA@example.org")
    page = open_link(visitor, link_in(mail.outbox[0]))
    visitor.post(page.request["PATH_INFO"], NEW)
    assert is_signed_in(visitor)


def test_the_link_goes_to_the_address_of_the_account_and_not_to_one_that_looks_like_it(visitor):
    factories.user("mike@example.org")
    ask_for_link(visitor, "mıke@example.org")  # "ı" has the same capital letter as "i"
    assert mail.outbox == []


def test_links_lead_to_the_site_itself_whatever_host_was_asked(visitor, settings):
    settings.SITE_URL = "https://lab.example.edu"
    factories.user("ada@example.org")
    ask_for_link(visitor, "ada@example.org")
    assert "https://lab.example.edu/accounts/password/reset/key/" in mail.outbox[0].body
    assert "testserver" not in mail.outbox[0].body


def test_a_mail_server_that_is_down_loses_no_link_and_says_nothing_about_accounts(visitor, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.people.test_invitations.NoServer"
    factories.user("ada@example.org")
    known, unknown = (ask_for_link(visitor, f"{name}@example.org") for name in ("ada", "nobody"))
    assert known.status_code == 200 and known.content == unknown.content
    ask_for_link(visitor, "ada@example.org")
    settings.EMAIL_BACKEND = working
    queue.send_due(timezone.now() + timedelta(hours=1))
    (message,) = mail.outbox  # the newer one only
    assert "For ada@example.org" in open_link(visitor, link_in(message)).content.decode()


def test_a_link_that_waits_goes_with_its_account(visitor, settings):
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    user, other = factories.user(), factories.user()
    for one in (user, other):
        ask_for_link(visitor, one.email)
    assert Email.objects.pending().count() == 2
    user.delete()
    assert Email.objects.get().account == other


def test_the_queue_keeps_no_link_that_was_sent_nor_sends_one_that_is_over(visitor, settings):
    factories.user("ada@example.org")
    ask_for_link(visitor, "ada@example.org")
    assert Email.objects.get().body == ""
    settings.EMAIL_BACKEND = "tests.people.test_invitations.NoServer"
    ask_for_link(visitor, "ada@example.org")
    waiting = Email.objects.get(sent=None)
    assert "/password/reset/key/" in waiting.body
    over = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    assert queue.send_due(over) == (0, 0)
    waiting.refresh_from_db()
    assert waiting.body == "" and waiting.given_up


def test_nobody_is_flooded_with_links(visitor):
    factories.user("ada@example.org")
    answers = [ask_for_link(visitor, "ada@example.org").status_code for _try in range(6)]
    assert answers == [200] * 5 + [429]
    assert len(mail.outbox) == 5


def test_a_link_does_not_get_around_the_second_factor(member, visitor):
    set_up_app(member)
    mail.outbox.clear()
    ask_for_link(visitor, member.user.email)
    page = open_link(visitor, link_in(mail.outbox[0]))
    response = visitor.post(page.request["PATH_INFO"], NEW)
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(visitor)


# ---- changing it --------------------------------------------------------------------------------


def change(client, **fields):
    return client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **NEW, **fields})


def test_a_member_changes_the_password_stays_signed_in_and_is_told_by_mail(member):
    response = change(member)
    assert response.url == reverse("account")
    assert "Your new password holds from now on." in member.get(response.url).content.decode()
    assert sign_in(Client(), member.user.email, NEW["password1"]).status_code == 302
    assert [message.to for message in mail.outbox] == [[member.user.email]]


def test_changing_the_password_ends_the_other_sessions(member):
    other = Client()
    other.force_login(member.user)
    change(member)
    assert other.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"oldpassword": "wrong"}, "Incorrect current password."),
        ({"password1": "abc", "password2": "abc"}, "This password is too short."),
        ({"password1": "12345678901", "password2": "12345678901"}, "This password is entirely numeric."),
        ({"password2": "another-one-42"}, "You must type the same password each time."),
    ],
)
def test_a_password_that_will_not_do_is_explained(member, fields, message):
    response = change(member, **fields)
    assert response.status_code == 200
    assert message in response.content.decode()
    member.user.refresh_from_db()
    assert member.user.check_password(PASSWORD)


def test_the_current_password_cannot_be_guessed_here_without_end(member):
    answers = [change(member, oldpassword=f"wrong-{number}").status_code for number in range(6)]
    assert answers == [200] * 5 + [429]


def test_an_account_without_a_password_sets_its_first_one(member):
    member.user.set_unusable_password()
    member.user.save()
    member.force_login(member.user)
    assert member.get(reverse("account_change_password")).url == reverse("account_set_password")
    member.post(reverse("account_set_password"), NEW)
    member.user.refresh_from_db()
    assert member.user.check_password(NEW["password1"])
