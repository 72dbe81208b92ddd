"""Mails about proposals and profiles, in both languages, each with a link to the page that it is about."""

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

#: Reviewers get at most one mail in this time, about all that has come in meanwhile.
DIGEST_EVERY = timedelta(hours=1)


def put(template: str, to: User, site: str, path: str, now: datetime, **context) -> Email:
    """Writes a mail into the queue. Its subject is the first line of the template.

    ``site`` is the address of the site, ``path`` that of the page that the mail is about.
    """
    lab, parts = Lab.load(), []
    for language in (ENGLISH, CHINESE):
        with translation.override(language):
            context |= {"lab_name": local(lab, "name").text, "link": site + path_in(language, path)}
            parts.append(render_to_string(template, context).strip().partition("\n"))
    subject = f"[{lab.usual_name}] {' · '.join(subject for subject, _line_end, _body in parts)}"
    body = "\n\n———\n\n".join(body.strip() for _subject, _line_end, body in parts)
    return queue.enqueue(subject, body, to.email, now, account=to)


def tell_author(site: str, path: str, proposal: Proposal, now: datetime) -> bool:
    """Tells the author what was decided; nothing if it was the author who decided, or there is none.

    Says whether the mail is on its way already; if not, it is tried again.
    """
    if proposal.author is None or proposal.author_id == proposal.reviewer_id:
        return True
    mail = put("moderation/mails/decided.txt", proposal.author, site, path, now, proposal=proposal)
    return bool(queue.send_now([mail], now))


def announce(site: str, path: str, now: datetime) -> int:
    """Tells the reviewers what has come in, unless they were told within the last hour. Returns how many.

    What is left out now is in the next digest: with the next proposal, or from ``manage.py send_emails``.
    """
    waiting = list(Proposal.objects.pending().filter(announced=None).for_list().oldest_first())
    last = Proposal.objects.aggregate(last=Max("announced"))["last"]
    if not waiting or (last and last > now - DIGEST_EVERY):
        return 0
    backend = settings.AUTHENTICATION_BACKENDS[0]  # the one that knows permissions and groups
    reviewers = User.objects.with_perm("moderation.review_proposal", backend=backend)
    template = "moderation/mails/waiting.txt"
    with transaction.atomic():
        written = [put(template, reviewer, site, path, now, proposals=waiting) for reviewer in reviewers]
        if not written:
            return 0
        Proposal.objects.filter(pk__in=[proposal.pk for proposal in waiting]).update(announced=now)
    queue.send_now(written, now)
    return len(waiting)


def remind(site: str, path: str, on: date, now: datetime) -> int:
    """Asks the members whose page was not confirmed for long, once per period. Returns how many.

    The mails are in the queue then.
    """
    count = 0
    for person in to_be_reminded(Lab.load(), on).select_related("user"):
        with transaction.atomic():
            put("moderation/mails/confirm.txt", person.user, site, path, now, person=person)
            Person.objects.filter(pk=person.pk).update(reminded=on)
        count += 1
    return count


def site_address() -> str:
    """Returns the address of the site where no request says it."""
    return settings.SITE_URL or f"https://{settings.ALLOWED_HOSTS[0]}"
