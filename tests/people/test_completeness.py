"""The checklist of a profile, and reminders to confirm it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from core.outbox import queue
from labsite import proposal_emails
from people.completeness import checklist, to_be_reminded, unconfirmed
from people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2031, 3, 1)  # far in the future, so that everything a test creates is due
NOW = timezone.now()


@pytest.fixture
def ada():
    factories.lab(confirm_every=12)
    return factories.person(
        "Ada Example", native_name="伍爱达", native_language="zh-Hans", user=factories.user("ada@example.org")
    )


def test_checklist_marks_completed_items(ada):
    assert not any(point.is_done for point in checklist(ada))
    ada.bio = "Text"
    factories.profile_link(ada, kind="orcid")
    assert {point.section for point in checklist(ada) if point.is_done} == {"about", "links"}


def test_checklist_marks_what_was_submitted_for_review(ada):
    orcid = {"id": "new1", "values": {"kind": ["orcid"], "url": ["https://orcid.org/1"]}}
    submitted = {"fields": {"photo": ["new:a.jpg"], "bio": [""], "bio_zh": []}, "rows": {"links": [orcid]}}
    points = checklist(ada, submitted)
    assert {point.section for point in points if point.is_submitted} == {"photo", "links"}
    assert not any(point.is_done for point in points)


def test_unconfirmed_profile_is_listed_after_the_period_of_the_lab(ada):
    assert list(unconfirmed(factories.lab(), DAY)) == [ada]
    Person.objects.update(confirmed=date(2030, 9, 1))
    assert not unconfirmed(factories.lab(), DAY)
    assert unconfirmed(factories.lab(confirm_every=6), DAY)


def test_period_of_zero_lists_nobody(ada):
    assert not unconfirmed(factories.lab(confirm_every=0), DAY)


@pytest.mark.parametrize("change", [{"left": "2026"}, {"user": None}, {"is_public": False}])
def test_only_current_members_with_account_and_public_profile_are_listed(ada, change):
    Person.objects.update(**change)
    assert not unconfirmed(factories.lab(), DAY)


def test_member_is_reminded_once_per_period(ada):
    assert proposal_emails.remind_members("https://lab.example", "/me/", DAY, NOW) == 1
    queue.send_due(NOW)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert "https://lab.example/me/" in message.body and "https://lab.example/zh-hans/me/" in message.body
    assert "Dear Ada Example," in message.body and "伍爱达" in message.body
    assert proposal_emails.remind_members("https://lab.example", "/me/", DAY, NOW) == 0
    assert list(to_be_reminded(factories.lab(), date(2032, 3, 1))) == [ada]


def test_reminder_that_could_not_be_sent_is_retried(ada, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert proposal_emails.remind_members("https://lab.example", "/me/", DAY, NOW) == 1
    assert queue.send_due(NOW) == (0, 1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert queue.send_due(NOW + timedelta(hours=1)) == (1, 0)


def test_command_sends_due_reminders(ada, capsys):
    Person.objects.update(created=timezone.make_aware(timezone.datetime(2020, 1, 1)))
    call_command("send_emails")
    assert "Submissions announced: 0. Members reminded: 1." in capsys.readouterr().out
    assert len(mail.outbox) == 1
