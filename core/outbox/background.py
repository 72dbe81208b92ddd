"""The thread in each server process that sends the queued emails: no page waits for the mail server."""

from django.db import transaction

from core.background import BackgroundThread

sender = BackgroundThread("outbox")


def wake_after_commit() -> None:
    """Send the queued emails soon after the current transaction has been committed."""
    transaction.on_commit(sender.wake)
