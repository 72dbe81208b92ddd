"""One mail at a time. A mail server that fails is logged and undoes nothing of what a mail is about."""

import logging
from typing import Any

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)


def send_mail(subject: str, body: str, to: str, connection: Any = None) -> bool:
    """Sends a mail and says whether it was taken. Lines of the subject become one."""
    message = EmailMessage(" ".join(subject.split()), f"{body.strip()}\n", to=[to], connection=connection)
    try:
        message.send()
    except OSError as error:  # what smtplib and sockets raise
        logger.warning("A mail could not be sent: %s", error)
        return False
    return True
