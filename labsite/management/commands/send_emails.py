"""Send the emails that are due. Run it every few minutes, or keep it running."""

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from labsite import jobs


class Command(BaseCommand):
    help = (
        "Notify reviewers of pending submissions (at most once an hour), remind members to confirm their "
        "profiles (once per period, see the lab's settings), and send all emails in the queue, including "
        "failed ones. run_jobs does so every minute."
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
        self.stdout.write(jobs.send_emails(timezone.now()))
