"""When sessions end, and what in an open session asks for the password again."""

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.partial_dates import PartialDate
from people import departures
from people.departures import Departure
from tests import factories
from tests.accounts.steps import confirm_password, is_signed_in, link_in, sign_in

pytestmark = pytest.mark.django_db

NEW = {"password1": "another-one-42", "password2": "another-one-42"}


def is_open(client):
    return client.get(reverse("account")).status_code == 200


@pytest.fixture
def other(member):
    """Another browser in which the member is signed in."""
    client = Client()
    client.force_login(member.user)
    assert is_open(client)
    return client


def test_new_password_by_email_ends_all_earlier_sessions(member, other, visitor):
    visitor.post(reverse("account_reset_password"), {"email": member.user.email})
    form = visitor.get(link_in(mail.outbox[-1]), follow=True).request["PATH_INFO"]
    visitor.post(form, NEW)
    assert not is_open(member) and not is_open(other)
    assert is_open(visitor)


def test_password_set_by_an_administrator_ends_the_sessions(member, other, admin):
    url = reverse("admin:auth_user_password_change", args=[member.user.pk])
    assert admin.post(url, {**NEW, "usable_password": "true"}).status_code == 302
    assert not is_open(member) and not is_open(other)
    assert is_open(admin)


def test_departure_ends_the_sessions_and_signing_in_again(member, other, pi):
    departures.record_departure(member.person, pi.user, Departure(PartialDate(2025, 6)))
    assert not is_open(member) and not is_open(other)
    visitor = Client()
    assert sign_in(visitor, member.user.email).url == reverse("account_inactive")
    assert not is_signed_in(visitor)


def test_account_deactivated_by_the_pi_is_signed_out_for_good(member, other, pi):
    url = reverse("desk-account", args=[member.person.slug])
    pi.post(url, {"to": "off"})
    pi.post(url, {"to": "on"})
    assert not is_open(member) and not is_open(other)  # the old sessions do not come back


def test_session_gets_a_new_key_at_sign_in(visitor):
    factories.user("ada@example.org")
    visitor.get(reverse("account_login"))
    session = visitor.session
    session["before"] = True
    session.save()
    before = session.session_key
    sign_in(visitor, "ada@example.org")
    assert visitor.session.session_key != before


def test_sign_out_deletes_the_session(member):
    key = member.session.session_key
    member.post(reverse("account_logout"))
    copied = Client()
    copied.cookies["sessionid"] = key
    assert not is_open(copied)


def test_confirmed_password_is_asked_for_again_after_five_minutes(member, monkeypatch):
    confirm_password(member)
    assert member.get(reverse("account_email")).status_code == 200
    session = member.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 301
    session.save()
    assert reverse("account_reauthenticate") in member.get(reverse("account_email")).url


def test_confirmation_in_one_browser_opens_nothing_in_another(member, other):
    confirm_password(member)
    assert reverse("account_reauthenticate") in other.get(reverse("account_email")).url


@pytest.mark.parametrize("cookie", ["abcdefgh\x00", "\x00" * 32, "a b c d e f"])
def test_cookie_that_is_no_session_key_is_not_looked_up(visitor, cookie):
    """PostgreSQL refuses NUL characters, which a quoted cookie may contain."""
    visitor.cookies[settings.SESSION_COOKIE_NAME] = cookie
    with CaptureQueriesContext(connection) as queries:
        response = visitor.get("/me/")
    assert response.status_code == 302
    assert not [query for query in queries if "django_session" in query["sql"]]
