"""Send the mails that are due; to be run every few minutes, or to keep running."""

import time

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from core.outbox import queue
from labsite import proposal_emails
from people import invitations


class Command(BaseCommand):
    help = (
        "Tell the reviewers what waits (at most once an hour), ask members whether their page is still "
        "right (once per period, see the lab's settings), and send all mails that wait in the queue, those "
        "included that could not be sent before. Meant to be run by cron every few minutes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--every",
            type=int,
            metavar="SECONDS",
            help="keep running, and look again after so many seconds",
        )

    def handle(self, *, every, **options):
        self.once()
        while every:
            time.sleep(max(every, 1))
            self.once()

    def once(self):
        site, now = proposal_emails.site_url(), timezone.now()
        waiting = proposal_emails.notify_reviewers(site, reverse("desk"), now)
        asked = proposal_emails.remind_members(site, reverse("me"), timezone.localdate(now), now)
        sent, failed = queue.send_due(now)
        invitations.note_sent()
        queue.delete_old(now)
        self.stdout.write(
            f"{waiting} proposals announced, {asked} members asked. {sent} mails sent, {failed} failed."
        )
