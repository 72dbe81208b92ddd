"""Mails about proposals and profiles, in both languages, each with a link to the page that it is about."""

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.utils import translation

from labsite.lib.languages import CHINESE, ENGLISH, local, path_in
from moderation.models import Proposal
from people.completeness import to_be_reminded
from people.models import Lab, Person

logger = logging.getLogger(__name__)

#: Reviewers get at most one mail in this time, about all that has come in meanwhile.
DIGEST_EVERY = timedelta(hours=1)


def send(template: str, to: list[str], site: str, path: str, **context) -> bool:
    """Sends a mail whose subject is the first line of the template. Says whether it was taken.

    ``site`` is the address of the site, ``path`` that of the page that the mail is about. A mail server
    that fails is logged; what the mail is about has happened all the same.
    """
    lab, parts = Lab.load(), []
    for language in (ENGLISH, CHINESE):
        with translation.override(language):
            context |= {"lab_name": local(lab, "name").text, "link": site + path_in(language, path)}
            parts.append(render_to_string(template, context).strip().split("\n", 1))
    subject = f"[{lab.short_name or lab.name}] {parts[0][0]} · {parts[1][0]}"
    body = "\n\n———\n\n".join(part[1].strip() for part in parts)
    try:
        EmailMessage(" ".join(subject.split()), body + "\n", to=to).send()
    except OSError:  # what smtplib and sockets raise
        logger.exception("The mail server has not taken a mail: %s", template)
        return False
    return True


def reviewers():
    """Returns the accounts that may approve and return."""
    holds = Q(permissions__codename="review_proposal", permissions__content_type__app_label="moderation")
    groups = Q(groups__in=_groups(holds))
    own = Q(
        user_permissions__codename="review_proposal",
        user_permissions__content_type__app_label="moderation",
    )
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(Q(is_superuser=True) | groups | own).distinct()


def _groups(condition: Q):
    return get_user_model()._meta.get_field("groups").related_model.objects.filter(condition)


def tell_author(site: str, path: str, proposal: Proposal) -> bool:
    """Tells the author what was decided; nothing if it was the author who decided."""
    if proposal.author_id == proposal.reviewer_id:
        return True
    return send("moderation/mails/decided.txt", [proposal.author.email], site, path, proposal=proposal)


def announce(site: str, path: str, now: datetime) -> int:
    """Tells the reviewers what has come in, unless they were told within the last hour. Returns how many.

    What is left out now is in the next digest: with the next proposal, or from ``manage.py send_mails``.
    """
    waiting = Proposal.objects.pending().filter(announced=None).for_list().oldest_first()
    last = Proposal.objects.aggregate(last=Max("announced"))["last"]
    if (last and last > now - DIGEST_EVERY) or not waiting:
        return 0
    found = list(waiting)
    template = "moderation/mails/waiting.txt"
    sent = [send(template, [user.email], site, path, proposals=found) for user in reviewers()]
    if not any(sent):
        return 0
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in found]).update(announced=now)
    return len(found)


def remind(site: str, path: str, on: date) -> int:
    """Asks the members whose page was not confirmed for long, once per period. Returns how many."""
    count = 0
    for person in to_be_reminded(Lab.load(), on).select_related("user"):
        if send("moderation/mails/confirm.txt", [person.user.email], site, path, person=person):
            Person.objects.filter(pk=person.pk).update(reminded=on)
            count += 1
    return count


def site_address() -> str:
    """Returns the address of the site where no request says it."""
    return settings.SITE_URL or f"https://{settings.ALLOWED_HOSTS[0]}"
