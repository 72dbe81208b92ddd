"""Add emails to the queue, send them, and retry those that failed.

Pages only add to the queue: a slow mail server must not delay them, nor show by their time who gets an email.
"""

import logging
import re
import smtplib
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import get_connection
from django.db import OperationalError, connection
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.outbox.background import wake_after_commit
from core.outbox.message import message_of
from core.outbox.models import Email

#: How long to wait after each failed attempt. After the last one the email is given up.
RETRY_DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
#: How long other workers skip an email that a worker has claimed for sending.
LEASE = timedelta(minutes=2)
#: How long sent emails stay listed.
SENT_RETENTION = timedelta(days=30)
#: How long expired emails stay listed.
EXPIRED_RETENTION = timedelta(days=7)

#: SMTP errors that concern one email only; the next one may still be sent.
ONE_EMAIL_ERRORS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)

#: Attempts to record that an email was sent, while the database is locked or unavailable.
RECORD_ATTEMPTS, RECORD_PAUSE = 5, 2  # seconds

logger = logging.getLogger(__name__)

#: Called with the current time: before emails are sent, and after a run in which some were.
Hook = Callable[[datetime], object]
_before: list[Hook] = []
_after: list[Hook] = []


def before_sending(hook: Hook) -> None:
    """Call this function in ``prepare``, so that it can queue emails."""
    if hook not in _before:
        _before.append(hook)


def after_sending(hook: Hook) -> None:
    """Call this function after emails have been sent, so that it can record that."""
    if hook not in _after:
        _after.append(hook)


def _call(hooks: list[Hook], now: datetime) -> None:
    for hook in hooks:
        try:
            hook(now)
        except Exception:  # it must not keep the emails of others from being sent
            logger.exception("%s failed", hook)


def enqueue(
    subject: str,
    body: str,
    to: str,
    now: datetime,
    about: str = "",
    expires: datetime | None = None,
    account: AbstractBaseUser | None = None,
) -> Email:
    """Add an email to the queue. Call it in the transaction of the change that the email reports.

    A server sends it within seconds after the commit (:mod:`core.outbox.background`). Line breaks in the
    subject become spaces. The email is not sent after ``expires``, and is deleted together with ``account``.
    """
    email = Email.objects.create(
        subject=" ".join(subject.split())[:300],
        body=f"{body.strip()}\n",
        to=to,
        about=about,
        expires=expires,
        account_id=account.pk if account else None,
        created=now,
        due=now,
    )
    wake_after_commit()
    return email


def send_due(now: datetime, limit: int = 500) -> tuple[int, int]:
    """Send the emails that are due. Return how many were sent and how many failed."""
    _give_up_expired(now)
    _correct_due(now)
    sent, failed = _send(Email.objects.due(now)[:limit], now)
    if sent:
        _call(_after, now)
    return sent, failed


def prepare(now: datetime) -> None:
    """Let the apps queue the emails that they have been asked for."""
    _call(_before, now)


def send_due_now() -> tuple[int, int]:
    """Send the emails that are due at this moment, those included that are queued only now."""
    prepare(timezone.now())
    return send_due(timezone.now())


def _send(emails: Iterable[Email], now: datetime) -> tuple[int, int]:
    """Send emails over one connection, and stop when the server does not answer.

    Return how many emails were sent and how many failed.
    """
    server, started = get_connection(), time.monotonic()
    sent, failed = 0, 0
    try:
        for email in emails:
            if not _claim(email, now + timedelta(seconds=time.monotonic() - started)):
                continue
            try:
                server.open()
                server.send_messages([message_of(email)])
            except Exception as error:  # backends raise errors of any kind, and none may lose an email
                failed += 1
                _record_failure(email, error, now)
                if isinstance(error, OSError) and not isinstance(error, ONE_EMAIL_ERRORS):
                    break  # the server is down
            else:
                sent += 1
                _record_sent(email, now)
    finally:
        with suppress(OSError):  # smtplib's errors included: all emails are sent or recorded by now
            server.close()
    return sent, failed


def _record_sent(email: Email, now: datetime) -> None:
    """Record that the server has accepted the email, so that it is not sent again; delete its text."""
    for attempt in range(RECORD_ATTEMPTS):
        try:
            Email.objects.filter(pk=email.pk).update(sent=now, body="", error="")
        except OperationalError:
            if connection.in_atomic_block or attempt == RECORD_ATTEMPTS - 1:
                raise
            connection.close()
            time.sleep(RECORD_PAUSE)
        else:
            return


def _claim(email: Email, now: datetime) -> bool:
    """Claim an email for sending, and return False if another worker has already done so."""
    unclaimed = Email.objects.pending().filter(pk=email.pk, attempts=email.attempts, due=email.due)
    return bool(unclaimed.update(attempts=F("attempts") + 1, due=now + LEASE))


def _record_failure(email: Email, error: Exception, now: datetime) -> None:
    """Store the error, and schedule the next attempt or give the email up."""
    logger.warning("Email %s could not be sent: %s", email.pk, type(error).__name__)
    # Servers quote recipients and links, which those who watch over the queue must not see.
    private = rf"{re.escape(email.to)}|https?://\S+"
    text = re.sub(private, "…", f"{type(error).__name__}: {error}", flags=re.IGNORECASE)[:300]
    if email.attempts < len(RETRY_DELAYS):
        Email.objects.filter(pk=email.pk).update(error=text, due=now + RETRY_DELAYS[email.attempts])
    else:
        Email.objects.filter(pk=email.pk).update(error=text, given_up=now)


def retry(emails: QuerySet[Email], now: datetime) -> int:
    """Make unsent emails due now, unless they have expired. Return how many."""
    wake_after_commit()
    return emails.filter(sent=None).exclude(expires__lte=now).update(due=now, attempts=0, given_up=None)


def discard(about: str) -> None:
    """Delete all emails about an object, sent or not."""
    Email.objects.filter(about=about).delete()


def discard_pending(about: str) -> None:
    """Delete the unsent emails about an object, because a newer email replaces them."""
    Email.objects.filter(about=about, sent=None).delete()


def _give_up_expired(now: datetime) -> None:
    expired = Email.objects.expired(now).exclude(body="")
    expired.filter(error="").update(error="Expired before the first attempt")
    expired.update(body="", given_up=Coalesce("given_up", now))


def _correct_due(now: datetime) -> None:
    """Bring attempts forward that are later than the longest delay, because the clock has been set back."""
    for email in Email.objects.pending().filter(due__gt=now + LEASE).only("attempts", "due"):
        delay = RETRY_DELAYS[email.attempts - 1] if email.attempts else timedelta()
        if email.due > now + delay + LEASE:
            Email.objects.filter(pk=email.pk, due=email.due).update(due=now + delay)


def delete_old(now: datetime) -> int:
    """Delete the emails whose retention period has ended. Return how many."""
    expired = Email.objects.expired(now - EXPIRED_RETENTION).delete()[0]
    return expired + Email.objects.filter(sent__lt=now - SENT_RETENTION).delete()[0]
