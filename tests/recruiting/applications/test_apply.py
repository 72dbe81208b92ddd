"""Applying: what is accepted, what is refused, and that no entry is ever lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from core.outbox.models import Email
from recruiting.applications.form_token import FormToken
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
from tests.views.reading import Page, text

pytestmark = pytest.mark.django_db


def test_application_is_stored_and_confirmation_requested(visitor, notice, settings):
    response = post_form(visitor, notice)
    assert response.url == reverse("apply-sent", args=["engineers"])
    assert visitor.get(response.url).status_code == 200
    application = Application.objects.get()
    assert (application.name, application.email, application.degree) == (
        "Ann Applicant 安",
        "ann@example.org",
        "phd",
    )
    assert application.links == ["https://example.org/ann"] and application.confirmed is None
    assert cv_content(application) == factories.cv_bytes() and len(stored_files(settings)) == 1
    assert mail.outbox[0].to == ["ann@example.org"] and application.token in path_in_email()


def test_confirmation_email_is_in_the_language_of_the_form(visitor, notice):
    data = {**VALID_ENTRIES, "form_token": form_token(notice), "cv": factories.cv(), "do": "send"}
    visitor.post("/zh-hans/recruiting/engineers/apply/", data)
    assert Application.objects.get().language == "zh-hans"
    assert path_in_email().startswith("/zh-hans/recruiting/applications/")


def test_questions_are_stored_with_their_wording_at_the_time(visitor, notice):
    why = factories.question(notice, "Why engines?", required=True)
    factories.question(notice, "Which one?", kind="choice", choices="Steam\nDiesel", position=1)
    page = visitor.get(reverse("apply", args=["engineers"])).content.decode()
    assert page.index("Why engines?") < page.index("Steam")
    assert post_form(visitor, notice).status_code == 422
    post_form(visitor, notice, **{f"question-{why.pk}": "They turn."})
    why.delete()
    assert Application.objects.get().answers[0] == {
        "text": "Why engines?",
        "text_zh": "",
        "kind": "short",
        "answer": "They turn.",
        "answer_zh": "",
    }


@pytest.mark.any_database
@pytest.mark.parametrize("missing", ["name", "email", "institution", "degree", "statement", "consent"])
def test_missing_field_is_reported_and_other_entries_are_kept(visitor, notice, missing):
    response = post_form(visitor, notice, **{missing: ""})
    page = response.content.decode()
    assert response.status_code == 422 and f'id="error_1_id_{missing}"' in page
    for name in {"name", "email", "institution", "statement"} - {missing}:
        assert VALID_ENTRIES[name] in page


@pytest.mark.any_database
def test_cv_of_an_invalid_form_is_stored(visitor, notice, settings):
    response = post_form(visitor, notice, name="", cv=factories.cv("My CV.pdf"))
    assert "My CV.pdf" in response.content.decode()
    post_form(visitor, notice, cv=None, form_token=token_in(response))
    assert cv_content(Application.objects.get()) == factories.cv_bytes()
    assert not Draft.objects.exists() and len(stored_files(settings)) == 1


def test_replacing_a_stored_cv_deletes_the_old_file(
    visitor, notice, settings, django_capture_on_commit_callbacks
):
    response = post_form(visitor, notice, name="")
    other = factories.cv(content=factories.cv_bytes(b"<< /Other true >>"))
    with django_capture_on_commit_callbacks(execute=True):
        post_form(visitor, notice, cv=other, form_token=token_in(response))
    assert b"/Other" in cv_content(Application.objects.get()) and len(stored_files(settings)) == 1


def test_form_submitted_twice_makes_one_application(visitor, notice):
    token = form_token(notice)
    for _time in range(2):
        assert post_form(visitor, notice, form_token=token).url.endswith("/apply/sent/")
    assert Application.objects.count() == len(mail.outbox) == 1


def test_corrected_address_replaces_an_unconfirmed_application(visitor, notice, settings):
    token = form_token(notice)
    post_form(visitor, notice, form_token=token, email="mistyped@example.org")
    old_link = path_in_email()
    assert post_form(visitor, notice, form_token=token, cv=None).url.endswith("/apply/sent/")
    application = Application.objects.get()
    assert application.email == "ann@example.org" and cv_content(application) == factories.cv_bytes()
    assert visitor.get(old_link).status_code == 404 and visitor.get(path_in_email()).status_code == 200
    assert mail.outbox[-1].to == ["ann@example.org"] and Email.objects.count() == 1
    assert application.changes.count() == 1 and len(stored_files(settings)) == 1


def test_corrected_cv_of_the_same_size_replaces_the_first(visitor, notice):
    token = form_token(notice)
    first = factories.cv_bytes(b"<</First 1>>")
    second = first.replace(b"First 1", b"First 2")
    post_form(visitor, notice, form_token=token, cv=factories.cv(content=first))
    post_form(visitor, notice, form_token=token, cv=factories.cv(content=second))
    assert cv_content(Application.objects.get()) == second


def test_same_cv_sent_again_changes_nothing(visitor, notice):
    token = form_token(notice)
    post_form(visitor, notice, form_token=token)
    name = Application.objects.get().cv.name
    post_form(visitor, notice, form_token=token)
    assert Application.objects.get().cv.name == name


@pytest.mark.any_database
def test_consent_names_the_period_that_the_applicant_saw(visitor, notice):
    factories.lab(keeps_applications=12)
    page = visitor.get(reverse("apply", args=[notice.slug]))
    token = FormToken.parse(token_in(page), notice, timezone.now())
    factories.lab(keeps_applications=3)
    aged = str(replace(token, issued=token.issued - 60))
    again = post_form(visitor, notice, form_token=aged, consent="")
    assert "deleted 12 months" in again.content.decode()
    post_form(visitor, notice, form_token=aged)
    assert "deleted 12 months" in Application.objects.get().consent


def test_second_cv_in_the_same_form_replaces_the_first(
    visitor, notice, settings, django_capture_on_commit_callbacks
):
    token, other = form_token(notice), factories.cv_bytes(b"<< /Other 1 >>")
    post_form(visitor, notice, form_token=token)
    with django_capture_on_commit_callbacks(execute=True):
        post_form(visitor, notice, form_token=token, cv=factories.cv(content=other))
    assert cv_content(Application.objects.get()) == other and len(stored_files(settings)) == 1


def test_confirmed_application_cannot_be_changed_through_its_form(visitor, notice):
    token = form_token(notice)
    post_form(visitor, notice, form_token=token)
    visitor.post(path_in_email(), {"do": "confirm"})
    page = post_form(visitor, notice, form_token=token, statement="Better words.")
    assert page.status_code == 409 and "Better words." in page.content.decode()
    assert "has been confirmed or withdrawn" in page.content.decode()
    assert Application.objects.get().statement == VALID_ENTRIES["statement"]
    visitor.post(path_in_email(), {"do": "delete"})
    post_form(visitor, notice, form_token=token_in(page), cv=None, statement="Better words.")
    assert Application.objects.get().statement == "Better words."


def test_applying_and_confirming_work_without_cookies(notice):
    strict = Client(enforce_csrf_checks=True)
    assert post_form(strict, notice).url.endswith("/apply/sent/")
    strict.post(path_in_email(), {"do": "confirm"})
    assert Application.objects.get().confirmed


def test_only_the_browser_may_cache_the_empty_form(visitor, notice):
    cache_control = visitor.get(reverse("apply", args=["engineers"])).headers["Cache-Control"]
    assert "no-cache" in cache_control and "private" in cache_control
    assert "no-store" not in cache_control


def test_form_of_a_draft_is_never_cached(visitor, notice):
    post_form(visitor, notice, do="draft")
    cache_control = visitor.get(path_in_email()).headers["Cache-Control"]
    assert "private" in cache_control and "no-store" in cache_control


def test_invalid_form_is_not_reported_as_too_fast(visitor, notice):
    page = post_form(visitor, notice, form_token=form_token(notice, minutes_ago=0), name="").content.decode()
    assert 'id="error_1_id_name"' in page and "very quickly" not in page


@pytest.mark.any_database
def test_summary_of_errors_has_no_colon_after_a_question(visitor, notice):
    factories.question(notice, "Why engines?", text_zh="为什么？", required=True)
    page = Page(post_form(visitor, notice, institution=""))
    summary = text(page.of_class("error-summary")[0])
    assert "Why engines? This field is required." in summary
    assert "Current institution: This field is required." in summary
    with translation.override("zh-hans"):
        summary = text(Page(post_form(visitor, notice, email="ann")).of_class("error-summary")[0])
    assert "邮箱：请输入有效的邮箱地址。" in summary
    assert "为什么？这个字段是必填项。" in summary


@pytest.mark.any_database
def test_form_that_looks_like_a_bot_is_shown_again_with_its_entries(visitor, notice):
    for suspicious in (
        {"website": "https://spam.example"},
        {"form_token": form_token(notice, minutes_ago=0)},
        {"form_token": form_token(notice, minutes_ago=3 * 24 * 60)},
        {"form_token": "made up"},
        {"form_token": None},
        {"form_token": form_token(factories.notice("Other"))},
    ):
        response = post_form(visitor, notice, **suspicious)
        assert response.status_code == 422 and VALID_ENTRIES["statement"] in response.content.decode(), (
            suspicious
        )
    assert not Application.objects.exists()


@pytest.mark.any_database
def test_one_address_cannot_submit_more_than_the_limit(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("9/h", "200/h"), "sent": ("5/h", "50/h"), "draft": ("5/h", "50/h")}
    # A few posts beyond the last limit are enough: tests/core tests the limits themselves with many more.
    statuses = [post_form(visitor, notice, name=f"Bot {number}").status_code for number in range(12)]
    assert Application.objects.count() == statuses.count(302) == 5
    assert set(statuses[5:]) == {429}
    assert len(mail.outbox) == 5
    assert post_form(visitor, notice, network="203.0.113.9").status_code == 302
    assert Application.objects.count() == 6


@pytest.mark.any_database
def test_one_network_cannot_submit_more_than_its_limit(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("9/h", "99/h"), "sent": ("9/h", "3/h")}
    statuses = [post_form(visitor, notice, network=f"198.51.100.{host}").status_code for host in range(5)]
    assert statuses == [302, 302, 302, 429, 429]
    assert post_form(visitor, notice, network="203.0.113.9").status_code == 302


@pytest.mark.any_database
def test_entries_are_kept_when_the_limit_is_reached(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("9/h", "99/h"), "sent": ("1/h", "9/h")}
    post_form(visitor, notice)
    response = post_form(visitor, notice)
    assert (
        VALID_ENTRIES["statement"] in response.content.decode()
        and "cv.pdf” is saved" in response.content.decode()
    )


@pytest.mark.any_database
def test_cv_beyond_the_limit_is_reported_as_not_checked(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("1/h", "99/h"), "sent": ("9/h", "99/h")}
    post_form(visitor, notice)
    page = post_form(visitor, notice)
    assert page.status_code == 429 and page.context["form"].errors["cv"] == [
        "The file was not checked. Please choose it again."
    ]


def test_open_form_can_be_submitted_after_the_slug_has_changed(visitor, notice):
    token = form_token(notice)
    notice.slug = "builders"
    notice.save()
    assert visitor.get("/recruiting/engineers/apply/").url == "/recruiting/builders/apply/"
    notice.slug = "engineers"  # the URL to which the open form still posts
    assert post_form(visitor, notice, form_token=token).status_code == 302
    assert Application.objects.count() == 1


# ---- deadlines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "closes", "last"),
    [
        # In New York, clocks go back on 2026-11-01 and forward on 2026-03-08.
        ("America/New_York", "2026-11-01", datetime(2026, 11, 2, 4, 59, 59, tzinfo=UTC)),
        ("America/New_York", "2026-10-31", datetime(2026, 11, 1, 3, 59, 59, tzinfo=UTC)),
        ("America/New_York", "2026-03-08", datetime(2026, 3, 9, 3, 59, 59, tzinfo=UTC)),
        ("America/New_York", "2026-03-07", datetime(2026, 3, 8, 4, 59, 59, tzinfo=UTC)),
        ("Asia/Shanghai", "2026-03-08", datetime(2026, 3, 8, 15, 59, 59, tzinfo=UTC)),
    ],
)
def test_notice_takes_applications_until_the_last_second_of_its_last_day(
    visitor, settings, monkeypatch, zone, closes, last
):
    settings.TIME_ZONE = zone
    timezone.get_default_timezone.cache_clear()
    notice = factories.notice(closes=closes)
    for now, status, number in ((last, 302, 1), (last + timedelta(seconds=1), 409, 1)):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        response = post_form(visitor, notice, form_token=form_token(notice))
        assert (response.status_code, Application.objects.count()) == (status, number)
    assert VALID_ENTRIES["statement"] in response.content.decode()
    timezone.get_default_timezone.cache_clear()


def test_closed_notice_takes_no_application(visitor):
    for hidden in ({"is_published": False}, {"opens": "2099-01-01"}):
        notice = factories.notice(**hidden)
        assert visitor.get(reverse("apply", args=[notice.slug])).status_code == 404
        assert post_form(visitor, notice).status_code == 404
    closed = factories.notice(closes="2025-02-01")
    assert visitor.get(reverse("apply", args=[closed.slug])).url == closed.get_absolute_url()
    assert "apply" not in visitor.get(closed.get_absolute_url()).content.decode()
    assert not Application.objects.exists()


def test_form_of_an_opening_that_has_closed_asks_for_no_corrections(visitor):
    response = post_form(visitor, factories.notice(closes="2025-02-01"), consent="", cv=None)
    page = response.content.decode()
    assert response.status_code == 409
    assert "This opening has closed" in page and VALID_ENTRIES["statement"] in page
    assert "Please fix" not in page and "is-invalid" not in page


# ---- failures and limits ----------------------------------------------------------------------------


def test_broken_mail_server_loses_neither_application_nor_email(visitor, notice, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert post_form(visitor, notice).status_code == 302
    assert Application.objects.count() == 1
    waiting = Email.objects.get()
    assert waiting.error and waiting.sent is None and Application.objects.get().token in waiting.body


def test_form_runs_the_same_number_of_queries_for_1_and_30_questions(visitor, notice):
    counts = []
    for number in (1, 29):
        for _number in range(number):
            factories.question(notice)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(reverse("apply", args=["engineers"]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_line_breaks_count_as_one_character(visitor, notice):
    post_form(visitor, notice, statement="x\r\n" * 2999 + "xx")
    assert len(Application.objects.get().statement) == 6000
