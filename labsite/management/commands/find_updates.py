"""Find published versions of preprints and new works, and propose them for review."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from labsite import updates
from publications.sources import Client


class Command(BaseCommand):
    help = (
        "Search arXiv, Crossref and OpenAlex for preprints that have been published, and the ORCID records "
        "of members for works that the lab does not have. Findings are submitted for review, each only once. "
        "run_jobs runs it once a week. The exit status is 1 if a source has failed."
    )

    def handle(self, **options):
        client, now = Client.of_job(), timezone.now()
        published = updates.find_published(client, now)
        works = updates.find_works(client, now)
        self.report("Published preprints", published)
        self.report("New works", works)
        if problems := [*published.problems, *works.problems]:
            raise CommandError(" ".join(dict.fromkeys(problems)))

    def report(self, label: str, result: updates.UpdateResult) -> None:
        self.stdout.write(f"{label} submitted for review: {len(result.proposed)}")
        for title in result.proposed:
            self.stdout.write(f"  {title}")
        if result.postponed:
            number = len(result.postponed)
            self.stdout.write(f"  details missing, will be completed in the next run: {number}")
        if result.left_out:
            self.stdout.write(f"  other works and datasets, not submitted: {result.left_out}")
        for message in result.skipped:
            self.stdout.write(f"  skipped: {message}")
