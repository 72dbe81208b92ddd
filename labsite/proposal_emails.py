"""Emails about submissions and profiles, in English and Chinese, each with a link to the page concerned."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from core.languages import CHINESE, ENGLISH, local, path_in
from core.outbox import queue
from core.outbox.models import Email
from moderation.models import Proposal
from people.completeness import to_be_reminded
from people.models import Lab, Person

#: Reviewers get at most one email in this period, about everything submitted in it.
DIGEST_INTERVAL = timedelta(hours=1)


def enqueue_bilingual(template: str, to: User, site: str, path: str, now: datetime, **context) -> Email:
    """Render a template in both languages and queue it as one email. Its first line is the subject.

    ``site`` is the base URL of the site, ``path`` that of the page to link to.
    """
    lab, parts = Lab.load(), []
    for language in (ENGLISH, CHINESE):
        with translation.override(language):
            context |= {"lab_name": local(lab, "name").text, "link": site + path_in(language, path)}
            parts.append(render_to_string(template, context).strip().partition("\n"))
    subject = f"[{lab.usual_name}] {' · '.join(subject for subject, _line_end, _body in parts)}"
    body = "\n\n———\n\n".join(body.strip() for _subject, _line_end, body in parts)
    return queue.enqueue(subject, body, to.email, now, account=to)


def notify_author(site: str, path: str, proposal: Proposal, now: datetime) -> None:
    """Queue the email about the decision to the author, unless the author made it or there is none."""
    if proposal.author and proposal.author_id != proposal.reviewer_id:
        template = "moderation/emails/decided.txt"
        enqueue_bilingual(template, proposal.author, site, path, now, proposal=proposal)


def notify_reviewers(site: str, path: str, now: datetime) -> int:
    """Email the reviewers the new submissions, at most once an hour; return the number of submissions.

    Submissions that come too early for an email are in the next one, which is sent with the next submission
    or by ``manage.py send_emails``.
    """
    waiting = list(Proposal.objects.pending().filter(announced=None).for_list().oldest_first())
    last = Proposal.objects.aggregate(last=Max("announced"))["last"]
    if not waiting or (last and abs(now - last) < DIGEST_INTERVAL):  # unless the clock has been set back
        return 0
    backend = settings.AUTHENTICATION_BACKENDS[0]  # a ModelBackend, which can list users by permission
    reviewers = User.objects.with_perm("moderation.review_proposal", backend=backend)
    template = "moderation/emails/waiting.txt"
    with transaction.atomic():
        emails = [
            enqueue_bilingual(template, reviewer, site, path, now, proposals=waiting)
            for reviewer in reviewers
        ]
        if not emails:
            return 0
        Proposal.objects.filter(pk__in=[proposal.pk for proposal in waiting]).update(announced=now)
    return len(waiting)


def remind_members(site: str, path: str, on: date, now: datetime) -> int:
    """Queue a reminder for each member whose profile is due to be confirmed; return their number.

    A member is reminded once in each period.
    """
    count = 0
    for person in to_be_reminded(Lab.load(), on).select_related("user"):
        with transaction.atomic():
            template = "moderation/emails/confirm.txt"
            enqueue_bilingual(template, person.user, site, path, now, person=person)
            Person.objects.filter(pk=person.pk).update(reminded=on)
        count += 1
    return count
