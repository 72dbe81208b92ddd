"""Deciding by email: only emails that the PI has previewed are sent."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.outbox.models import Email
from recruiting.models import Application, ApplicationState
from tests import factories

pytestmark = pytest.mark.django_db

PATH = "/desk/applications/decline/"
INTERVIEW, OFFER = "/desk/applications/interview/", "/desk/applications/offer/"


def preview(pi, rows, path=PATH, **typed):
    return pi.post(path, {"application": [row.pk for row in rows], "do": "preview", **typed})


def form_data_of(page) -> dict:
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields} | {
        "preview_signature": page.context["preview_signature"]
    }


def send(pi, rows, typed, path=PATH):
    return pi.post(path, {"application": [row.pk for row in rows], "do": "send", **typed})


@pytest.fixture
def rows(notice):
    notice.title_zh = "工程师"
    notice.save()
    return [
        factories.application(notice, "Ann {lab}", email="ann@example.org"),
        factories.application(notice, "Bo", email="bo@example.org", language="zh-hans"),
    ]


def test_emails_are_sent_exactly_as_previewed(pi, rows):
    page = pi.post(PATH, {"application": [row.pk for row in rows]})
    assert page.status_code == 200 and not page.context["previews"]
    page = preview(pi, rows, **form_data_of(page))
    first, second = page.context["previews"]
    assert "Ann {lab}" in first.body and "Engineers" in first.subject and "工程师" in second.subject
    assert not Email.objects.exists() and {row.refresh_from_db() or row.state for row in rows} == {"new"}
    assert send(pi, rows, form_data_of(page)).url == "/desk/applications/"
    assert {row.refresh_from_db() or row.state for row in rows} == {ApplicationState.DECLINED}
    call_command("send_emails")
    assert {message.to[0]: message.body.strip() for message in mail.outbox} == {
        "ann@example.org": first.body.strip(),
        "bo@example.org": second.body.strip(),
    }


def test_number_of_skipped_applications_is_shown(pi, rows, notice):
    decided = factories.application(notice, "Cyrus Third", state=ApplicationState.ACCEPTED)
    page = pi.post(PATH, {"application": [row.pk for row in (*rows, decided)]}).content.decode()
    assert "1 selected application was left out" in page and "Cyrus" not in page
    assert "left out" not in pi.post(PATH, {"application": [row.pk for row in rows]}).content.decode()


def test_preview_contains_every_email(pi, notice):
    many = [factories.application(notice, f"Number {number:02}") for number in range(12)]
    page = preview(pi, many, **form_data_of(pi.post(PATH, {"application": [row.pk for row in many]})))
    text = page.content.decode()
    assert all(f"Dear Number {number:02}," in text for number in range(12)) and "and 7 more" in text


@pytest.mark.parametrize(
    ("path", "state", "words"),
    [
        (INTERVIEW, ApplicationState.INTERVIEW, "talk to you"),
        (OFFER, ApplicationState.OFFER, "glad to offer"),
    ],
)
def test_interview_and_offer_have_their_own_emails(pi, rows, path, state, words):
    page = pi.post(path, {"application": [rows[0].pk]})
    page = preview(pi, rows[:1], path, **form_data_of(page))
    (email,) = page.context["previews"]
    assert words in email.body and "{" not in email.body.replace("{lab}", "")
    response = send(pi, rows[:1], form_data_of(page), path)
    assert response.url == rows[0].get_absolute_url()
    rows[0].refresh_from_db()
    assert rows[0].state == state and Email.objects.get().to == "ann@example.org"


def test_email_is_optional_except_for_declining(pi, rows):
    keys = [row.pk for row in rows]
    for path, states in (
        (INTERVIEW, {"interview"}),
        (OFFER, {"offer"}),
        (PATH, {"offer"}),
    ):
        pi.post(path, {"application": keys, "do": "quiet"})
        assert {row.refresh_from_db() or row.state for row in rows} == states
    assert not Email.objects.exists()


def test_contact_placeholder_falls_back_to_the_address_of_the_decider(pi, rows, notice):
    def previewed_body():
        page = pi.post(INTERVIEW, {"application": [rows[0].pk]})
        return preview(pi, rows[:1], INTERVIEW, **form_data_of(page)).context["previews"][0].body

    assert pi.user.email in previewed_body()
    notice.contact_email = "jobs@example.org"
    notice.save()
    assert "jobs@example.org" in previewed_body() and pi.user.email not in previewed_body()


def test_preview_of_one_decision_is_not_valid_for_another(pi, rows):
    page = preview(
        pi, rows, INTERVIEW, **form_data_of(pi.post(INTERVIEW, {"application": [row.pk for row in rows]}))
    )
    assert send(pi, rows, form_data_of(page), OFFER).status_code == 200 and not Email.objects.exists()


def test_application_in_the_target_state_is_skipped(pi, rows):
    rows[0].interview(pi.user, timezone.now())
    assert pi.post(INTERVIEW, {"application": [rows[0].pk]}).url == "/desk/applications/"
    page = pi.post(INTERVIEW, {"application": [row.pk for row in rows]})
    assert page.context["selected"] == rows[1:]


def test_page_runs_the_same_number_of_queries_for_1_and_30_applications(
    pi, notice, django_assert_num_queries
):
    contact = factories.person("Cora Contact")
    notices = [factories.notice(f"Other {index}", contact=contact) for index in range(30)]
    keys = [factories.application(other).pk for other in notices]
    typed = form_data_of(pi.post(INTERVIEW, {"application": keys})) | {"do": "preview"}
    with CaptureQueriesContext(connection) as few:
        pi.post(INTERVIEW, typed | {"application": keys[:1]})
    with django_assert_num_queries(len(few)):
        pi.post(INTERVIEW, typed | {"application": keys})


def test_text_changed_after_the_preview_is_not_sent(pi, rows):
    typed = form_data_of(
        preview(pi, rows, **form_data_of(pi.post(PATH, {"application": [row.pk for row in rows]})))
    )
    page = send(pi, rows, {**typed, "body-en": "Other words, {name}"})
    assert "Other words, Ann {lab}" in page.context["previews"][0].body and not Email.objects.exists()
    assert send(pi, rows, form_data_of(page)).status_code == 302 and Email.objects.count() == 2


def test_applicant_who_withdrew_gets_no_email(pi, rows):
    typed = form_data_of(
        preview(pi, rows, **form_data_of(pi.post(PATH, {"application": [row.pk for row in rows]})))
    )
    rows[0].withdraw(timezone.now())
    send(pi, rows, typed)
    assert not Email.objects.filter(to="ann@example.org").exists()


def test_invalid_text_and_empty_selection_are_reported(pi, rows):
    page = preview(pi, rows, **{"subject-en": "", "body-en": "x" * 5001})
    assert page.status_code == 422 and not page.context["previews"]
    for nothing in ([], ["x"], ["9" * 30]):
        assert pi.post(PATH, {"application": nothing}).url == "/desk/applications/"


def test_line_breaks_in_the_subject_are_removed(pi, rows):
    typed = form_data_of(pi.post(PATH, {"application": [rows[0].pk]})) | {
        "subject-en": "A\r\nBcc: x@example.org"
    }
    typed = form_data_of(preview(pi, rows[:1], **typed))
    send(pi, rows[:1], typed)
    assert re.fullmatch(r"\[.*\] A Bcc: x@example.org", Email.objects.get().subject)


def test_decision_by_somebody_else_requires_a_new_preview(pi, rows):
    page = pi.post(INTERVIEW, {"application": [row.pk for row in rows]})
    typed = form_data_of(preview(pi, rows, INTERVIEW, **form_data_of(page)))
    rows[0].mark_read(pi.user, timezone.now())  # no decision, so the preview stays valid
    rows[1].offer(pi.user, timezone.now())
    page = send(pi, rows, typed, INTERVIEW)
    assert page.status_code == 200 and not Email.objects.exists()
    assert {row.refresh_from_db() or row.state for row in rows} == {
        ApplicationState.READ,
        ApplicationState.OFFER,
    }
    assert send(pi, rows, form_data_of(page), INTERVIEW).status_code == 302 and Email.objects.count() == 2


def test_concurrent_decision_is_not_overwritten(pi, rows, monkeypatch):
    interview = Application.interview

    def slow(row, **by):
        Application.objects.filter(pk=rows[1].pk).update(state=ApplicationState.OFFER)
        return interview(row, **by)

    monkeypatch.setattr(Application, "interview", slow)
    pi.post(INTERVIEW, {"application": [row.pk for row in rows], "do": "quiet"})
    assert [row.refresh_from_db() or row.state for row in rows] == [
        ApplicationState.INTERVIEW,
        ApplicationState.OFFER,
    ]
