"""Mails to those who apply, in the language in which they have applied. All go through the queue."""

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.languages import local
from core.outbox import queue
from core.outbox.models import Email
from people.models import Lab
from recruiting.models import Application, Draft


def about(row: Application | Draft) -> str:
    """Returns what the mails about something are known by in the queue."""
    return f"{row._meta.model_name}:{row.pk}"


def link_of(application: Application, site: str) -> str:
    """Returns the private address at which the applicant sees the application."""
    with translation.override(application.language):
        return site + reverse("my-application", args=[application.token])


def ask_to_confirm(application: Application, site: str, now: datetime) -> Email:
    """Asks whether the address is right; the same link shows the state later on."""
    link = link_of(application, site)
    return _put("confirm", application, application.email, application.language, now, link=link)


def send_draft(draft: Draft, email: str, language: str, site: str, now: datetime) -> Email:
    """Sends the link under which somebody goes on with a form."""
    with translation.override(language):
        link = site + reverse("resume-draft", args=[draft.token])
    return _put("draft", draft, email, language, now, link=link)


def say_withdrawn(application: Application, is_deleted: bool, now: datetime) -> Email:
    """Says that an application is taken back, and maybe deleted. It names nothing but the notice."""
    return _put("withdrawn", application, application.email, application.language, now, is_deleted=is_deleted)


def put_decision(application: Application, subject: str, body: str, now: datetime) -> Email:
    """Writes what the PI has decided, in the PI's words."""
    return queue.enqueue(_with_lab(subject), body, application.email, now, about(application))


def _put(name: str, row, email: str, language: str, now: datetime, **context) -> Email:
    with translation.override(language):
        lab = Lab.load()
        context |= {"row": row, "notice": row.notice, "lab_name": local(lab, "name").text}
        context |= {"notice_title": local(row.notice, "title").text}
        text = render_to_string(f"recruiting/mails/{name}.txt", context).strip()
        subject, _line_end, body = text.partition("\n")
        return queue.enqueue(_with_lab(subject), body, email, now, about(row))


def _with_lab(subject: str) -> str:
    return f"[{Lab.load().usual_name}] {subject}"
