"""Emails wait in the database until they are sent; no failure loses one or sends it twice."""

import smtplib
from datetime import timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError
from django.utils import timezone

from core.outbox import queue
from core.outbox.models import Email, EmailQuerySet

pytestmark = pytest.mark.django_db

NOW = timezone.now()


class FlakyBackend(BaseEmailBackend):
    """A server that accepts a number of emails and then goes down, and refuses one address."""

    capacity = 0
    recipients = []
    messages = []

    def send_messages(self, messages):
        self.messages.append(messages[0].message())
        if messages[0].to == ["nobody@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"nobody@example.org": (550, b"unknown")})
        if not FlakyBackend.capacity:
            raise ConnectionRefusedError("down")
        FlakyBackend.capacity -= 1
        FlakyBackend.recipients.append(messages[0].to[0])
        return 1


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.FlakyBackend"
    FlakyBackend.capacity, FlakyBackend.recipients, FlakyBackend.messages = 0, [], []
    return FlakyBackend


def enqueue(*names):
    return [queue.enqueue("Hello", "Text", f"{name}@example.org", NOW, f"row:{name}") for name in names]


def test_email_is_sent_once_and_its_text_is_deleted():
    enqueue("ann")
    assert queue.send_due(NOW) == (1, 0)
    assert queue.send_due(NOW + timedelta(days=1)) == (0, 0)
    assert mail.outbox[0].body == "Text\n" and Email.objects.get().body == ""


def test_no_email_is_lost_if_the_server_goes_down(server):
    enqueue("ann", "bob", "cy", "dee")
    server.capacity = 2
    assert queue.send_due(NOW) == (2, 1)
    assert server.recipients == ["ann@example.org", "bob@example.org"]
    assert Email.objects.failed().get().error == "ConnectionRefusedError: down"
    server.capacity = 9
    queue.send_due(NOW)
    queue.send_due(NOW + timedelta(hours=1))
    assert sorted(server.recipients) == [f"{name}@example.org" for name in ("ann", "bob", "cy", "dee")]


def test_refused_address_does_not_delay_other_emails(server):
    enqueue("nobody", "ann")
    server.capacity = 9
    assert queue.send_due(NOW) == (1, 1) and server.recipients == ["ann@example.org"]


def test_retry_delays_grow_until_the_email_is_given_up(server):
    (email,) = enqueue("ann")
    server.capacity, moment, delays = 0, NOW, []
    for _attempt in range(50):
        if not queue.send_due(moment)[1]:
            break
        email.refresh_from_db()
        delays.append(email.due - moment)
        moment = email.due
    assert delays[:3] == queue.RETRY_DELAYS[:3] and email.given_up
    assert len(delays) == len(queue.RETRY_DELAYS) + 1
    server.capacity = 1
    assert queue.retry(Email.objects.all(), moment) == 1 and queue.send_due(moment) == (1, 0)


@pytest.mark.parametrize("attempts", range(3))
def test_clock_set_back_delays_no_email(server, attempts):
    enqueue("ann")
    moment = NOW
    for _attempt in range(attempts):
        queue.send_due(moment)
        moment = Email.objects.get().due
    earlier, server.capacity = moment - timedelta(hours=25), 1
    delay = queue.RETRY_DELAYS[attempts - 1] if attempts else timedelta()
    assert sum(queue.send_due(earlier + wait)[0] for wait in (timedelta(), delay)) == 1


def test_two_workers_do_not_send_the_same_email():
    (first,) = enqueue("ann")
    same = Email.objects.get()
    assert queue._send([first], NOW) == (1, 0) and queue._send([same], NOW) == (0, 0)
    assert len(mail.outbox) == 1


def test_email_is_sent_again_if_its_worker_dies():
    (email,) = enqueue("ann")
    queue._claim(email, NOW)
    assert queue.send_due(NOW) == (0, 0)
    assert queue.send_due(NOW + queue.LEASE) == (1, 0)


def test_email_has_the_same_message_id_and_date_at_each_attempt(server, settings):
    settings.DEFAULT_FROM_EMAIL = "Example Lab <lab@example.edu>"
    enqueue("ann", "bob")
    for capacity, moment in ((0, NOW), (0, NOW), (9, NOW + timedelta(days=1))):
        server.capacity = capacity
        queue.send_due(moment)
    to_ann = [message for message in server.messages if message["To"] == "ann@example.org"]
    assert len(to_ann) == 2 and len({message["Message-ID"] for message in to_ann}) == 1
    assert len({message["Message-ID"] for message in server.messages}) == 2
    assert to_ann[0]["Message-ID"].endswith("@example.edu>")
    assert [parsedate_to_datetime(message["Date"]) for message in to_ann] == [NOW.replace(microsecond=0)] * 2


def test_email_accepted_by_the_server_is_not_sent_again_after_a_locked_database(server, monkeypatch):
    enqueue("ann")
    server.capacity, failures = 9, [OperationalError("database is locked")]
    update, pauses = EmailQuerySet.update, []

    def locked_once(emails, **values):
        if values.get("sent") and failures:
            raise failures.pop()
        return update(emails, **values)

    monkeypatch.setattr(EmailQuerySet, "update", locked_once)
    monkeypatch.setattr(queue, "connection", SimpleNamespace(in_atomic_block=False, close=lambda: None))
    monkeypatch.setattr(queue.time, "sleep", pauses.append)
    assert queue.send_due(NOW) == (1, 0) and pauses == [queue.RECORD_PAUSE]
    assert queue.send_due(NOW + timedelta(days=1)) == (0, 0) and server.recipients == ["ann@example.org"]


def test_failing_hook_keeps_no_email_from_being_sent(monkeypatch):
    def fail(now):
        raise ValueError

    monkeypatch.setattr(queue, "_before", [fail])
    monkeypatch.setattr(queue, "_after", [fail])
    enqueue("ann")
    queue.prepare(NOW)
    assert queue.send_due(NOW) == (1, 0)


# ---- emails that expire -------------------------------------------------------------------------


def test_expired_email_is_not_sent_and_its_text_is_deleted(pi, server):
    expires = NOW + queue.RETRY_DELAYS[1]
    queue.enqueue("Hello", "https://example.org/secret", "ann@example.org", NOW, expires=expires)
    assert queue.send_due(NOW) == (0, 1)
    server.capacity, later = 9, expires
    assert queue.send_due(later) == (0, 0) and not server.recipients
    expired = Email.objects.get()
    assert (expired.body, expired.given_up, expired.error) == ("", later, "ConnectionRefusedError: down")
    assert queue.retry(Email.objects.all(), later) == 0
    assert "the link in this email no longer works" in pi.get("/desk/").content.decode()
    assert queue.delete_old(later + queue.EXPIRED_RETENTION) == 1


def test_email_that_expired_before_the_first_attempt_is_listed_on_the_dashboard(pi):
    queue.enqueue("Hello", "Text", "ann@example.org", NOW, expires=NOW)
    queue.send_due(NOW)
    assert "Expired before the first attempt" in pi.get("/desk/").content.decode() and not mail.outbox


def test_emails_about_an_object_are_discarded_and_old_emails_deleted():
    enqueue("ann", "bob")
    queue.discard("row:ann")
    queue.send_due(NOW)
    assert queue.delete_old(NOW + timedelta(days=31)) == 1 and not Email.objects.exists()


def test_failed_email_is_listed_on_the_dashboard_and_can_be_retried_in_the_admin(pi, admin, server):
    enqueue("nobody")
    server.capacity = 9
    queue.send_due(timezone.now())
    for page in (pi.get("/desk/"), admin.get("/admin/core/email/?delivery=failed")):
        content = page.content.decode()
        assert "SMTPRecipientsRefused" in content and "nobody@" not in content
    Email.objects.update(to="ann@example.org")
    admin.post("/admin/core/email/", {"action": "try_again", "_selected_action": [Email.objects.get().pk]})
    assert server.recipients == ["ann@example.org"] and "SMTP" not in pi.get("/desk/").content.decode()


class SlowBackend(BaseEmailBackend):
    """A server that takes five minutes per email, and fails when it is closed."""

    clock, recipients = 0, []

    def send_messages(self, messages):
        SlowBackend.recipients.append(messages[0].to[0])
        if len(SlowBackend.recipients) == 2:  # another worker starts while the second email is being sent
            queue.send_due(NOW + timedelta(seconds=SlowBackend.clock + 1))
        SlowBackend.clock += 300
        return 1

    def close(self):
        raise smtplib.SMTPException("closed")


def test_slow_server_gets_each_email_once(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"
    SlowBackend.clock, SlowBackend.recipients = 0, []
    monkeypatch.setattr(queue.time, "monotonic", lambda: SlowBackend.clock)
    enqueue("ann", "bob")
    queue.send_due(NOW)
    assert SlowBackend.recipients == ["ann@example.org", "bob@example.org"]


def test_links_and_recipients_quoted_by_a_server_are_not_listed(server, monkeypatch):
    link = "https://lab.example/accounts/password/reset/key/1-abc/"
    text = f"Blocked by http://filter.example/?{link} for ANN@example.org: {link}.".encode()

    def reject(*args):
        raise smtplib.SMTPDataError(554, text)

    monkeypatch.setattr(FlakyBackend, "send_messages", reject)
    enqueue("ann")
    queue.send_due(NOW)
    error = Email.objects.get().error
    assert "Blocked by" in error and "1-abc" not in error and "ANN" not in error
