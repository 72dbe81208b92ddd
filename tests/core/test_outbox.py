"""Mails wait in the database until they are sent; no failure loses one or sends it twice."""

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


class Flaky(BaseEmailBackend):
    """A server that goes down after so many mails, and refuses one address."""

    left = 0
    taken = []
    timeouts = []

    def __init__(self, *args, timeout=None, **options):
        super().__init__(*args, **options)
        self.timeouts.append(timeout)

    def send_messages(self, messages):
        if messages[0].to == ["nobody@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"nobody@example.org": (550, b"unknown")})
        if not Flaky.left:
            raise ConnectionRefusedError("down")
        Flaky.left -= 1
        Flaky.taken.append(messages[0].to[0])
        return 1


@pytest.fixture
def flaky(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Flaky"
    Flaky.left, Flaky.taken, Flaky.timeouts = 0, [], []
    return Flaky


def put(*names):
    return [queue.enqueue("Hello", "Text", f"{name}@example.org", NOW, f"row:{name}") for name in names]


def test_a_mail_is_sent_once_and_its_text_is_not_kept():
    put("ann")
    assert queue.send_due(NOW) == (1, 0)
    assert queue.send_due(NOW + timedelta(days=1)) == (0, 0)
    assert mail.outbox[0].body == "Text\n" and Email.objects.get().body == ""


def test_a_server_that_goes_down_in_the_middle_loses_nothing(flaky):
    put("ann", "bob", "cy", "dee")
    flaky.left = 2
    assert queue.send_due(NOW) == (2, 1)
    assert flaky.taken == ["ann@example.org", "bob@example.org"]
    assert Email.objects.in_trouble().get().error == "ConnectionRefusedError: down"
    flaky.left = 9
    queue.send_due(NOW)
    queue.send_due(NOW + timedelta(hours=1))
    assert sorted(flaky.taken) == [f"{name}@example.org" for name in ("ann", "bob", "cy", "dee")]


def test_one_address_that_is_refused_does_not_hold_up_the_others(flaky):
    put("nobody", "ann")
    flaky.left = 9
    assert queue.send_due(NOW) == (1, 1) and flaky.taken == ["ann@example.org"]


def test_each_try_waits_longer_until_somebody_has_to_look(flaky):
    (waiting,) = put("ann")
    flaky.left, moment, waits = 0, NOW, []
    for _try in range(50):
        if not queue.send_due(moment)[1]:
            break
        waiting.refresh_from_db()
        waits.append(waiting.due - moment)
        moment = waiting.due
    assert waits[:3] == queue.WAITS[:3] and waiting.given_up
    assert len(waits) == len(queue.WAITS) + 1
    flaky.left = 1
    assert queue.try_again(Email.objects.all(), moment) == 1 and queue.send_due(moment) == (1, 0)


def test_two_workers_do_not_send_the_same_mail():
    (first,) = put("ann")
    same = Email.objects.get()
    assert queue.send_now([first], NOW) == 1 and queue.send_now([same], NOW) == 0
    assert len(mail.outbox) == 1


def test_a_worker_that_died_while_sending_loses_nothing():
    (waiting,) = put("ann")
    queue._take(waiting, NOW)
    assert queue.send_due(NOW) == (0, 0)
    assert queue.send_due(NOW + queue.HELD_FOR) == (1, 0)


# ---- while somebody waits -----------------------------------------------------------------------


def test_a_page_waits_less_than_the_command_does_and_once_for_a_server_that_is_down(flaky):
    flaky.left = 0
    for name in ("ann", "bob", "cy"):
        assert queue.send_now(put(name), NOW) == 0
    assert flaky.timeouts == [queue.PATIENCE]
    flaky.left = 9
    assert queue.send_due(NOW) == (2, 0)  # ann was tried, and comes later
    assert flaky.timeouts == [queue.PATIENCE, None]
    assert queue.send_now(put("dee"), NOW) == 1


def test_a_slow_server_holds_up_a_page_for_a_few_mails_only(flaky, monkeypatch):
    flaky.left = 9
    clock = iter(range(0, 100, 4))
    monkeypatch.setattr("core.outbox.queue.time.monotonic", lambda: next(clock))
    assert queue.send_now(put("ann", "bob", "cy"), NOW) == 1
    assert queue.send_due(NOW) == (2, 0)


# ---- mails with a link that ends ----------------------------------------------------------------


def test_a_mail_whose_link_is_over_is_not_sent_and_its_text_is_not_kept(pi, flaky):
    queue.enqueue("Hello", "https://example.org/secret", "ann@example.org", NOW, expires=NOW + queue.WAITS[1])
    assert queue.send_due(NOW) == (0, 1)
    flaky.left, later = 9, NOW + queue.WAITS[1]
    assert queue.send_due(later) == (0, 0) and not flaky.taken
    over = Email.objects.get()
    assert (over.body, over.given_up, over.error) == ("", later, "ConnectionRefusedError: down")
    assert queue.try_again(Email.objects.all(), later) == 0
    assert "the link in it does not work any more" in pi.get("/desk/").content.decode()
    assert queue.tidy(later + queue.MISSED_FOR) == 1


def test_a_mail_that_nobody_tried_in_time_shows_at_the_desk(pi):
    queue.enqueue("Hello", "Text", "ann@example.org", NOW, expires=NOW)
    queue.send_due(NOW)
    assert "Not tried in time" in pi.get("/desk/").content.decode() and not mail.outbox


def test_mails_go_with_what_they_are_about_and_old_ones_go():
    put("ann", "bob")
    queue.discard("row:ann")
    queue.send_due(NOW)
    assert queue.tidy(NOW + timedelta(days=31)) == 1 and not Email.objects.exists()


def test_what_cannot_be_sent_shows_at_the_desk_and_can_be_tried_again_in_the_admin(pi, admin, flaky):
    put("nobody")
    flaky.left = 9
    queue.send_due(timezone.now())
    for page in (pi.get("/desk/"), admin.get("/admin/core/email/?trouble=yes")):
        content = page.content.decode()
        assert "SMTPRecipientsRefused" in content and "nobody@" not in content
    Email.objects.update(to="ann@example.org")
    admin.post("/admin/core/email/", {"action": "try_again", "_selected_action": [Email.objects.get().pk]})
    assert flaky.taken == ["ann@example.org"] and "SMTP" not in pi.get("/desk/").content.decode()


class Slow(BaseEmailBackend):
    """A server that takes five minutes for a mail, knows no timeout and fails when it is left."""

    clock, taken = 0, []

    def __init__(self, fail_silently=False):
        super().__init__(fail_silently)

    def send_messages(self, messages):
        Slow.taken.append(messages[0].to[0])
        if len(Slow.taken) == 2:  # another worker comes while the second one is sent
            queue.send_due(NOW + timedelta(seconds=Slow.clock + 1))
        Slow.clock += 300
        return 1

    def close(self):
        raise smtplib.SMTPException("left in anger")


@pytest.mark.parametrize("send", [queue.send_now, lambda mails, now: queue.send_due(now)])
def test_a_slow_and_peculiar_server_gets_each_mail_once(settings, monkeypatch, send):
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    Slow.clock, Slow.taken = 0, []
    monkeypatch.setattr(queue.time, "monotonic", lambda: Slow.clock)
    monkeypatch.setattr(queue, "PATIENCE_FOR_ALL", 1000)
    send(put("ann", "bob"), NOW)
    assert Slow.taken == ["ann@example.org", "bob@example.org"]


def test_what_a_server_quotes_of_a_mail_gets_into_no_list(flaky, monkeypatch):
    link = "https://lab.example/accounts/password/reset/key/1-abc/"
    text = f"Blocked by http://filter.example/?{link} for ANN@example.org: {link}.".encode()

    def refuse(*args):
        raise smtplib.SMTPDataError(554, text)

    monkeypatch.setattr(Flaky, "send_messages", refuse)
    put("ann")
    queue.send_due(NOW)
    error = Email.objects.get().error
    assert "Blocked by" in error and "1-abc" not in error and "ANN" not in error
