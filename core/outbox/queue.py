"""Add emails to the queue, send them, and retry those that failed."""

import logging
import re
import smtplib
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from core.outbox.models import Email

#: How long to wait after each failed attempt. After the last one the email is given up.
RETRY_DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
#: How long other workers skip an email that a worker has claimed for sending.
LEASE = timedelta(minutes=2)
#: How long sent emails stay listed.
SENT_RETENTION = timedelta(days=30)
#: How long expired emails stay listed.
EXPIRED_RETENTION = timedelta(days=7)

#: Seconds, while a page waits: for each answer of the mail server, and for all emails together.
PAGE_TIMEOUT, PAGE_TIME_LIMIT = 3, 6
#: Cache key that tells all workers that the mail server is down, and how many seconds it is kept.
SERVER_DOWN_KEY, SERVER_DOWN_SECONDS = "outbox-server-is-down", 300
#: SMTP errors that concern one email only; the next one may still be sent.
ONE_EMAIL_ERRORS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)

logger = logging.getLogger(__name__)


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

    Line breaks in the subject become spaces. The email is not sent after ``expires``, and is deleted
    together with ``account``.
    """
    return Email.objects.create(
        subject=" ".join(subject.split())[:300],
        body=f"{body.strip()}\n",
        to=to,
        about=about,
        expires=expires,
        account_id=account.pk if account else None,
        created=now,
        due=now,
    )


def send_due(now: datetime, limit: int = 500) -> tuple[int, int]:
    """Send the emails that are due. Return how many were sent and how many failed."""
    _give_up_expired(now)
    return _send(Email.objects.due(now)[:limit], now)


def send_now(emails: Iterable[Email], now: datetime) -> int:
    """Try to send these emails while a page waits. Return how many were sent.

    Emails stay in the queue when the server is slow, or known to be down.
    """
    if cache.get(SERVER_DOWN_KEY):
        return 0
    return _send(emails, now, PAGE_TIMEOUT, PAGE_TIME_LIMIT)[0]


def _send(
    emails: Iterable[Email], now: datetime, timeout: float | None = None, time_limit: float = float("inf")
) -> tuple[int, int]:
    """Send emails over one connection, and stop when the server does not answer.

    ``timeout`` is how many seconds to wait for each answer of the server; no email is begun after
    ``time_limit`` seconds. Return how many emails were sent and how many failed.
    """
    connection, started = _connect(timeout), time.monotonic()
    sent, failed, is_down = 0, 0, False
    try:
        for email in emails:
            elapsed = time.monotonic() - started
            if elapsed > time_limit:
                break
            if not _claim(email, now + timedelta(seconds=elapsed)):
                continue
            try:
                connection.open()
                EmailMessage(email.subject, email.body, to=[email.to], connection=connection).send()
            except Exception as error:  # backends raise errors of any kind, and none may lose an email
                failed += 1
                _record_failure(email, error, now)
                if is_down := isinstance(error, OSError) and not isinstance(error, ONE_EMAIL_ERRORS):
                    break
            else:
                sent += 1
                Email.objects.filter(pk=email.pk).update(sent=now, body="", error="")
    finally:
        with suppress(OSError):  # smtplib's errors included: all emails are sent or recorded by now
            connection.close()
    if is_down:
        cache.set(SERVER_DOWN_KEY, True, SERVER_DOWN_SECONDS)
    elif sent:
        cache.delete(SERVER_DOWN_KEY)
    return sent, failed


def _connect(timeout: float | None) -> BaseEmailBackend:
    """Return a connection of the configured backend, without the timeout if the backend has none."""
    options: dict[str, Any] = {"timeout": timeout} if timeout else {}
    try:
        return get_connection(**options)
    except TypeError:
        return get_connection()


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


def delete_old(now: datetime) -> int:
    """Delete the emails whose retention period has ended. Return how many."""
    expired = Email.objects.expired(now - EXPIRED_RETENTION).delete()[0]
    return expired + Email.objects.filter(sent__lt=now - SENT_RETENTION).delete()[0]
