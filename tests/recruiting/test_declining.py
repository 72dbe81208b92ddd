"""Declining: nobody gets a mail that the PI has not looked at."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from labsite.models import Mail
from recruiting.models import State
from tests import factories

pytestmark = pytest.mark.django_db

PATH = "/desk/applications/decline/"


def look(pi, rows, **typed):
    return pi.post(PATH, {"application": [row.pk for row in rows], "do": "look", **typed})


def form_of(page) -> dict:
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields} | {"seen": page.context["seen"]}


def send(pi, rows, typed):
    return pi.post(PATH, {"application": [row.pk for row in rows], "do": "send", **typed})


@pytest.fixture
def rows(notice):
    notice.title_zh = "工程师"
    notice.save()
    return [
        factories.application(notice, "Ann {lab}", email="ann@example.org"),
        factories.application(notice, "Bo", email="bo@example.org", language="zh-hans"),
    ]


def test_what_will_be_sent_is_shown_first_then_sent_as_it_was_shown(pi, rows):
    page = pi.post(PATH, {"application": [row.pk for row in rows]})
    assert page.status_code == 200 and not page.context["written"]
    page = look(pi, rows, **form_of(page))
    first, second = page.context["written"]
    assert "Ann {lab}" in first.body and "Engineers" in first.subject and "工程师" in second.subject
    assert not Mail.objects.exists() and {row.refresh_from_db() or row.state for row in rows} == {"new"}
    assert send(pi, rows, form_of(page)).url == "/desk/applications/"
    assert {row.refresh_from_db() or row.state for row in rows} == {State.DECLINED}
    call_command("send_mails")
    assert {message.to[0]: message.body.strip() for message in mail.outbox} == {
        "ann@example.org": first.body.strip(),
        "bo@example.org": second.body.strip(),
    }


def test_a_text_that_was_changed_after_the_look_is_not_sent(pi, rows):
    typed = form_of(look(pi, rows, **form_of(pi.post(PATH, {"application": [row.pk for row in rows]}))))
    page = send(pi, rows, {**typed, "body-en": "Other words, {name}"})
    assert "Other words, Ann {lab}" in page.context["written"][0].body and not Mail.objects.exists()
    assert send(pi, rows, form_of(page)).status_code == 302 and Mail.objects.count() == 2


def test_who_has_withdrawn_meanwhile_gets_no_mail(pi, rows):
    typed = form_of(look(pi, rows, **form_of(pi.post(PATH, {"application": [row.pk for row in rows]}))))
    rows[0].withdraw(timezone.now())
    send(pi, rows, typed)
    assert not Mail.objects.filter(to="ann@example.org").exists()


def test_mistakes_are_explained_and_nothing_chosen_is_said(pi, rows):
    page = look(pi, rows, **{"subject-en": "", "body-en": "x" * 5001})
    assert page.status_code == 422 and not page.context["written"]
    for nothing in ([], ["x"], ["9" * 30]):
        assert pi.post(PATH, {"application": nothing}).url == "/desk/applications/"


def test_a_subject_of_several_lines_is_one_line(pi, rows):
    typed = form_of(pi.post(PATH, {"application": [rows[0].pk]})) | {"subject-en": "A\r\nBcc: x@example.org"}
    typed = form_of(look(pi, rows[:1], **typed))
    send(pi, rows[:1], typed)
    assert re.fullmatch(r"\[.*\] A Bcc: x@example.org", Mail.objects.get().subject)
