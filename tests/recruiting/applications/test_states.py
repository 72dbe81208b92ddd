"""The states of an application, and who may read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.exceptions import InvalidState
from core.outbox.models import Email
from recruiting.applications.retention import delete_for_applicant
from recruiting.models import Application, NoticeReviewer

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.mark.parametrize(
    ("person", "account", "reads"),
    [({}, {}, True), ({"left": "2024-01"}, {}, False), ({}, {"is_active": False}, False)],
    ids=["current", "former", "deactivated"],
)
def test_only_current_members_with_an_account_are_reviewers(application, member, person, account, reads):
    NoticeReviewer.objects.create(notice=application.notice, user=member.user)
    type(member.person).objects.filter(pk=member.person.pk).update(**person)
    type(member.user).objects.filter(pk=member.user.pk).update(**account)
    user = type(member.user).objects.get(pk=member.user.pk)
    assert Application.objects.reviewable_by(user).exists() == reads


def test_second_confirmation_keeps_the_time_of_the_first(application):
    Application.objects.update(confirmed=None)
    application.confirm(NOW)
    application.confirm(NOW + timedelta(days=1))
    assert Application.objects.get().confirmed == application.confirmed == NOW


def test_application_enters_a_state_once(application):
    application.shortlist(by=None, now=NOW)
    with pytest.raises(InvalidState):
        application.shortlist(by=None, now=NOW)
    assert application.changes.count() == 1


def test_email_about_a_deletion_outlives_the_application(application):
    delete_for_applicant(application, NOW)
    assert not Application.objects.exists() and Email.objects.filter(to=application.email).exists()
