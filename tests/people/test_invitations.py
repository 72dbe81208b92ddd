"""Inviting people: the account, the profile, the link that works once, and the email."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone
from reversion.models import Version

from accounts.models import User
from core.exceptions import InvalidState
from core.outbox import queue
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


def test_invitation_creates_a_person_and_an_account_without_password(pi):
    person = invite(pi).user.person
    assert (person.name, person.native_name, person.role) == ("Ada Example", "艾达", Role.POSTDOC)
    assert (str(person.joined), person.is_public, person.public_email) == ("2025-09", True, "")
    assert person.user.is_pending and not person.user.is_staff
    assert [group.name for group in person.user.groups.all()] == ["Member"]


def test_invited_pi_gets_the_permissions_of_a_pi(pi):
    assert invite(pi, Invitee("Ada", "ada@example.org", role=Role.PI)).user.has_perm("people.manage_members")


def test_new_person_has_a_revision_by_the_inviter(pi):
    person = invite(pi).user.person
    assert Version.objects.get_for_object(person).get().revision.user == pi.user


def test_existing_person_gets_the_account_and_keeps_role_and_dates(pi):
    person = factories.person("Ada Example", role=Role.MASTER, joined="2020")
    invited = invite(pi, person=person).user.person
    assert invited == person and Person.objects.count() == 2
    assert (invited.role, str(invited.joined)) == (Role.MASTER, "2020")


def test_person_with_an_account_gets_no_second_one(pi, member):
    with pytest.raises(InvalidState):
        invite(pi, person=Person(pk=member.person.pk))
    assert not User.objects.filter(email=ADA.email).exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "This email address already belongs to the account of Bob."),
        ({"password": None}, "Bob has already been invited with this email address."),
        ({"is_active": False}, "This is the deactivated account of Bob. Readmit them instead."),
    ],
)
def test_taken_email_is_refused_naming_its_owner(pi, fields, message):
    factories.person("Bob", user=factories.user("ADA@example.org", **fields))
    with pytest.raises(InvalidState, match=message):
        invite(pi)
    assert Person.objects.filter(name="Ada Example").count() == 0


def test_second_of_two_simultaneous_invitations_is_refused(pi, monkeypatch):
    factories.user("ada@example.org")
    answers = iter(["", "taken"])  # the other request wins after the first check
    monkeypatch.setattr(invitations, "reason_email_taken", lambda email: next(answers))
    with pytest.raises(InvalidState, match="taken"):
        invite(pi)
    assert not Person.objects.filter(name="Ada Example").exists()


def test_account_belongs_to_one_person(pi):
    user = invite(pi).user
    with refused_by_the_database():
        factories.person("Bob", user=user)


# ---- people of the same name --------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "ada  EXAMPLE"},
        {"name": "A. Example", "aliases": "Ada Example\nA. E."},
        {"name": "Somebody", "native_name": "艾达"},
        {"name": "Ada Exämple"},
    ],
)
def test_person_of_the_same_name_is_found(fields):
    person = factories.person(**fields)
    assert invitations.namesakes_of(ADA, invitations.people_by_name()) == [person]


def test_person_of_another_name_is_not_found():
    factories.person("Ada Exampleton")
    assert invitations.namesakes_of(ADA, invitations.people_by_name()) == []


# ---- the link -----------------------------------------------------------------------------------


def test_link_sets_the_first_password(pi):
    user = accept(token_of(invite(pi)))
    assert user.check_password(PASSWORD) and not user.is_pending


def test_link_works_once(pi):
    token = token_of(invite(pi))
    accept(token)
    with pytest.raises(InvalidState):
        accept(token)


def test_link_expires_after_the_days_in_the_settings(pi, settings):
    settings.INVITATION_DAYS = 3
    token = token_of(invite(pi))
    with pytest.raises(InvalidState):
        accept(token, NOW + timedelta(days=3))
    accept(token, NOW + timedelta(days=3, seconds=-1))


def test_newer_link_replaces_the_older_one(pi):
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
def test_link_is_invalid_once_account_is_deactivated_used_or_readdressed(pi, change):
    invitation = invite(pi)
    User.objects.filter(pk=invitation.user_id).update(**change)
    with pytest.raises(InvalidState):
        accept(token_of(invitation))


@pytest.mark.parametrize("token", ["", "x", "1.abc", "1.2.3", "x" * 300])
def test_forged_token_finds_no_invitation(pi, token):
    invite(pi)
    assert invitations.find(token) is None


def test_tampered_token_finds_no_invitation(pi):
    invitation = invite(pi)
    assert invitations.find(token_of(invitation)) == invitation
    assert invitations.find(token_of(invitation)[:-1] + "x") is None


# ---- the email -----------------------------------------------------------------------------------


def test_email_contains_the_link_and_its_lifetime(pi):
    factories.lab("Example Lab", short_name="ExLab")
    invitation = invite(pi)
    invitations.send([invitation], "https://lab.example.edu", NOW)
    queue.send_due(NOW)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["ada@example.org"], "[ExLab] Your profile page at Example Lab")
    assert f"https://lab.example.edu{invitations.link_of(invitation)}" in message.body
    assert "Pia Principal has invited you" in message.body and "after 14 days" in message.body
    invitation.refresh_from_db()
    assert invitation.sent == NOW


def test_invitation_that_is_withdrawn_before_its_email_is_queued_is_left_out(pi):
    invitation = invite(pi)
    invitations.withdraw(User.objects.get(pk=invitation.user_id), pi.user)
    invitations.send([invitation], "https://lab.example.edu", NOW)
    assert not Email.objects.exists()


def test_email_is_in_the_selected_language(pi):
    invitation = invite(pi, language="zh-hans")
    invitations.send([invitation], "https://lab.example.edu", NOW)
    queue.send_due(NOW)
    assert "https://lab.example.edu/zh-hans/accounts/invitation/" in mail.outbox[0].body


@pytest.fixture
def unsent(pi, settings):
    """An invitation whose email could not be sent yet."""
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.NoServer"
    invitation = invite(pi)
    invitations.send([invitation], "https://lab.example.edu", NOW)
    assert queue.send_due(NOW) == (0, 1)
    settings.EMAIL_BACKEND = working
    return invitation


def test_invitation_survives_an_unavailable_mail_server(unsent):
    assert Invitation.objects.get().sent is None
    accept(token_of(unsent))


def test_email_is_sent_once_the_mail_server_is_back(unsent):
    Email.objects.update(due=NOW)
    call_command("send_emails")
    assert mail.outbox[0].to == ["ada@example.org"] and Invitation.objects.get().sent


def test_replaced_or_withdrawn_link_is_not_sent(pi, unsent):
    renewed = invitations.renew(unsent.user, pi.user, NOW)
    assert not Email.objects.exists()
    invitations.send([renewed], "https://lab.example.edu", NOW)
    assert Email.objects.get().expires == renewed.expires
    invitations.withdraw(unsent.user, pi.user)
    assert not Email.objects.exists()


def test_used_link_is_not_sent(unsent):
    accept(token_of(unsent))
    assert not Email.objects.exists()


def test_outbox_keeps_no_link_after_sending(pi):
    invitations.send([invite(pi)], "https://lab.example.edu", NOW)
    queue.send_due(NOW)
    sent = Email.objects.get()
    assert (sent.body, sent.about) == ("", f"invitation:{Invitation.objects.get().pk}")


def test_email_that_only_was_printed_does_not_count_as_sent(pi, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    invitations.send([invite(pi)], "https://lab.example.edu", NOW)
    assert queue.send_due(NOW) == (1, 0)
    assert Invitation.objects.get().sent is None


# ---- withdrawing --------------------------------------------------------------------------------


def test_withdrawing_deletes_the_account_and_the_person_it_created(pi):
    invitations.withdraw(invite(pi).user, pi.user)
    assert not User.objects.filter(email=ADA.email).exists()
    assert not Person.objects.filter(name="Ada Example").exists()


def test_withdrawing_keeps_a_person_who_existed_before(pi):
    person = factories.person("Ada Example")
    invitations.withdraw(invite(pi, person=person).user, pi.user)
    person.refresh_from_db()
    assert person.user is None


@pytest.mark.parametrize(
    "add",
    [
        lambda person: factories.publication(authors=[person]),
        lambda person: factories.news_item(people=[person]),
        lambda person: factories.membership(person, factories.team()),
        lambda person: Person.objects.filter(pk=person.pk).update(bio="Hello."),
    ],
)
def test_withdrawing_keeps_a_person_with_content(pi, add):
    person = invite(pi).user.person
    add(person)
    invitations.withdraw(person.user, pi.user)
    person.refresh_from_db()
    assert person.user is None


def test_accepted_invitation_cannot_be_withdrawn_or_renewed(pi):
    invitation = invite(pi)
    accept(token_of(invitation))
    for action in (
        lambda: invitations.withdraw(invitation.user, pi.user),
        lambda: invitations.renew(invitation.user, pi.user, NOW),
    ):
        with pytest.raises(InvalidState):
            action()
    assert User.objects.filter(email=ADA.email).exists()
