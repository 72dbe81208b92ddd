"""The applicant's own page, which only the link in the email opens."""

from pathlib import Path

import pytest
from django.core import mail

from core.outbox.models import Email
from recruiting.models import Application, ApplicationState, DeletedApplicationCount, StateChange
from tests.recruiting.applications.applicant_steps import path_in_email, post_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(visitor, notice):
    """An application that was just submitted; ``submitted.link`` is the path in the email."""
    post_form(visitor, notice)
    application = Application.objects.get()
    application.link = path_in_email()
    return application


def press(client, submitted, do):
    return client.post(submitted.link, {"do": do})


def test_button_confirms_and_opening_the_link_does_not(visitor, pi, submitted):
    assert "ann@example.org" in visitor.get(submitted.link).content.decode()
    submitted.refresh_from_db()
    assert (
        submitted.confirmed is None and "Ann Applicant" not in pi.get("/desk/applications/").content.decode()
    )
    press(visitor, submitted, "confirm")
    submitted.refresh_from_db()
    assert submitted.confirmed and "Ann Applicant" in pi.get("/desk/applications/").content.decode()


def test_applicant_sees_the_status_but_not_the_shortlist(visitor, pi, submitted):
    press(visitor, submitted, "confirm")
    pi.post(f"/desk/applications/{submitted.pk}/move/", {"do": "shortlist"})
    page = visitor.get(submitted.link).content.decode()
    assert "Under review" in page and "Shortlisted" not in page
    pi.post("/desk/applications/interview/", {"application": submitted.pk, "do": "quiet"})
    assert "Interview" in visitor.get(submitted.link).content.decode()


def test_page_is_neither_cached_nor_indexed(visitor, submitted):
    response = visitor.get(submitted.link)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin" and b"noindex" in response.content
    cv = visitor.get(f"{submitted.link}cv.pdf")
    assert cv.getvalue() and "no-store" in cv.headers["Cache-Control"]


def test_other_tokens_are_not_found(visitor, submitted):
    for token in (
        str(submitted.pk),
        submitted.key,
        submitted.digest,
        submitted.token[:-1],
        submitted.token.upper(),
        "%00",
        "x" * 500,
    ):
        assert visitor.get(f"/recruiting/applications/{token}/").status_code == 404
    assert submitted.token not in str(Application.objects.values_list().get())


def test_withdrawal_is_final_and_confirmed_by_email(visitor, pi, submitted):
    press(visitor, submitted, "withdraw")
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.WITHDRAWN and mail.outbox[-1].to == ["ann@example.org"]
    press(visitor, submitted, "withdraw")
    assert len(mail.outbox) == 2
    pi.post(f"/desk/applications/{submitted.pk}/move/", {"do": "accept"})
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.WITHDRAWN


def test_deletion_leaves_only_a_count(visitor, submitted, settings, django_capture_on_commit_callbacks):
    press(visitor, submitted, "confirm")
    with django_capture_on_commit_callbacks(execute=True):
        press(visitor, submitted, "delete")
    assert not Application.objects.exists() and not StateChange.objects.exists()
    assert not list((Path(settings.PRIVATE_ROOT) / "applications").iterdir())
    assert DeletedApplicationCount.objects.get().number == 1
    assert mail.outbox[-1].to == ["ann@example.org"] and "deleted" in mail.outbox[-1].body
    assert not Email.objects.exclude(body="").exists()
    assert visitor.get(submitted.link).status_code == 404


def test_deleted_unconfirmed_application_is_not_counted(visitor, submitted):
    press(visitor, submitted, "delete")
    assert not Application.objects.exists() and not DeletedApplicationCount.objects.exists()


def test_unknown_actions_change_nothing(visitor, submitted):
    for do in ("accept", "", "x"):
        press(visitor, submitted, do)
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.NEW and submitted.confirmed is None


@pytest.mark.parametrize("do", ["confirm", "withdraw", "delete"])
def test_action_on_a_deleted_application_is_no_error(visitor, submitted, monkeypatch, do):
    stale = Application.objects.get()
    Application.objects.all().delete()
    monkeypatch.setattr("recruiting.applications.applicant_views.find_application", lambda token: stale)
    assert press(visitor, submitted, do).status_code == 302
    assert not Application.objects.exists()
