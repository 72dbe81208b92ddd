"""Accounts: the email address is the login."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from accounts.models import User
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.ORG"])
def test_somebody_signs_in_with_the_address_in_any_case(email):
    user = factories.user("Ada@example.org", PASSWORD)
    assert authenticate(username=email, password=PASSWORD) == user


@pytest.mark.parametrize("email", ["bob@example.org", "", "ada", "x" * 5000])
def test_nobody_signs_in_with_another_address(email):
    factories.user("ada@example.org", PASSWORD)
    assert authenticate(username=email, password=PASSWORD) is None


def test_nobody_signs_in_with_another_password_or_an_account_that_is_switched_off():
    factories.user("ada@example.org", PASSWORD)
    factories.user("bob@example.org", PASSWORD, is_active=False)
    assert authenticate(username="ada@example.org", password="wrong") is None
    assert authenticate(username="bob@example.org", password=PASSWORD) is None


def test_an_address_has_one_account_whatever_the_case():
    factories.user("ada@example.org")
    assert "account with this email address already" in refusal_of(
        User(email="ADA@example.org", password="x")
    )
    with refused_by_the_database():
        factories.user("ADA@example.org")


def test_an_account_needs_an_address():
    assert refusal_of(User(email="", password="x"))
    assert refusal_of(User(email="ada", password="x"))


def test_the_password_is_not_stored_as_it_is():
    assert PASSWORD not in factories.user(password=PASSWORD).password


def test_an_administrator_is_made_on_the_command_line(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="adam@example.org", interactive=False, verbosity=0)
    user = User.objects.get()
    assert user.is_staff and user.is_superuser
    assert str(user) == "adam@example.org"


def test_an_ordinary_account_may_not_enter_the_admin():
    user = factories.user()
    assert not user.is_staff and not user.is_superuser
