"""Applying for a notice: what is taken in, what comes back, and that nothing typed is lost."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
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
    token_in,
)

pytestmark = pytest.mark.django_db


def stored_files(settings):
    return sorted(path.name for path in (Path(settings.PRIVATE_ROOT) / "applications").glob("*"))


def test_an_application_is_stored_and_its_sender_asked_to_confirm(visitor, notice, settings):
    response = post_form(visitor, notice)
    assert response.url == reverse("apply-sent", args=["engineers"])
    assert visitor.get(response.url).status_code == 200
    found = Application.objects.get()
    assert (found.name, found.email, found.degree) == ("Ann Applicant 安", "ann@example.org", "phd")
    assert found.links == ["https://example.org/ann"] and found.confirmed is None
    assert cv_content(found) == factories.cv_bytes() and len(stored_files(settings)) == 1
    assert mail.outbox[0].to == ["ann@example.org"] and found.token in path_in_email()


def test_the_mail_is_in_the_language_of_the_form(visitor, notice):
    data = {**VALID_ENTRIES, "form_token": form_token(notice), "cv": factories.cv(), "do": "send"}
    visitor.post("/zh-hans/recruiting/engineers/apply/", data)
    assert Application.objects.get().language == "zh-hans"
    assert path_in_email().startswith("/zh-hans/recruiting/applications/")


def test_the_notices_own_questions_are_asked_and_stored_as_they_read(visitor, notice):
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


@pytest.mark.parametrize("missing", ["name", "email", "institution", "degree", "statement", "consent"])
def test_what_is_missing_is_said_next_to_the_field_and_all_else_is_kept(visitor, notice, missing):
    response = post_form(visitor, notice, **{missing: ""})
    page = response.content.decode()
    assert response.status_code == 422 and f'id="error_1_id_{missing}"' in page
    for name in {"name", "email", "institution", "statement"} - {missing}:
        assert VALID_ENTRIES[name] in page


def test_the_file_of_a_form_with_mistakes_is_kept(visitor, notice, settings):
    response = post_form(visitor, notice, name="", cv=factories.cv("My CV.pdf"))
    assert "My CV.pdf" in response.content.decode()
    post_form(visitor, notice, cv=None, form_token=token_in(response))
    assert cv_content(Application.objects.get()) == factories.cv_bytes()
    assert not Draft.objects.exists() and len(stored_files(settings)) == 1


def test_a_file_that_replaces_a_kept_one_leaves_no_other_behind(
    visitor, notice, settings, django_capture_on_commit_callbacks
):
    response = post_form(visitor, notice, name="")
    other = factories.cv(content=factories.cv_bytes(b"<< /Other true >>"))
    with django_capture_on_commit_callbacks(execute=True):
        post_form(visitor, notice, cv=other, form_token=token_in(response))
    assert b"/Other" in cv_content(Application.objects.get()) and len(stored_files(settings)) == 1


def test_a_form_that_is_sent_twice_makes_one_application(visitor, notice):
    same = form_token(notice)
    for _time in range(2):
        assert post_form(visitor, notice, form_token=same).url.endswith("/apply/sent/")
    assert Application.objects.count() == len(mail.outbox) == 1


def test_who_goes_back_to_correct_the_address_replaces_what_nobody_has_confirmed(visitor, notice, settings):
    same = form_token(notice)
    post_form(visitor, notice, form_token=same, email="mistyped@example.org")
    wrong = path_in_email()
    assert post_form(visitor, notice, form_token=same, cv=None).url.endswith("/apply/sent/")
    found = Application.objects.get()
    assert found.email == "ann@example.org" and cv_content(found) == factories.cv_bytes()
    assert visitor.get(wrong).status_code == 404 and visitor.get(path_in_email()).status_code == 200
    assert mail.outbox[-1].to == ["ann@example.org"] and Email.objects.count() == 1
    assert found.changes.count() == 1 and len(stored_files(settings)) == 1


def test_another_cv_in_the_same_form_takes_the_place_of_the_first(
    visitor, notice, settings, django_capture_on_commit_callbacks
):
    same, other = form_token(notice), factories.cv_bytes(b"<< /Other 1 >>")
    post_form(visitor, notice, form_token=same)
    with django_capture_on_commit_callbacks(execute=True):
        post_form(visitor, notice, form_token=same, cv=factories.cv(content=other))
    assert cv_content(Application.objects.get()) == other and len(stored_files(settings)) == 1


def test_what_is_confirmed_is_not_changed_by_its_form_and_that_is_said(visitor, notice):
    same = form_token(notice)
    post_form(visitor, notice, form_token=same)
    visitor.post(path_in_email(), {"do": "confirm"})
    page = post_form(visitor, notice, form_token=same, statement="Better words.")
    assert page.status_code == 409 and "Better words." in page.content.decode()
    assert "has been confirmed or withdrawn" in page.content.decode()
    assert Application.objects.get().statement == VALID_ENTRIES["statement"]
    visitor.post(path_in_email(), {"do": "delete"})
    post_form(visitor, notice, form_token=token_in(page), cv=None, statement="Better words.")
    assert Application.objects.get().statement == "Better words."


def test_no_cookie_is_needed_to_apply_and_to_confirm(notice):
    strict = Client(enforce_csrf_checks=True)
    assert post_form(strict, notice).url.endswith("/apply/sent/")
    strict.post(path_in_email(), {"do": "confirm"})
    assert Application.objects.get().confirmed


def test_a_browser_keeps_the_form_for_those_who_go_back(visitor, notice):
    kept = visitor.get(reverse("apply", args=["engineers"])).headers["Cache-Control"]
    assert "no-cache" in kept and "private" in kept and "no-store" not in kept


def test_nobody_keeps_the_form_of_a_draft_with_what_somebody_has_typed(visitor, notice):
    post_form(visitor, notice, do="draft")
    kept = visitor.get(path_in_email()).headers["Cache-Control"]
    assert "private" in kept and "no-store" in kept


def test_a_form_with_mistakes_is_not_told_that_it_was_fast(visitor, notice):
    page = post_form(visitor, notice, form_token=form_token(notice, minutes_ago=0), name="").content.decode()
    assert 'id="error_1_id_name"' in page and "very fast" not in page


def test_a_program_is_found_out_and_a_person_can_go_on(visitor, notice):
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


def test_a_flood_of_posts_of_one_address_brings_no_more_than_the_limit(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("30/h", "200/h"), "sent": ("5/h", "50/h"), "draft": ("5/h", "50/h")}
    # Ten beyond the last limit; that a thousand change nothing any more, tests/core/test_limits.py says.
    answers = [post_form(visitor, notice, name=f"Bot {number}").status_code for number in range(40)]
    assert Application.objects.count() == answers.count(302) == 5
    assert set(answers[5:]) == {429}
    assert len(mail.outbox) == 5
    assert post_form(visitor, notice, network="203.0.113.9").status_code == 302
    assert Application.objects.count() == 6


def test_a_whole_network_has_a_limit_too(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("9/h", "99/h"), "sent": ("9/h", "3/h")}
    answers = [post_form(visitor, notice, network=f"198.51.100.{host}").status_code for host in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert post_form(visitor, notice, network="203.0.113.9").status_code == 302


def test_what_was_typed_comes_back_where_it_was_too_often(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("9/h", "99/h"), "sent": ("1/h", "9/h")}
    post_form(visitor, notice)
    response = post_form(visitor, notice)
    assert (
        VALID_ENTRIES["statement"] in response.content.decode()
        and "cv.pdf” is kept" in response.content.decode()
    )


def test_of_a_file_that_came_too_often_it_is_said_that_nobody_looked_at_it(visitor, notice, settings):
    settings.APPLY_LIMITS = {"post": ("1/h", "99/h"), "sent": ("9/h", "99/h")}
    post_form(visitor, notice)
    page = post_form(visitor, notice)
    assert page.status_code == 429 and page.context["form"].errors["cv"] == [
        "The file was not checked. Please choose it again."
    ]


def test_a_form_that_was_open_while_the_address_changed_is_taken_all_the_same(visitor, notice):
    sealed = form_token(notice)
    notice.slug = "builders"
    notice.save()
    assert visitor.get("/recruiting/engineers/apply/").url == "/recruiting/builders/apply/"
    notice.slug = "engineers"  # where the form that is open still sends to
    assert post_form(visitor, notice, form_token=sealed).status_code == 302
    assert Application.objects.count() == 1


# ---- deadlines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "closes", "last"),
    [
        # The clocks go back on 2026-11-01 and forward on 2026-03-08.
        ("America/New_York", "2026-11-01", datetime(2026, 11, 2, 4, 59, 59, tzinfo=UTC)),
        ("America/New_York", "2026-10-31", datetime(2026, 11, 1, 3, 59, 59, tzinfo=UTC)),
        ("America/New_York", "2026-03-08", datetime(2026, 3, 9, 3, 59, 59, tzinfo=UTC)),
        ("America/New_York", "2026-03-07", datetime(2026, 3, 8, 4, 59, 59, tzinfo=UTC)),
        ("Asia/Shanghai", "2026-03-08", datetime(2026, 3, 8, 15, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_notice_takes_applications_until_the_last_second_of_its_last_day(
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


def test_the_form_of_a_closed_notice_leads_to_the_notice(visitor):
    for hidden in ({"is_published": False}, {"opens": "2099-01-01"}):
        notice = factories.notice(**hidden)
        assert visitor.get(reverse("apply", args=[notice.slug])).status_code == 404
        assert post_form(visitor, notice).status_code == 404
    over = factories.notice(closes="2025-02-01")
    assert visitor.get(reverse("apply", args=[over.slug])).url == over.get_absolute_url()
    assert "apply" not in visitor.get(over.get_absolute_url()).content.decode()
    assert not Application.objects.exists()


# ---- drafts -------------------------------------------------------------------------------------


def test_a_draft_needs_no_more_than_an_address_and_is_found_by_the_mailed_link(visitor, notice):
    response = post_form(visitor, notice, do="draft", name="Ann", statement="Half", consent="", degree="")
    link = path_in_email()
    assert response.url == link and not Application.objects.exists()
    page = visitor.get(link)
    assert "Half" in page.content.decode() and "cv.pdf” is kept" in page.content.decode()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=Draft.objects.get()))
    assert Application.objects.get().statement == VALID_ENTRIES["statement"] and not Draft.objects.exists()
    assert visitor.get(link).status_code == 404


def test_a_draft_says_only_of_a_file_that_was_sent_that_it_could_not_be_kept(visitor, notice):
    for cv, warned in ((None, False), (factories.cv(content=b"<html>"), True)):
        response = post_form(visitor, notice, do="draft", cv=cv)
        assert ("could not be saved" in visitor.get(response.url).content.decode()) is warned


def test_a_draft_without_an_address_cannot_be_mailed(visitor, notice):
    response = post_form(visitor, notice, do="draft", email="", statement="Half")
    page = response.content.decode()
    assert response.status_code == 422 and "Half" in page and 'id="error_1_id_email"' in page
    assert not mail.outbox


def test_a_draft_that_is_kept_again_sends_no_second_mail(visitor, notice):
    post_form(visitor, notice, do="draft")
    draft = Draft.objects.get()
    post_form(visitor, notice, do="draft", statement="Better", form_token=form_token(notice, draft=draft))
    assert len(mail.outbox) == 1 and Draft.objects.get().form_data["statement"] == "Better"


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_draft_can_be_deleted_by_whoever_has_its_form(
    visitor, notice, settings, is_closed, django_capture_on_commit_callbacks
):
    post_form(visitor, notice, do="draft")
    if is_closed:
        notice.close(on=timezone.localdate())
    page = visitor.get(path_in_email())
    post_form(visitor, notice, do="delete", form_token=form_token(notice), cv=None)
    assert Draft.objects.exists()  # another form has no part in it
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            post_form(visitor, notice, do="delete", form_token=token_in(page), cv=None).url
            == "/recruiting/engineers/"
        )
    assert not Draft.objects.exists() and not stored_files(settings) and not Email.objects.exists()


def test_a_draft_that_was_sent_meanwhile_is_not_deleted_with_its_file(
    visitor, notice, django_capture_on_commit_callbacks
):
    post_form(visitor, notice, do="draft")
    stale = Draft.objects.get()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=stale))
    with django_capture_on_commit_callbacks(execute=True):
        retention.delete_draft(stale)
    assert cv_content(Application.objects.get()) == factories.cv_bytes()


def test_a_draft_of_a_notice_that_has_closed_can_still_be_read(visitor, notice):
    post_form(visitor, notice, do="draft", statement="Half")
    notice.close(on=timezone.localdate())
    page = visitor.get(path_in_email()).content.decode()
    assert "Half" in page and "This opening has closed" in page and 'value="send"' not in page


# ---- the mail server ----------------------------------------------------------------------------


def test_a_mail_server_that_is_down_loses_neither_application_nor_mail(visitor, notice, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert post_form(visitor, notice).status_code == 302
    assert Application.objects.count() == 1
    waiting = Email.objects.get()
    assert waiting.error and waiting.sent is None and Application.objects.get().token in waiting.body


def test_the_form_takes_the_same_number_of_queries_for_one_question_and_for_thirty(visitor, notice):
    counts = []
    for number in (1, 29):
        for _number in range(number):
            factories.question(notice)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(reverse("apply", args=["engineers"]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_file_of_a_draft_goes_to_one_application_only(visitor, notice, monkeypatch):
    post_form(visitor, notice, do="draft")
    draft = Draft.objects.get()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=draft))

    class Stale:
        first = staticmethod(lambda: draft)  # read before the other window had sent it

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


def test_a_new_file_of_an_old_draft_does_not_delete_what_was_sent_meanwhile(visitor, notice):
    post_form(visitor, notice, do="draft")
    stale = Draft.objects.get()
    post_form(visitor, notice, cv=None, form_token=form_token(notice, draft=stale))
    stale.save_cv(factories.cv(), timezone.now())
    assert cv_content(Application.objects.get()) == factories.cv_bytes()


def test_a_text_as_long_as_the_browser_lets_it_be_is_not_too_long(visitor, notice):
    post_form(visitor, notice, statement="x\r\n" * 2999 + "xx")
    assert len(Application.objects.get().statement) == 6000
