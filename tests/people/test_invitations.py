"""Inviting people: an account, a page, and a link that works once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone
from reversion.models import Version

from accounts.models import User
from core.exceptions import InvalidState
from core.outbox.models import Email
from core.partial_dates import PartialDate
from people import invitations
from people.invitation_lines import Invitee
from people.models import Invitation, Person, Role
from tests import factories
from tests.refusals import refused_by_the_database

pytestmark = pytest.mark.django_db

ADA = Invitee("Ada Example", "ada@example.org", "艾达", Role.POSTDOC, PartialDate(2025, 9))
NOW = timezone.now()
PASSWORD = "a-better-one-42"


def invite(pi, invitee=ADA, **choices) -> Invitation:
    return invitations.invite(invitee, pi.user, NOW, **choices)


def token_of(invitation) -> str:
    return invitations.link_of(invitation).rstrip("/").rpartition("/")[2]


def accept(token, now=NOW):
    return invitations.accept(token, PASSWORD, now)


class NoServer(BaseEmailBackend):
    def open(self):
        raise ConnectionRefusedError


# ---- inviting -----------------------------------------------------------------------------------


def test_an_invitation_makes_a_person_with_an_account_without_a_password(pi):
    person = invite(pi).user.person
    assert (person.name, person.native_name, person.role) == ("Ada Example", "艾达", Role.POSTDOC)
    assert (str(person.joined), person.is_public, person.public_email) == ("2025-09", True, "")
    assert person.user.is_pending and not person.user.is_staff
    assert [group.name for group in person.user.groups.all()] == ["Member"]


def test_who_is_invited_as_principal_investigator_gets_the_rights_of_one(pi):
    assert invite(pi, Invitee("Ada", "ada@example.org", role=Role.PI)).user.has_perm("people.manage_members")


def test_the_new_page_is_in_the_record_with_who_made_it(pi):
    person = invite(pi).user.person
    assert Version.objects.get_for_object(person).get().revision.user == pi.user


def test_a_page_that_is_there_gets_the_account_and_keeps_role_and_dates(pi):
    page = factories.person("Ada Example", role=Role.MASTER, joined="2020")
    invited = invite(pi, page=page).user.person
    assert invited == page and Person.objects.count() == 2
    assert (invited.role, str(invited.joined)) == (Role.MASTER, "2020")


def test_a_page_that_has_an_account_meanwhile_gets_no_second_one(pi, member):
    with pytest.raises(InvalidState):
        invite(pi, page=Person(pk=member.person.pk))
    assert not User.objects.filter(email=ADA.email).exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "This is the account of Bob already."),
        ({"password": None}, "Bob is invited with this address already."),
        ({"is_active": False}, "This is the closed account of Bob. Re-admit them instead."),
    ],
)
def test_an_address_that_has_an_account_is_refused_with_whose_it_is(pi, fields, said):
    factories.person("Bob", user=factories.user("ADA@example.org", **fields))
    with pytest.raises(InvalidState, match=said):
        invite(pi)
    assert Person.objects.filter(name="Ada Example").count() == 0


def test_of_two_who_invite_the_same_address_at_once_one_is_refused(pi, monkeypatch):
    factories.user("ada@example.org")
    answers = iter(["", "taken"])  # the other one has been faster after we looked
    monkeypatch.setattr(invitations, "why_taken", lambda email: next(answers))
    with pytest.raises(InvalidState, match="taken"):
        invite(pi)
    assert not Person.objects.filter(name="Ada Example").exists()


def test_an_account_belongs_to_one_person(pi):
    user = invite(pi).user
    with refused_by_the_database():
        factories.person("Bob", user=user)


# ---- whose page is it ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "ada  EXAMPLE"},
        {"name": "A. Example", "aliases": "Ada Example\nA. E."},
        {"name": "Somebody", "native_name": "艾达"},
        {"name": "Ada Exämple"},
    ],
)
def test_a_page_with_the_same_name_is_found(fields):
    page = factories.person(**fields)
    assert invitations.pages_of(ADA, invitations.pages_by_name()) == [page]


def test_a_page_with_another_name_is_not():
    factories.person("Ada Exampleton")
    assert invitations.pages_of(ADA, invitations.pages_by_name()) == []


# ---- the link -----------------------------------------------------------------------------------


def test_the_link_gives_the_account_its_first_password(pi):
    user = accept(token_of(invite(pi)))
    assert user.check_password(PASSWORD) and not user.is_pending


def test_the_link_works_once(pi):
    token = token_of(invite(pi))
    accept(token)
    with pytest.raises(InvalidState):
        accept(token)


def test_the_link_dies_after_the_days_in_the_settings(pi, settings):
    settings.INVITATION_DAYS = 3
    token = token_of(invite(pi))
    with pytest.raises(InvalidState):
        accept(token, NOW + timedelta(days=3))
    accept(token, NOW + timedelta(days=3, seconds=-1))


def test_a_newer_link_kills_the_older_one(pi):
    invitation = invite(pi)
    old = token_of(invitation)
    new = token_of(invitations.renew(invitation.user, pi.user, NOW))
    with pytest.raises(InvalidState):
        accept(old)
    accept(new)


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"email": "other@example.org"},
        {"last_login": NOW},
    ],
)
def test_the_link_is_dead_once_the_account_is_off_used_or_has_another_address(pi, change):
    invitation = invite(pi)
    User.objects.filter(pk=invitation.user_id).update(**change)
    with pytest.raises(InvalidState):
        accept(token_of(invitation))


@pytest.mark.parametrize("token", ["", "x", "1.abc", "1.2.3", "x" * 300])
def test_a_link_that_was_made_up_leads_to_nothing(pi, token):
    invite(pi)
    assert invitations.find(token) is None


def test_a_link_signed_for_something_else_leads_to_nothing(pi):
    invitation = invite(pi)
    assert invitations.find(token_of(invitation)) == invitation
    assert invitations.find(token_of(invitation)[:-1] + "x") is None


# ---- the mail -----------------------------------------------------------------------------------


def test_the_mail_has_the_link_and_says_how_long_it_works(pi):
    factories.lab("Example Lab", short_name="ExLab")
    invitation = invite(pi)
    invitations.send([invitation], "https://lab.example.edu", NOW)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["ada@example.org"], "[ExLab] Your page at Example Lab")
    assert f"https://lab.example.edu{invitations.link_of(invitation)}" in message.body
    assert "Pia Principal invites you" in message.body and "for 14 days" in message.body
    assert invitation.sent == NOW


def test_the_mail_is_in_the_language_that_was_chosen(pi):
    invitation = invite(pi, language="zh-hans")
    invitations.send([invitation], "https://lab.example.edu", NOW)
    assert "https://lab.example.edu/zh-hans/accounts/invitation/" in mail.outbox[0].body


@pytest.fixture
def unsent(pi, settings):
    """An invitation whose mail the server has not taken yet."""
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.NoServer"
    invitation = invite(pi)
    invitations.send([invitation], "https://lab.example.edu", NOW)
    settings.EMAIL_BACKEND = working
    return invitation


def test_a_mail_server_that_is_down_does_not_lose_the_invitation(unsent):
    assert Invitation.objects.get().sent is None
    accept(token_of(unsent))


def test_the_mail_is_sent_when_the_server_is_there_again(unsent):
    Email.objects.update(due=NOW)
    call_command("send_emails")
    assert mail.outbox[0].to == ["ada@example.org"] and Invitation.objects.get().sent


def test_a_link_that_is_dead_by_then_is_not_sent(pi, unsent):
    renewed = invitations.renew(unsent.user, pi.user, NOW)
    assert not Email.objects.exists()
    invitations.send([renewed], "https://lab.example.edu", NOW)
    assert Email.objects.get().expires == renewed.expires
    invitations.withdraw(unsent.user)
    assert not Email.objects.exists()


def test_a_link_that_was_used_meanwhile_is_not_sent(unsent):
    accept(token_of(unsent))
    assert not Email.objects.exists()


def test_the_queue_keeps_no_link_that_was_sent(pi):
    invitations.send([invite(pi)], "https://lab.example.edu", NOW)
    sent = Email.objects.get()
    assert (sent.body, sent.about) == ("", f"invitation:{Invitation.objects.get().pk}")


# ---- withdrawing --------------------------------------------------------------------------------


def test_withdrawing_removes_the_account_and_a_page_that_was_made_for_it(pi):
    invitations.withdraw(invite(pi).user)
    assert not User.objects.filter(email=ADA.email).exists()
    assert not Person.objects.filter(name="Ada Example").exists()


def test_withdrawing_leaves_a_page_that_was_there_before(pi):
    page = factories.person("Ada Example")
    invitations.withdraw(invite(pi, page=page).user)
    page.refresh_from_db()
    assert page.user is None


@pytest.mark.parametrize(
    "hang",
    [
        lambda person: factories.publication(authors=[person]),
        lambda person: factories.news_item(people=[person]),
        lambda person: factories.membership(person, factories.team()),
        lambda person: Person.objects.filter(pk=person.pk).update(bio="Hello."),
    ],
)
def test_withdrawing_leaves_a_page_on_which_something_hangs(pi, hang):
    person = invite(pi).user.person
    hang(person)
    invitations.withdraw(person.user)
    person.refresh_from_db()
    assert person.user is None


def test_what_is_accepted_cannot_be_withdrawn_or_sent_again(pi):
    invitation = invite(pi)
    accept(token_of(invitation))
    for act in (
        lambda: invitations.withdraw(invitation.user),
        lambda: invitations.renew(invitation.user, pi.user, NOW),
    ):
        with pytest.raises(InvalidState):
            act()
    assert User.objects.filter(email=ADA.email).exists()
