"""Deletion of an application while another request adds to it or exports it."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from recruiting.applications import exports, retention, reviewer_views
from recruiting.models import Application, CVView, DeletedApplicationCount, Note

pytestmark = pytest.mark.django_db(transaction=True)


def start_thread(action) -> threading.Thread:
    """Start the action in a thread with its own database connection; its errors fail the test."""

    def run():
        try:
            action()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def add_note(application, user):
    Note.objects.create(application=application, by=user, text="Strong.", created=timezone.now())


def log_view(application, user):
    CVView.objects.create(application=application, notice=application.notice, by=user, at=timezone.now())


@pytest.mark.parametrize("write", [add_note, log_view])
def test_note_or_view_added_during_deletion_is_deleted_or_anonymised(pi, application, write):
    with transaction.atomic():
        locked = reviewer_views.reviewable_for_update(pi.user).get(pk=application.pk)
        thread = start_thread(lambda: retention.delete_application(application))
        thread.join(0.5)  # the deletion has started and waits for the lock
        write(locked, pi.user)
    thread.join()
    assert not Application.objects.exists() and not Note.objects.exists()
    assert DeletedApplicationCount.objects.get().number == 1


def test_archive_omits_an_application_deleted_during_the_export(pi, application):
    with transaction.atomic():
        retention.delete_application(application)
        archives = []
        rows = Application.objects.reviewable_by(pi.user)
        thread = start_thread(lambda: archives.append(b"".join(exports.cv_archive(rows, pi.user))))
        thread.join(0.5)
    thread.join()
    assert len(archives) == 1 and not CVView.objects.exists()
