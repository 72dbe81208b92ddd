"""The applicant's own page: what the link in the mail can do, and that nothing else can."""

from pathlib import Path

import pytest
from django.core import mail

from core.outbox.models import Email
from recruiting.models import Application, ApplicationState, DeletedApplicationCount, StateChange
from tests.recruiting.applications.applicant_steps import path_in_email, post_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(visitor, notice):
    """An application that has just been sent; ``sent.link`` is what the mail leads to."""
    post_form(visitor, notice)
    found = Application.objects.get()
    found.link = path_in_email()
    return found


def act(client, sent, do):
    response = client.post(sent.link, {"do": do})
    return response


def test_opening_the_link_confirms_nothing_and_the_button_does(visitor, pi, sent):
    assert "ann@example.org" in visitor.get(sent.link).content.decode()
    sent.refresh_from_db()
    assert sent.confirmed is None and "Ann Applicant" not in pi.get("/desk/applications/").content.decode()
    act(visitor, sent, "confirm")
    sent.refresh_from_db()
    assert sent.confirmed and "Ann Applicant" in pi.get("/desk/applications/").content.decode()


def test_the_state_is_shown_but_not_who_is_on_the_shortlist(visitor, pi, sent):
    act(visitor, sent, "confirm")
    pi.post(f"/desk/applications/{sent.pk}/move/", {"do": "shortlist"})
    page = visitor.get(sent.link).content.decode()
    assert "Under review" in page and "Shortlisted" not in page
    pi.post("/desk/applications/interview/", {"application": sent.pk, "do": "quiet"})
    assert "Interview" in visitor.get(sent.link).content.decode()


def test_the_page_is_kept_and_indexed_by_nobody(visitor, sent):
    response = visitor.get(sent.link)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "same-origin" and b"noindex" in response.content
    cv = visitor.get(f"{sent.link}cv.pdf")
    assert cv.getvalue() and "no-store" in cv.headers["Cache-Control"]


def test_nobody_gets_there_by_guessing(visitor, sent):
    for token in (str(sent.pk), sent.key, sent.digest, sent.token[:-1], sent.token.upper(), "%00", "x" * 500):
        assert visitor.get(f"/recruiting/applications/{token}/").status_code == 404
    assert sent.token not in str(Application.objects.values_list().get())


def test_withdrawing_ends_it_and_says_so(visitor, pi, sent):
    act(visitor, sent, "withdraw")
    sent.refresh_from_db()
    assert sent.state == ApplicationState.WITHDRAWN and mail.outbox[-1].to == ["ann@example.org"]
    act(visitor, sent, "withdraw")
    assert len(mail.outbox) == 2
    pi.post(f"/desk/applications/{sent.pk}/move/", {"do": "accept"})
    sent.refresh_from_db()
    assert sent.state == ApplicationState.WITHDRAWN


def test_deleting_leaves_nothing_but_a_count(visitor, sent, settings, django_capture_on_commit_callbacks):
    act(visitor, sent, "confirm")
    with django_capture_on_commit_callbacks(execute=True):
        act(visitor, sent, "delete")
    assert not Application.objects.exists() and not StateChange.objects.exists()
    assert not list((Path(settings.PRIVATE_ROOT) / "applications").iterdir())
    assert DeletedApplicationCount.objects.get().number == 1
    assert mail.outbox[-1].to == ["ann@example.org"] and "deleted" in mail.outbox[-1].body
    assert not Email.objects.exclude(body="").exists()
    assert visitor.get(sent.link).status_code == 404


def test_what_nobody_has_confirmed_is_not_counted_when_it_is_gone(visitor, sent):
    act(visitor, sent, "delete")
    assert not Application.objects.exists() and not DeletedApplicationCount.objects.exists()


def test_wild_acts_do_nothing(visitor, sent):
    for do in ("accept", "", "x"):
        act(visitor, sent, do)
    sent.refresh_from_db()
    assert sent.state == ApplicationState.NEW and sent.confirmed is None


@pytest.mark.parametrize("do", ["confirm", "withdraw", "delete"])
def test_what_is_done_in_two_windows_at_once_is_no_error(visitor, sent, monkeypatch, do):
    stale = Application.objects.get()
    Application.objects.all().delete()
    monkeypatch.setattr("recruiting.applications.applicant_views.find_application", lambda token: stale)
    assert act(visitor, sent, do).status_code == 302
    assert not Application.objects.exists()
