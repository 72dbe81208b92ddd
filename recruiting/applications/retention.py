"""The end of applications: nothing personal is kept longer than it has to be."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from core.exceptions import InvalidState
from core.outbox import queue
from core.outbox.models import Email
from core.private_files import PrivateStorage
from people.models import Lab
from recruiting.applications import emails
from recruiting.models import Application, Draft, ForgottenCount
from recruiting.models.application import UNCONFIRMED_FOR

#: A file that was kept with a form that nobody has sent again.
ABANDONED_AFTER = timedelta(days=1)


def forget(application: Application) -> None:
    """Deletes an application with its file and mails; the count of its state stays if it was confirmed."""
    with transaction.atomic():
        # It is held first, so that no note and no look at it comes in between.
        held = Application.objects.select_for_update().filter(pk=application.pk).first()
        queue.discard(emails.about(application))
        if held is None:
            return  # somebody else has been faster
        held.delete()
        if held.confirmed:
            key = {"notice_id": held.notice_id, "state": held.state}
            ForgottenCount.objects.get_or_create(**key)
            ForgottenCount.objects.filter(**key).update(number=F("number") + 1)
        storage, name = held.cv.storage, held.cv.name
        transaction.on_commit(lambda: storage.delete(name))


def delete_at_own_wish(application: Application, now: datetime) -> Email | None:
    """Withdraws and deletes. Returns the mail that says so; it belongs to nothing any more.

    None where it is gone already, as after a second click.
    """
    with transaction.atomic():
        if not Application.objects.select_for_update().filter(pk=application.pk).exists():
            return None
        try:
            application.withdraw(now)
        except InvalidState:
            application.refresh_from_db(fields=["state"])  # decided already: it counts as that
        mail = emails.say_withdrawn(application, is_deleted=True, now=now)
        Email.objects.filter(pk=mail.pk).update(about="")
        forget(application)
    return mail


def forget_due(now: datetime) -> int:
    """Forgets all applications whose time is over. Returns how many."""
    due = list(Application.objects.due(now, Lab.load().keeps_applications))
    for application in due:
        forget(application)
    return len(due)


def forget_draft(draft: Draft) -> None:
    """Deletes a draft with its file and mails."""
    with transaction.atomic():
        # Held, for an application may be taking the file at this moment.
        held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        queue.discard(emails.about(draft))
        if held:
            held.forget()


def forget_drafts(now: datetime) -> int:
    """Deletes drafts that nobody goes on with. Returns how many."""
    old = Draft.objects.filter(updated__lt=now - UNCONFIRMED_FOR)
    abandoned = Draft.objects.filter(mailed_to="", updated__lt=now - ABANDONED_AFTER)
    found = list(old | abandoned)
    for draft in found:
        forget_draft(draft)
    return len(found)


def sweep(now: datetime) -> int:
    """Deletes files that no row knows, as after a form that broke off half-way. Returns how many."""
    storage = PrivateStorage()
    if not storage.exists("applications"):
        return 0
    known = set(Application.objects.values_list("cv", flat=True)) | set(
        Draft.objects.values_list("cv", flat=True)
    )
    count = 0
    for name in (f"applications/{name}" for name in storage.listdir("applications")[1]):
        if name not in known and storage.get_modified_time(name) < now - ABANDONED_AFTER:
            storage.delete(name)
            count += 1
    return count
