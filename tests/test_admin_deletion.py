"""Deleting in the Django admin: what belongs to a row goes with it, and nothing else is in the way."""

import pytest
from django.apps import apps
from django.contrib import admin as django_admin
from django.db.models import CASCADE
from django.utils import timezone

from accounts.models import User
from moderation.models import Proposal
from recruiting.models import Application, CVView, Notice, NoticeReviewer
from tests import factories
from tests.admin_forms import url_of

pytestmark = pytest.mark.django_db
CONFIRMED = {"post": "yes"}


def deleted_with(model):
    """Return the models whose rows are deleted with a row of this one."""
    models, pending = set(), [model]
    while pending:
        for field in pending.pop()._meta.get_fields(include_hidden=True):
            is_of_parts = field.auto_created and getattr(field, "on_delete", None) is CASCADE
            if is_of_parts and field.related_model not in models:
                models.add(field.related_model)
                pending.append(field.related_model)
    return models


def opening_with_reviewer(user):
    notice = factories.notice()
    NoticeReviewer.objects.create(notice=notice, user=user)
    CVView.objects.create(notice=notice, by=user, at=timezone.now())
    return notice


def test_no_row_that_cannot_be_deleted_by_itself_keeps_its_owner_from_being_deleted(rf):
    request, site = rf.get("/"), django_admin.site
    request.user = User(is_superuser=True, is_staff=True)
    registered = [model for model in apps.get_models() if site.is_registered(model)]
    obstacles = {
        (model._meta.label, part._meta.label)
        for model in registered
        if site.get_model_admin(model).has_delete_permission(request)
        for part in deleted_with(model) & set(registered)
        if not site.get_model_admin(part).has_delete_permission(request)
        if not getattr(site.get_model_admin(part), "is_part_of_others", False)
    }
    assert not obstacles


@pytest.mark.parametrize("view", ["delete", "changelist"])
def test_opening_with_reviewers_and_viewed_cvs_is_deleted(admin, member, view):
    notice = opening_with_reviewer(member.user)
    if view == "delete":
        url, data = url_of(Notice, "delete", notice.pk), CONFIRMED
        assert "reviewer of an opening" in admin.get(url).content.decode().lower()
    else:
        url = url_of(Notice, "changelist")
        data = {"action": "delete_selected", "_selected_action": [notice.pk], **CONFIRMED}
    assert admin.post(url, data).status_code == 302
    assert not Notice.objects.exists() and not NoticeReviewer.objects.exists()


def test_account_with_submissions_and_openings_to_review_is_deleted(admin, member):
    notice = opening_with_reviewer(member.user)
    Proposal.objects.create(editor_key="profile", object_id=member.person.pk, author=member.user)
    assert admin.post(url_of(User, "delete", member.user.pk), CONFIRMED).status_code == 302
    assert not User.objects.filter(pk=member.user.pk).exists()
    assert Notice.objects.get() == notice and CVView.objects.get().by is None


def test_opening_with_applications_stays_and_its_page_says_what_to_do(admin):
    notice = factories.notice()
    factories.application(notice)
    url = url_of(Notice, "delete", notice.pk)
    assert "Close it instead" in admin.get(url).content.decode()
    admin.post(url, CONFIRMED)
    assert Notice.objects.exists() and Application.objects.exists()


def test_reviewers_cannot_be_deleted_by_themselves(admin, member):
    opening_with_reviewer(member.user)
    row = NoticeReviewer.objects.get()
    assert admin.post(url_of(NoticeReviewer, "delete", row.pk), CONFIRMED).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [row.pk], **CONFIRMED}
    admin.post(url_of(NoticeReviewer, "changelist"), data)
    assert NoticeReviewer.objects.exists()
