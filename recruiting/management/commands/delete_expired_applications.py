"""Delete the applications whose time is over; to be run once a day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from recruiting.applications import retention


class Command(BaseCommand):
    help = (
        "Delete applications whose time is over (see the lab's settings), with their CVs, notes and mails, "
        "drafts that nobody goes on with, and files that belong to nothing. What stays is how many there "
        "were in each state. Meant to be run by cron once a day."
    )

    def handle(self, **options):
        now = timezone.now()
        gone = retention.forget_due(now), retention.forget_drafts(now), retention.sweep(now)
        self.stdout.write("{} applications, {} drafts and {} stray files deleted.".format(*gone))
