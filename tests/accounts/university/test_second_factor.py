"""The second factor after signing in with the university: that of the site, or that of the university."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils import timezone

from tests.accounts.steps import code_of, is_signed_in, set_up_app, sign_in
from tests.accounts.university.conftest import leave

pytestmark = pytest.mark.django_db


def come_back(client):
    return client.get(leave(client), headers={"Remote-User": "mei"})


@pytest.fixture
def with_app(member):
    """A member with an authenticator app and a connected account; ``member.secret`` belongs to the app."""
    member.secret = set_up_app(member)
    SocialAccount.objects.create(user=member.user, provider="campus", uid="mei")
    return member


def test_second_factor_of_the_account_is_asked_for(visitor, with_app, configure):
    configure("header", FROM="127.0.0.1")
    assert come_back(visitor).url == reverse("mfa_authenticate")
    assert not is_signed_in(visitor)
    visitor.post(reverse("mfa_authenticate"), {"code": code_of(with_app.secret, steps=1)})
    assert is_signed_in(visitor)


def test_second_factor_of_the_university_can_be_trusted(visitor, with_app, configure):
    configure("header", FROM="127.0.0.1", SECOND_FACTOR="trust")
    assert come_back(visitor).url == "/me/"
    assert is_signed_in(visitor)


def test_trust_does_not_extend_to_the_password(visitor, with_app, configure):
    configure("header", FROM="127.0.0.1", SECOND_FACTOR="trust")
    assert sign_in(visitor, with_app.user.email).url == reverse("mfa_authenticate")


@pytest.mark.parametrize(("trust", "status"), [("trust", 200), ("ask", 403)])
def test_trusted_second_factor_opens_protected_pages(visitor, pi, configure, settings, trust, status):
    settings.REQUIRE_SECOND_FACTOR = ["pi"]
    configure("header", FROM="127.0.0.1", SECOND_FACTOR=trust)
    pi.user.second_factor_required_since = timezone.now() - timedelta(days=30)
    pi.user.save()
    SocialAccount.objects.create(user=pi.user, provider="campus", uid="mei")
    come_back(visitor)
    assert visitor.get("/desk/").status_code == status
    assert pi.get("/desk/").status_code == 403  # signed in with the password
