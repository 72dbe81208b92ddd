"""Delete applications after the retention period."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from recruiting.applications import retention


class Command(BaseCommand):
    help = (
        "Delete applications whose retention period (see the lab's settings) is over, with their CVs, notes "
        "and emails, and drafts that have not been saved for a month. "
        "The numbers of applications in each status are kept. run_jobs runs it once a day."
    )

    def handle(self, **options):
        self.stdout.write(retention.delete_expired(timezone.now()))
