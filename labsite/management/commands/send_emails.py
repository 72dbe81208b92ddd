"""Send the emails that are due. Run it every few minutes, or keep it running."""

import time

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from core.outbox import queue
from labsite import proposal_emails
from people import invitations


class Command(BaseCommand):
    help = (
        "Notify reviewers of pending submissions (at most once an hour), remind members to confirm their "
        "profiles (once per period, see the lab's settings), and send all emails in the queue, including "
        "failed ones. Meant to be run by cron every few minutes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="keep running, and repeat after this many seconds"
        )

    def handle(self, *, every, **options):
        self.run_once()
        while every:
            time.sleep(max(every, 1))
            self.run_once()

    def run_once(self):
        site, now = proposal_emails.site_url(), timezone.now()
        announced = proposal_emails.notify_reviewers(site, reverse("desk"), now)
        reminded = proposal_emails.remind_members(site, reverse("me"), timezone.localdate(now), now)
        sent, failed = queue.send_due(now)
        invitations.record_sent()
        queue.delete_old(now)
        self.stdout.write(
            f"Submissions announced: {announced}. Members reminded: {reminded}. "
            f"Emails sent: {sent}, failed: {failed}."
        )
