"""Refresh citation counts, GitHub stars and editorial notices."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from publications import metrics
from publications.refreshing import refresh_all
from publications.sources import Client


class Command(BaseCommand):
    help = (
        "Fetch citation counts from OpenAlex and Semantic Scholar, the stars of repositories from GitHub, "
        "and retractions, corrections and funders from Crossref. What has been checked today is skipped; a "
        "number that cannot be fetched keeps its last value. run_jobs runs it once a day. The exit status is "
        "1 if a source has failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="include what has been checked today")

    def handle(self, **options):
        client, today = Client.of_job(), timezone.localdate()
        results = refresh_all(client, today, options["all"])
        notices = results.pop("Editorial notices")
        for label, result in results.items():
            self.report(label, result)
        self.stdout.write(f"Editorial notices: {notices.checked} checked, {notices.changed} changed.")
        problems = [problem for result in (*results.values(), notices) for problem in result.problems]
        if problems:
            raise CommandError(" ".join(dict.fromkeys(problems)))

    def report(self, label: str, result: metrics.RefreshResult) -> None:
        found_count = result.checked - len(result.missing)
        self.stdout.write(
            f"{label}: {result.checked} checked, {found_count} found, {result.changed} with new numbers."
        )
        for name in result.missing:
            self.stdout.write(f"  not found: {name}")
