"""The scheduled jobs of the project, which combine several apps."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from core.http import origin
from core.jobs import JobFailed
from core.outbox import queue
from labsite import proposal_emails, updates
from publications.sources import Client


def send_emails(now: datetime) -> str:
    """Queue digests and reminders, and send the emails that are due."""
    site = origin()
    announced = proposal_emails.notify_reviewers(site, reverse("desk"), now)
    reminded = proposal_emails.remind_members(site, reverse("me"), timezone.localdate(now), now)
    queue.prepare(now)
    sent, failed = queue.send_due(max(now, timezone.now()))  # including those that were queued just now
    queue.delete_old(now)
    return (
        f"Submissions announced: {announced}. Members reminded: {reminded}. "
        f"Emails sent: {sent}, failed: {failed}."
    )


def find_updates(now: datetime) -> str:
    """Search for published preprints and new works. Raises JobFailed if a source has failed."""
    client = Client.of_job()
    published, works = updates.find_published(client, now), updates.find_works(client, now)
    if problems := [*published.problems, *works.problems]:
        raise JobFailed(" ".join(dict.fromkeys(problems)))
    return f"Published preprints proposed: {len(published.proposed)}, new works: {len(works.proposed)}."
