"""Emails to applicants, in the language in which they applied. All of them go through the outbox."""

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.languages import local
from core.outbox import queue
from core.outbox.models import Email
from people.models import Lab
from recruiting.models import Application, Draft


def subject_key(row: Application | Draft) -> str:
    """Return the key under which the outbox stores the emails about an application or a draft."""
    return f"{row._meta.model_name}:{row.pk}"


def private_url(application: Application, site: str) -> str:
    """Return the private URL of the applicant's own page; ``site`` is the site's origin."""
    with translation.override(application.language):
        return site + reverse("my-application", args=[application.token])


def enqueue_confirmation(application: Application, site: str, now: datetime) -> Email:
    """Enqueue the email that asks to confirm the address; its link later shows the status."""
    link = private_url(application, site)
    return _enqueue("confirm", application, application.email, application.language, now, link=link)


def enqueue_draft_link(draft: Draft, email: str, language: str, site: str, now: datetime) -> Email:
    """Enqueue the email with the link to a draft."""
    with translation.override(language):
        link = site + reverse("resume-draft", args=[draft.token])
    return _enqueue("draft", draft, email, language, now, link=link)


def enqueue_withdrawal(application: Application, is_deleted: bool, now: datetime) -> Email:
    """Enqueue the email that confirms a withdrawal. It names the opening, but not the applicant."""
    return _enqueue(
        "withdrawn", application, application.email, application.language, now, is_deleted=is_deleted
    )


def enqueue_decision(application: Application, subject: str, body: str, now: datetime) -> Email:
    """Enqueue a decision in the PI's own words."""
    return queue.enqueue(_with_lab_name(subject), body, application.email, now, subject_key(application))


def _enqueue(template: str, row, email: str, language: str, now: datetime, **context) -> Email:
    """Render a template of ``recruiting/emails``, whose first line is the subject, and enqueue the email."""
    with translation.override(language):
        lab = Lab.load()
        context |= {
            "row": row,
            "notice": row.notice,
            "notice_title": local(row.notice, "title").text,
            "lab_name": local(lab, "name").text,
            "retention_months": lab.keeps_applications,
        }
        text = render_to_string(f"recruiting/emails/{template}.txt", context).strip()
        subject, _line_break, body = text.partition("\n")
        return queue.enqueue(_with_lab_name(subject), body, email, now, subject_key(row))


def _with_lab_name(subject: str) -> str:
    return f"[{Lab.load().usual_name}] {subject}"
