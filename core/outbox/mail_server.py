"""Whether there is a mail server, whether it answers, and whether the queue moves."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.core.mail import get_connection
from django.utils import timezone

from core.outbox.models import Email

#: Backends that print, store or drop emails instead of sending them to anybody.
NO_SERVER = {f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy", "filebased")}
#: How long an email may be due before something is wrong with those who should send it.
MAX_WAIT = timedelta(minutes=15)


def is_set_up() -> bool:
    """Return whether emails reach a mail server, and are not only printed."""
    return settings.EMAIL_BACKEND not in NO_SERVER


def check_mail_server() -> Iterator[CheckMessage]:
    """Report a mail server that is not set up or does not answer."""
    if not is_set_up():
        yield Warning(
            "No mail server is set up: no email is sent, not even the links to set a new password.",
            hint="Set EMAIL_URL (docs/configure.md). Until then, hand over invitation links yourself.",
        )
        return
    try:
        server = get_connection()
        server.open()
        server.close()
    except Exception as error:  # backends raise errors of any kind
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        yield Error(
            f"The mail server does not accept a connection: {reason}",
            hint="Check EMAIL_URL: host, port, encryption (smtp+tls:// or smtp+ssl://), user and password.",
        )


def check_queue() -> Iterator[CheckMessage]:
    """Report emails that nobody has tried to send for a while, and those given up."""
    late = Email.objects.due(timezone.now() - MAX_WAIT).count()
    if late:
        yield Warning(
            f"Emails that have been due for more than {MAX_WAIT.seconds // 60} minutes: {late}.",
            hint="The server sends them while it runs, and so do the scheduled jobs (docs/operate.md).",
        )
    given_up = Email.objects.failed().exclude(given_up=None).count()
    if given_up:
        yield Warning(
            f"Emails that were given up: {given_up}.",
            hint="The Django admin lists them under Emails with the reason, and can send them again.",
        )
