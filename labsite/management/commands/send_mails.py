"""Send the mails that are due; to be run every few minutes."""

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from labsite import mails


class Command(BaseCommand):
    help = (
        "Tell the reviewers what waits (at most once an hour) and ask members whether their page is still "
        "right (once per period, see the lab's settings). Meant to be run by cron every few minutes."
    )

    def handle(self, **options):
        site = mails.site_address()
        waiting = mails.announce(site, reverse("desk"), timezone.now())
        asked = mails.remind(site, reverse("me"), timezone.localdate())
        self.stdout.write(f"{waiting} proposals announced, {asked} members asked.")
