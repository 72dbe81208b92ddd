"""The account, whose login is the email address."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from accounts.models import User
from tests import factories
from tests.refusals import refusal_of, refused_by_the_database

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


def test_new_site_has_no_account():
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.ORG"])
def test_authentication_ignores_the_case_of_the_email(email):
    user = factories.user("Ada@example.org", PASSWORD)
    assert authenticate(username=email, password=PASSWORD) == user


@pytest.mark.parametrize("email", ["bob@example.org", "", "ada", "x" * 5000])
def test_unknown_email_is_not_authenticated(email):
    factories.user("ada@example.org", PASSWORD)
    assert authenticate(username=email, password=PASSWORD) is None


def test_wrong_password_or_deactivated_account_is_not_authenticated():
    factories.user("ada@example.org", PASSWORD)
    factories.user("bob@example.org", PASSWORD, is_active=False)
    assert authenticate(username="ada@example.org", password="wrong") is None
    assert authenticate(username="bob@example.org", password=PASSWORD) is None


def test_email_is_unique_ignoring_case():
    factories.user("ada@example.org")
    assert "account with this email address already" in refusal_of(
        User(email="ADA@example.org", password="x")
    )
    with refused_by_the_database():
        factories.user("ADA@example.org")


def test_account_needs_an_email():
    assert refusal_of(User(email="", password="x"))
    assert refusal_of(User(email="ada", password="x"))


def test_password_is_stored_hashed():
    assert PASSWORD not in factories.user(password=PASSWORD).password


def test_createsuperuser_creates_an_administrator(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="adam@example.org", interactive=False, verbosity=0)
    user = User.objects.get()
    assert user.is_staff and user.is_superuser
    assert str(user) == "adam@example.org"


def test_ordinary_account_is_not_staff():
    user = factories.user()
    assert not user.is_staff and not user.is_superuser
