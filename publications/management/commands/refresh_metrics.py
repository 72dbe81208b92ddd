"""Fetch the numbers of citations and stars; to be run once a day."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from publications import metrics
from publications.sources import Client

#: Seconds that one question may take, with all waits that a source asks for.
PATIENCE = 120


class Command(BaseCommand):
    help = (
        "Ask OpenAlex and Semantic Scholar how often publications were cited, and GitHub for the stars of "
        "repositories. What was asked for today is not asked for again; what cannot be had stays as it is. "
        "Meant to be run by cron once a day. Ends with status 1 where a source has failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="also what was asked for today")

    def handle(self, **options):
        client, today = Client(PATIENCE), timezone.localdate()
        citations = metrics.refresh_citations(client, today, options["all"])
        stars = metrics.refresh_stars(client, today, options["all"])
        self.say("publications", citations)
        self.say("repositories", stars)
        if problems := [*citations.problems, *stars.problems]:
            raise CommandError(" ".join(dict.fromkeys(problems)))

    def say(self, what: str, outcome: metrics.Outcome) -> None:
        found = outcome.asked - len(outcome.missing)
        self.stdout.write(
            f"{outcome.asked} {what} asked for: {found} found, {outcome.changed} of them with new numbers."
        )
        for name in outcome.missing:
            self.stdout.write(f"  not found: {name}")
