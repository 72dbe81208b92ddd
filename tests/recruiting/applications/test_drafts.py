"""Drafts of applications: saving, opening, submitting and deleting them."""

import pytest
from django.core import mail
from django.utils import timezone

from core.outbox.models import Email
from recruiting.applications import retention
from recruiting.models import Application, Draft
from tests import factories
from tests.recruiting.applications.applicant_steps import (
    VALID_ENTRIES,
    cv_content,
    form_token,
    path_in_email,
    post_form,
    stored_files,
    token_in,
)

pytestmark = pytest.mark.django_db


def test_draft_needs_only_an_address_and_opens_by_its_link(visitor, notice):
    response = post_form(visitor, notice, do="draft", name="Ann", statement="Half", consent="", degree="")
    link = path_in_email()
    assert response.url == link and not Application.objects.exists()
    page = visitor.get(link)
    assert "Half" in page.content.decode() and "cv.pdf” is saved" in page.content.decode()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=Draft.objects.get()))
    assert Application.objects.get().statement == VALID_ENTRIES["statement"] and not Draft.objects.exists()
    assert visitor.get(link).status_code == 404


def test_draft_warns_only_about_an_uploaded_cv_that_is_invalid(visitor, notice):
    for cv, warned in ((None, False), (factories.cv(content=b"<html>"), True)):
        response = post_form(visitor, notice, do="draft", cv=cv)
        assert ("could not be saved" in visitor.get(response.url).content.decode()) is warned


def test_draft_without_an_address_is_refused(visitor, notice):
    response = post_form(visitor, notice, do="draft", email="", statement="Half")
    page = response.content.decode()
    assert response.status_code == 422 and "Half" in page and 'id="error_1_id_email"' in page
    assert not mail.outbox


def test_saving_a_draft_again_sends_no_second_email(visitor, notice):
    post_form(visitor, notice, do="draft")
    draft = Draft.objects.get()
    post_form(visitor, notice, do="draft", statement="Better", form_token=form_token(notice, draft=draft))
    assert len(mail.outbox) == 1 and Draft.objects.get().form_data["statement"] == "Better"


@pytest.mark.parametrize("is_closed", [False, True])
def test_draft_can_be_deleted_from_its_own_form_only(
    visitor, notice, settings, is_closed, django_capture_on_commit_callbacks
):
    post_form(visitor, notice, do="draft")
    if is_closed:
        notice.close(on=timezone.localdate())
    page = visitor.get(path_in_email())
    post_form(visitor, notice, do="delete", form_token=form_token(notice), cv=None)
    assert Draft.objects.exists()  # another form cannot delete it
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            post_form(visitor, notice, do="delete", form_token=token_in(page), cv=None).url
            == "/recruiting/engineers/"
        )
    assert not Draft.objects.exists() and not stored_files(settings) and not Email.objects.exists()


def test_deleting_a_submitted_draft_keeps_the_cv_of_the_application(
    visitor, notice, django_capture_on_commit_callbacks
):
    post_form(visitor, notice, do="draft")
    stale = Draft.objects.get()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=stale))
    with django_capture_on_commit_callbacks(execute=True):
        retention.delete_draft(stale)
    assert cv_content(Application.objects.get()) == factories.cv_bytes()


def test_draft_for_a_closed_notice_can_still_be_read(visitor, notice):
    post_form(visitor, notice, do="draft", statement="Half")
    notice.close(on=timezone.localdate())
    page = visitor.get(path_in_email()).content.decode()
    assert (
        "Half" in page
        and "This opening has closed" in page
        and 'value="send"' not in page
        and "Apply by" not in page
    )


def test_cv_of_a_draft_goes_to_one_application_only(visitor, notice, monkeypatch):
    post_form(visitor, notice, do="draft")
    draft = Draft.objects.get()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=draft))

    class Stale:
        first = staticmethod(lambda: draft)  # read before the other window submitted it

    monkeypatch.setattr(
        "recruiting.applications.applicant_views.Draft.objects.filter", lambda **by: Stale, raising=False
    )
    monkeypatch.setattr(
        "recruiting.applications.submission.Draft.objects.select_for_update",
        Draft.objects.none,
        raising=False,
    )
    page = post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=draft))
    assert (page.status_code, Application.objects.count()) == (409, 1)
    assert "Please choose the CV again" in page.content.decode()
    assert "I like engines." in page.content.decode()


def test_new_cv_for_a_submitted_draft_keeps_the_cv_of_the_application(visitor, notice):
    post_form(visitor, notice, do="draft")
    stale = Draft.objects.get()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=stale))
    stale.save_cv(factories.cv(), timezone.now())
    assert cv_content(Application.objects.get()) == factories.cv_bytes()
