"""Accepting an invitation by its link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.invitations import link_of
from people.models import Invitation
from tests import factories
from tests.accounts.steps import PASSWORD, is_signed_in, sign_in
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

NEW = {"password1": "a-better-one-42", "password2": "a-better-one-42"}
FORM = "/accounts/invitation/"


@pytest.fixture
def ivy(db):
    return factories.invited("Ivy Invited", "ivy@example.org")


def link(person):
    return link_of(person.user.invitation)


def page(client, person):
    return client.get(link(person), follow=True).content.decode()


def test_invited_person_sets_a_password_and_is_signed_in(visitor, ivy):
    assert "Welcome, Ivy Invited" in page(visitor, ivy)
    response = visitor.post(FORM, NEW)
    assert (response.status_code, response.url) == (302, reverse("me"))
    assert is_signed_in(visitor)
    assert sign_in(Client(), "ivy@example.org", NEW["password1"]).status_code == 302


def test_opening_the_link_changes_nothing(visitor, ivy):
    page(visitor, ivy)
    assert "Welcome, Ivy Invited" in page(Client(), ivy)
    ivy.user.refresh_from_db()
    assert ivy.user.is_pending


def test_form_url_has_no_token_and_pages_are_not_cached(visitor, ivy):
    opened = visitor.get(link(ivy))
    assert opened.url == FORM
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    for response in (opened, visitor.get(FORM)):
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"password1": "abc", "password2": "abc"}, "This password is too short."),
        ({"password2": "another-one-42"}, "You must type the same password each time."),
    ],
)
def test_invalid_password_is_explained(visitor, ivy, fields, message):
    visitor.get(link(ivy))
    assert message in visitor.post(FORM, {**NEW, **fields}).content.decode()
    assert not is_signed_in(visitor)


def test_used_link_is_explained(visitor, ivy):
    visitor.get(link(ivy))
    visitor.post(FORM, NEW)
    text = page(Client(), ivy)
    assert "This link no longer works" in text and "has already been accepted" in text


def test_expired_link_says_since_when_and_whom_to_ask(visitor, ivy, pi):
    past = timezone.now() - timedelta(days=1)
    Invitation.objects.update(expires=past, by=pi.user)
    ivy.refresh_from_db()
    text = Page(visitor.get(link(ivy), follow=True)).text
    assert "The invitation expired on" in text and "Ask Pia Principal to send you a new invitation" in text
    visitor.post(FORM, NEW)
    assert not is_signed_in(visitor)


def test_withdrawn_or_forged_link_says_whom_to_ask(visitor, ivy):
    factories.lab(email="lab@example.org")
    address = link(ivy)
    ivy.user.delete()
    for opened in (address, "/accounts/invitation/x/"):
        text = Page(visitor.get(opened, follow=True)).text
        assert "This link no longer works" in text and "lab@example.org" in text


def test_form_without_a_link_is_refused(visitor, ivy):
    assert "This link no longer works" in visitor.post(FORM, NEW).content.decode()


def test_other_signed_in_user_is_told_and_replaced(member, ivy):
    assert "You are signed in as mei@example.org" in page(member, ivy)
    member.post(FORM, NEW)
    assert member.session["_auth_user_id"] == str(ivy.user.pk)
    member.user.refresh_from_db()
    assert member.user.check_password(PASSWORD)
