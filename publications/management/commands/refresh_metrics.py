"""Refresh citation counts and GitHub stars."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from publications import metrics
from publications.sources import Client


class Command(BaseCommand):
    help = (
        "Fetch citation counts from OpenAlex and Semantic Scholar, and the stars of repositories from "
        "GitHub. What has been checked today is skipped; a number that cannot be fetched keeps its last "
        "value. Run it once a day with cron. The exit status is 1 if a source has failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="include what has been checked today")

    def handle(self, **options):
        client, today = Client(metrics.REQUEST_TIMEOUT), timezone.localdate()
        citations = metrics.refresh_citations(client, today, options["all"])
        stars = metrics.refresh_stars(client, today, options["all"])
        self.report("Publications", citations)
        self.report("Repositories", stars)
        if problems := [*citations.problems, *stars.problems]:
            raise CommandError(" ".join(dict.fromkeys(problems)))

    def report(self, label: str, result: metrics.RefreshResult) -> None:
        found_count = result.checked - len(result.missing)
        self.stdout.write(
            f"{label}: {result.checked} checked, {found_count} found, {result.changed} with new numbers."
        )
        for name in result.missing:
            self.stdout.write(f"  not found: {name}")
