"""The queue of mails: written into the database first, sent from there, tried again where that fails."""

import logging
import re
import smtplib
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.db.models.functions import Coalesce

from core.outbox.models import Email

#: After each try in vain the next one comes later; after the last one somebody has to look.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
#: Meanwhile nobody else takes a mail that is being sent.
HELD_FOR = timedelta(minutes=2)
#: Sent mails are listed so long.
LISTED_FOR = timedelta(days=30)
#: So are those that were not sent in time.
MISSED_FOR = timedelta(days=7)

# While somebody waits for a page, all this takes little time.
#: Seconds for each answer of the mail server, and for all mails of the page.
PATIENCE, PATIENCE_FOR_ALL = 3, 6
#: Known for so many seconds, to all workers, that the server does not answer.
DOWN, DOWN_FOR = "outbox-server-is-down", 300
#: Errors that say nothing about the next mail.
OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)

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
    """Writes a mail into the queue, within the transaction of what it is about.

    Lines of the subject become one. A mail that ``expires`` is not sent later, and one for an ``account``
    goes when that is deleted.
    """
    return Email.objects.create(
        subject=" ".join(subject.split())[:300],
        body=f"{body.strip()}\n",
        to=to,
        about=about,
        expires=expires,
        account=account,
        created=now,
        due=now,
    )


def send_due(now: datetime, most: int = 500) -> tuple[int, int]:
    """Sends what is due. Returns how many were sent, and how many were tried in vain."""
    _give_up_what_is_over(now)
    return _send(Email.objects.due(now)[:most], now)


def send_now(mails: Iterable[Email], now: datetime) -> int:
    """Tries to send these at once, for people who wait for them. Returns how many were sent.

    The others stay in the queue: those that a slow server leaves no time for, and all as long as the server
    is known not to answer.
    """
    if cache.get(DOWN):
        return 0
    return _send(mails, now, PATIENCE, PATIENCE_FOR_ALL)[0]


def _send(
    mails: Iterable[Email], now: datetime, timeout: float | None = None, within: float = float("inf")
) -> tuple[int, int]:
    """One connection for all; after a server that does not answer, the rest waits for the next time.

    ``timeout`` and ``within`` are seconds, for each answer of the server and for beginning another mail.
    """
    connection, begun = _connect(timeout), time.monotonic()
    sent, failed, is_down = 0, 0, False
    try:
        for mail in mails:
            passed = time.monotonic() - begun
            if passed > within:
                break
            if not _take(mail, now + timedelta(seconds=passed)):
                continue
            try:
                connection.open()
                EmailMessage(mail.subject, mail.body, to=[mail.to], connection=connection).send()
            except Exception as error:  # whatever a backend raises, no mail may be lost by it
                failed += 1
                _put_off(mail, error, now)
                if is_down := isinstance(error, OSError) and not isinstance(error, OF_ONE_MAIL):
                    break
            else:
                sent += 1
                Email.objects.filter(pk=mail.pk).update(sent=now, body="", error="")
    finally:
        with suppress(OSError):  # what smtplib raises too; all that was to be done is done
            connection.close()
    if is_down:
        cache.set(DOWN, True, DOWN_FOR)
    elif sent:
        cache.delete(DOWN)
    return sent, failed


def _connect(timeout: float | None):
    """Not every backend knows of a time to wait."""
    try:
        return get_connection(**{"timeout": timeout} if timeout else {})
    except TypeError:
        return get_connection()


def _take(mail: Email, now: datetime) -> bool:
    """Takes a mail so that nobody else sends it, and says whether that worked."""
    mine = Email.objects.waiting().filter(pk=mail.pk, tries=mail.tries, due=mail.due)
    return bool(mine.update(tries=F("tries") + 1, due=now + HELD_FOR))


def _put_off(mail: Email, error: Exception, now: datetime) -> None:
    logger.warning("Mail %s could not be sent: %s", mail.pk, type(error).__name__)
    # Who looks after the mails need not know who gets them, nor a link that a server quotes.
    secret = rf"{re.escape(mail.to)}|https?://\S+"
    text = re.sub(secret, "…", f"{type(error).__name__}: {error}", flags=re.IGNORECASE)[:300]
    if mail.tries < len(WAITS):
        Email.objects.filter(pk=mail.pk).update(error=text, due=now + WAITS[mail.tries])
    else:
        Email.objects.filter(pk=mail.pk).update(error=text, given_up=now)


def try_again(mails, now: datetime) -> int:
    """Puts unsent mails that are still of use at the front of the queue. Returns how many."""
    return mails.filter(sent=None).exclude(expires__lte=now).update(due=now, tries=0, given_up=None)


def discard(about: str) -> None:
    """Deletes all mails about something, sent or not."""
    Email.objects.filter(about=about).delete()


def discard_pending(about: str) -> None:
    """Deletes what was not sent about something, since something else takes its place."""
    Email.objects.filter(about=about, sent=None).delete()


def _give_up_what_is_over(now: datetime) -> None:
    over = Email.objects.over(now).exclude(body="")
    over.filter(error="").update(error="Not tried in time")
    over.update(body="", given_up=Coalesce("given_up", now))


def tidy(now: datetime) -> int:
    """Deletes what was sent long ago, and what was not sent in time. Returns how many."""
    missed = Email.objects.over(now - MISSED_FOR).delete()[0]
    return missed + Email.objects.filter(sent__lt=now - LISTED_FOR).delete()[0]
