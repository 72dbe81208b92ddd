"""Accepting an invitation by signing in with the university instead of setting a password."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils import timezone

from core.audit.models import AuditEvent
from people import invitations
from people.invitation_lines import Invitee
from people.models import Role
from tests.accounts.steps import is_signed_in
from tests.accounts.university.conftest import leave

pytestmark = pytest.mark.django_db
PAGE = "/accounts/invitation/"


@pytest.fixture
def invitation(pi, configure):
    configure("header", FROM="127.0.0.1")
    invitee = Invitee(name="Nina New", email="nina@example.org", role=Role.PHD)
    return invitations.invite(invitee, pi.user, timezone.now())


def come_back(client, next_page):
    return client.get(leave(client, next=next_page), headers={"Remote-User": "nina.n"})


@pytest.mark.parametrize("page", [PAGE, f"/zh-hans{PAGE}"])
def test_invitation_is_accepted_through_the_university(visitor, invitation, page):
    visitor.get(invitations.link_of(invitation))
    assert f'name="next" value="{page}"' in visitor.get(page).content.decode()
    assert come_back(visitor, page).url == "/me/"
    assert is_signed_in(visitor)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid) == (invitation.user, "nina.n")
    assert AuditEvent.objects.filter(event="invitation-accepted").exists()
    account.user.refresh_from_db()
    assert not account.user.is_pending and not account.user.has_usable_password()


def test_sign_in_elsewhere_does_not_accept_an_invitation_that_is_open(visitor, invitation):
    visitor.get(invitations.link_of(invitation))
    assert come_back(visitor, "/me/").status_code == 403
    assert not SocialAccount.objects.exists()


def test_expired_invitation_is_not_accepted(visitor, invitation):
    visitor.get(invitations.link_of(invitation))
    invitation.expires = timezone.now() - timedelta(minutes=1)
    invitation.save()
    assert come_back(visitor, PAGE).status_code == 403
    assert not SocialAccount.objects.exists()


def test_connected_identifier_signs_in_to_its_own_account(visitor, member, invitation):
    SocialAccount.objects.create(user=member.user, provider="campus", uid="nina.n")
    visitor.get(invitations.link_of(invitation))
    come_back(visitor, PAGE)
    assert visitor.session["_auth_user_id"] == str(member.user.pk)
    assert invitations.is_valid(invitation, timezone.now())
    assert visitor.get(reverse("account")).status_code == 200
