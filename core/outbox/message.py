"""The message that is sent for an email of the queue."""

from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.outbox.models import Email


def message_of(email: Email) -> EmailMessage:
    """Return the message of an email, with the same Message-ID and Date at each attempt.

    If a worker dies after the server has accepted the message and before that is recorded, the message is
    sent once more; mail programs show messages with the same Message-ID once.
    """
    headers = {
        "Message-ID": message_id(email),
        "Date": format_datetime(timezone.localtime(email.created)),
        "Auto-Submitted": "auto-generated",  # no out-of-office replies (RFC 3834)
    }
    return EmailMessage(email.subject, email.body, to=[email.to], headers=headers)


def message_id(email: Email) -> str:
    """Return the Message-ID of an email: from its row, in the domain of the sender."""
    digest = salted_hmac("core.outbox.message", f"{email.pk} {email.created.isoformat()}").hexdigest()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{digest[:32]}@{domain or 'localhost'}>"
