"""Deletion of applications and drafts: on request, and after the retention period."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from core.exceptions import InvalidState
from core.outbox import queue
from core.outbox.models import Email
from people.models import Lab
from recruiting.applications import emails
from recruiting.models import Application, DeletedApplicationCount, Draft
from recruiting.models.application import UNCONFIRMED_LIFETIME

#: Age at which drafts that only hold the CV of an invalid form are deleted.
ABANDONED_AFTER = timedelta(days=1)


def delete_application(application: Application, expired: QuerySet | None = None) -> bool:
    """Delete an application with its CV and emails; a confirmed one stays in the counts of its opening.

    Return whether it was deleted. One that is no longer among the ``expired`` stays, such as one that has
    been confirmed meanwhile.
    """
    with transaction.atomic():
        # The lock keeps others from adding a note or a CV view before the deletion.
        rows = Application.objects.filter(pk=application.pk)
        locked = rows.select_for_update().first()
        if locked and expired is not None and not expired.filter(pk=locked.pk).exists():
            return False
        queue.discard(emails.subject_key(application))
        if locked is None:  # deleted by another request
            return False
        locked.delete()
        if locked.confirmed:
            _count_deletion(locked)
        storage, name = locked.cv.storage, locked.cv.name
        transaction.on_commit(lambda: storage.discard(name))
    return True


def _count_deletion(application: Application) -> None:
    key = {"notice_id": application.notice_id, "state": application.state}
    DeletedApplicationCount.objects.get_or_create(**key)
    DeletedApplicationCount.objects.filter(**key).update(number=F("number") + 1)


def delete_for_applicant(application: Application, now: datetime) -> None:
    """Withdraw and delete an application at the applicant's request, and enqueue an email that confirms it.

    Do nothing if the application was deleted already, as after a second click. The email is not linked to
    the application, so that it survives the deletion.
    """
    with transaction.atomic():
        if not Application.objects.select_for_update().filter(pk=application.pk).exists():
            return
        try:
            application.withdraw(now)
        except InvalidState:
            application.refresh_from_db(fields=["state"])  # already decided: counted in that state
        email = emails.enqueue_withdrawal(application, is_deleted=True, now=now)
        Email.objects.filter(pk=email.pk).update(about="")
        delete_application(application)


def delete_expired_applications(now: datetime) -> int:
    """Delete the applications whose retention period is over. Return their number."""
    expired = Application.objects.past_retention(now, Lab.load().keeps_applications)
    return sum([delete_application(application, expired) for application in list(expired)])


def delete_expired(now: datetime) -> str:
    """Delete all that is past its retention period, and return a line about it: a scheduled job."""
    applications, drafts = delete_expired_applications(now), delete_expired_drafts(now)
    return f"Deleted applications: {applications}, drafts: {drafts}."


def delete_draft(draft: Draft, expired: QuerySet | None = None) -> bool:
    """Delete a draft with its CV and emails. Return whether it was deleted.

    One that is no longer among the ``expired`` stays, such as one that has just been saved again.
    """
    with transaction.atomic():
        # The lock waits for a submission that may be taking over the CV.
        locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if locked and expired is not None and not expired.filter(pk=locked.pk).exists():
            return False
        queue.discard(emails.subject_key(draft))
        if locked:
            locked.delete_with_cv()
    return locked is not None


def delete_expired_drafts(now: datetime) -> int:
    """Delete old drafts, and CVs of invalid forms that were not submitted again. Return their number."""
    old = Draft.objects.filter(updated__lt=now - UNCONFIRMED_LIFETIME)
    expired = old | Draft.objects.filter(emailed_to="", updated__lt=now - ABANDONED_AFTER)
    return sum([delete_draft(draft, expired) for draft in list(expired)])
