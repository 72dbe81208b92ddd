"""Changing the email address of an account."""

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.audit.models import AuditEvent
from core.outbox import queue
from core.outbox.models import Email
from tests import factories
from tests.accounts.steps import confirm_password, link_in, sign_in

pytestmark = pytest.mark.django_db

NEW = "mei@new.example.org"


def request_change(member, email=NEW):
    """Request a new address; return the response and the emailed link, if any."""
    confirm_password(member)
    mail.outbox.clear()
    response = member.post(reverse("account_email"), {"email": email})
    return response, (link_in(mail.outbox[0]) if mail.outbox else None)


def email_of(member):
    return User.objects.get(pk=member.user.pk).email


def test_confirmed_link_changes_the_email(member, visitor):
    response, link = request_change(member)
    assert response.url == reverse("account")
    assert mail.outbox[0].to == [NEW]
    assert email_of(member) == "mei@example.org"
    assert NEW in visitor.get(link).content.decode()
    assert email_of(member) == "mei@example.org"  # opening the link changes nothing: email scanners do that
    visitor.post(link)
    assert email_of(member) == NEW
    assert mail.outbox[-1].to == ["mei@example.org"]
    assert sign_in(Client(), NEW).status_code == 302
    assert sign_in(Client(), "mei@example.org").status_code == 200


def test_link_works_once(member, visitor):
    _, link = request_change(member)
    visitor.post(link)
    User.objects.filter(pk=member.user.pk).update(email="mei@third.example.org")
    assert "This link no longer works" in visitor.post(link).content.decode()
    assert email_of(member) == "mei@third.example.org"


def test_link_stays_queued_while_the_mail_server_is_unavailable(member, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.people.test_invitations.NoServer"
    response, _link = request_change(member)
    assert response.url == reverse("account") and Email.objects.get(to=NEW).expires
    settings.EMAIL_BACKEND = working
    queue.send_due(timezone.now() + timedelta(hours=1))
    assert NEW in [address for message in mail.outbox for address in message.to]
    assert Email.objects.get(to=NEW).body == ""


def test_current_address_is_told_of_the_request(member):
    request_change(member)
    told = mail.outbox[-1]
    assert told.to == ["mei@example.org"]
    assert "mei@example.org" in told.body and NEW in told.body
    assert "email_confirm" not in told.body and reverse("account_email") not in told.body


def test_password_change_ends_the_link(member, visitor):
    _, link = request_change(member)
    user = User.objects.get(pk=member.user.pk)
    user.set_password("a-new-password-42")
    user.save()
    assert "This link no longer works" in visitor.get(link).content.decode()
    visitor.post(link)
    assert email_of(member) == "mei@example.org"


def test_new_request_ends_the_earlier_link(member, visitor):
    _, first = request_change(member, "mei@first.example.org")
    _, second = request_change(member)
    visitor.post(first)
    assert email_of(member) == "mei@example.org"
    visitor.post(second)
    assert email_of(member) == NEW


def test_link_of_an_account_without_a_request_does_not_work(member, visitor):
    _, link = request_change(member)
    User.objects.filter(pk=member.user.pk).update(email_change_key="")
    visitor.post(link)
    assert email_of(member) == "mei@example.org"


def test_request_and_change_are_in_the_audit_log(member, visitor):
    _, link = request_change(member)
    visitor.post(link)
    change, request = AuditEvent.objects.filter(event__startswith="email-change")
    assert (request.event, request.by) == ("email-change-requested", "mei@example.org")
    assert (change.event, change.user) == ("email-changed", member.user)
    assert change.details == {"from": "mei@example.org", "to": NEW}


def test_forged_link_does_not_work(member, visitor):
    wrong = signing.dumps([member.user.pk, "mei@example.org", NEW], salt="something else")
    for token in ("x", wrong, "x" * 3000):
        response = visitor.post(reverse("account_confirm_email", args=[token]))
        assert "This link no longer works" in response.content.decode()


def test_link_does_not_change_a_deactivated_account(member, visitor):
    _, link = request_change(member)
    User.objects.filter(pk=member.user.pk).update(is_active=False)
    visitor.post(link)
    assert email_of(member) == "mei@example.org"


@pytest.mark.parametrize("taken", ["ada@example.org", "ADA@example.org", "mei@example.org"])
def test_taken_email_is_refused(member, taken):
    factories.user("ada@example.org")
    response, link = request_change(member, taken)
    assert "An account with this email address already exists." in response.content.decode()
    assert link is None


def test_email_taken_after_the_request_is_refused(member, visitor):
    _, link = request_change(member)
    factories.user(NEW)
    assert "This link no longer works" in visitor.post(link).content.decode()
    assert email_of(member) == "mei@example.org"


def test_unconfirmed_email_does_not_sign_in(member, visitor):
    request_change(member, "pi@example.org")
    owner = factories.user("pi@example.org")
    sign_in(visitor, "pi@example.org")
    assert visitor.session["_auth_user_id"] == str(owner.pk)
