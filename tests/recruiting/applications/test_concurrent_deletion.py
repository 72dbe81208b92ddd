"""An application is deleted in the very moment in which somebody else does something about it."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from recruiting.applications import exports, retention, reviewer_views
from recruiting.models import Application, CVView, DeletedApplicationCount, Note

pytestmark = pytest.mark.django_db(transaction=True)


def meanwhile(act) -> threading.Thread:
    """Begins something in another thread, with a connection of its own; its errors fail the test."""

    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def note(application, user):
    Note.objects.create(application=application, by=user, text="Strong.", created=timezone.now())


def look(application, user):
    CVView.objects.create(application=application, notice=application.notice, by=user, at=timezone.now())


@pytest.mark.parametrize("write", [note, look])
def test_what_somebody_is_writing_about_it_goes_with_it(pi, application, write):
    with transaction.atomic():
        held = reviewer_views.reviewable_for_update(pi.user).get(pk=application.pk)
        other = meanwhile(lambda: retention.delete_application(application))
        other.join(0.5)  # it has begun, and waits
        write(held, pi.user)
    other.join()
    assert not Application.objects.exists() and not Note.objects.exists()
    assert DeletedApplicationCount.objects.get().number == 1


def test_an_archive_leaves_out_what_is_gone(pi, application):
    with transaction.atomic():
        retention.delete_application(application)
        made = []
        rows = Application.objects.reviewable_by(pi.user)
        other = meanwhile(lambda: made.append(b"".join(exports.cv_archive(rows, pi.user))))
        other.join(0.5)
    other.join()
    assert len(made) == 1 and not CVView.objects.exists()
