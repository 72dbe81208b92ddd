"""The queue of mails: written into the database first, sent from there, tried again where that fails."""

import logging
import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from labsite.models import Mail

#: After each try in vain the next one comes later; after the last one somebody has to look.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
#: Meanwhile nobody else takes a mail that is being sent.
HELD_FOR = timedelta(minutes=2)
#: Sent mails are listed so long.
LISTED_FOR = timedelta(days=30)

logger = logging.getLogger(__name__)


def put(subject: str, body: str, to: str, now: datetime, about: str = "") -> Mail:
    """Writes a mail into the queue, within the transaction of what it is about.

    Lines of the subject become one.
    """
    return Mail.objects.create(
        subject=" ".join(subject.split())[:300],
        body=f"{body.strip()}\n",
        to=to,
        about=about,
        created=now,
        due=now,
    )


def send_due(now: datetime, most: int = 500) -> tuple[int, int]:
    """Sends what is due. Returns how many were sent, and how many were tried in vain."""
    return _send(Mail.objects.due(now)[:most], now)


def send_now(mails: Iterable[Mail], now: datetime) -> int:
    """Tries to send these at once, for people who wait for them. Returns how many were sent."""
    return _send(mails, now)[0]


def _send(mails: Iterable[Mail], now: datetime) -> tuple[int, int]:
    """One connection for all; after a server that does not answer, the rest waits for the next time."""
    connection, sent, failed = get_connection(), 0, 0
    try:
        for mail in mails:
            if not _take(mail, now):
                continue
            try:
                connection.open()
                EmailMessage(mail.subject, mail.body, to=[mail.to], connection=connection).send()
            except Exception as error:  # whatever a backend raises, no mail may be lost by it
                failed += 1
                _put_off(mail, error, now)
                if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPRecipientsRefused):
                    break
            else:
                sent += 1
                Mail.objects.filter(pk=mail.pk).update(sent=now, body="", error="")
    finally:
        connection.close()
    return sent, failed


def _take(mail: Mail, now: datetime) -> bool:
    """Takes a mail so that nobody else sends it, and says whether that worked."""
    mine = Mail.objects.waiting().filter(pk=mail.pk, tries=mail.tries, due=mail.due)
    return bool(mine.update(tries=F("tries") + 1, due=now + HELD_FOR))


def _put_off(mail: Mail, error: Exception, now: datetime) -> None:
    logger.warning("Mail %s could not be sent: %s", mail.pk, type(error).__name__)
    # Who looks after the mails need not know who gets them.
    text = f"{type(error).__name__}: {error}".replace(mail.to, "…")[:300]
    if mail.tries < len(WAITS):
        Mail.objects.filter(pk=mail.pk).update(error=text, due=now + WAITS[mail.tries])
    else:
        Mail.objects.filter(pk=mail.pk).update(error=text, given_up=now)


def try_again(mails, now: datetime) -> int:
    """Puts mails that could not be sent at the front of the queue. Returns how many."""
    return mails.filter(sent=None).update(due=now, tries=0, given_up=None)


def forget(about: str) -> None:
    """Deletes all mails about something, sent or not."""
    Mail.objects.filter(about=about).delete()


def tidy(now: datetime) -> int:
    """Deletes what was sent long ago. Returns how many."""
    return Mail.objects.filter(sent__lt=now - LISTED_FOR).delete()[0]
