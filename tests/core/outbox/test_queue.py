"""Emails wait in the database until they are sent; no failure loses one or sends it twice."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from core.outbox import queue
from core.outbox.models import Email

pytestmark = pytest.mark.django_db

NOW = timezone.now()


class FlakyBackend(BaseEmailBackend):
    """A server that accepts a number of emails and then goes down, and refuses one address."""

    capacity = 0
    recipients = []
    timeouts = []

    def __init__(self, *args, timeout=None, **options):
        super().__init__(*args, **options)
        self.timeouts.append(timeout)

    def send_messages(self, messages):
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
    FlakyBackend.capacity, FlakyBackend.recipients, FlakyBackend.timeouts = 0, [], []
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


def test_two_workers_do_not_send_the_same_email():
    (first,) = enqueue("ann")
    same = Email.objects.get()
    assert queue.send_now([first], NOW) == 1 and queue.send_now([same], NOW) == 0
    assert len(mail.outbox) == 1


def test_email_is_sent_again_if_its_worker_dies():
    (email,) = enqueue("ann")
    queue._claim(email, NOW)
    assert queue.send_due(NOW) == (0, 0)
    assert queue.send_due(NOW + queue.LEASE) == (1, 0)


# ---- while a page waits -------------------------------------------------------------------------


def test_page_waits_briefly_and_only_once_for_a_server_that_is_down(server):
    server.capacity = 0
    for name in ("ann", "bob", "cy"):
        assert queue.send_now(enqueue(name), NOW) == 0
    assert server.timeouts == [queue.PAGE_TIMEOUT]
    server.capacity = 9
    assert queue.send_due(NOW) == (2, 0)  # the first one has been tried and is retried later
    assert server.timeouts == [queue.PAGE_TIMEOUT, None]
    assert queue.send_now(enqueue("dee"), NOW) == 1


def test_page_sends_only_as_many_emails_as_its_time_limit_allows(server, monkeypatch):
    server.capacity = 9
    clock = iter(range(0, 100, 4))
    monkeypatch.setattr("core.outbox.queue.time.monotonic", lambda: next(clock))
    assert queue.send_now(enqueue("ann", "bob", "cy"), NOW) == 1
    assert queue.send_due(NOW) == (2, 0)


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
    """A server that takes five minutes per email, accepts no timeout, and fails when it is closed."""

    clock, recipients = 0, []

    def __init__(self, fail_silently=False):
        super().__init__(fail_silently)

    def send_messages(self, messages):
        SlowBackend.recipients.append(messages[0].to[0])
        if len(SlowBackend.recipients) == 2:  # another worker starts while the second email is being sent
            queue.send_due(NOW + timedelta(seconds=SlowBackend.clock + 1))
        SlowBackend.clock += 300
        return 1

    def close(self):
        raise smtplib.SMTPException("closed")


@pytest.mark.parametrize("send", [queue.send_now, lambda emails, now: queue.send_due(now)])
def test_slow_server_without_timeout_gets_each_email_once(settings, monkeypatch, send):
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"
    SlowBackend.clock, SlowBackend.recipients = 0, []
    monkeypatch.setattr(queue.time, "monotonic", lambda: SlowBackend.clock)
    monkeypatch.setattr(queue, "PAGE_TIME_LIMIT", 1000)
    send(enqueue("ann", "bob"), NOW)
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
