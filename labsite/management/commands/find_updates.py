"""Look for preprints that were published and for new works; to be run once a week."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from labsite import updates
from publications.sources import Client

#: Seconds that one question may take, with all waits that a source asks for.
PATIENCE = 120


class Command(BaseCommand):
    help = (
        "Look on arXiv, Crossref and OpenAlex for preprints that have been published, and on the ORCID "
        "records of members for works that the lab does not have. What is found waits for review and is put "
        "there only once. Meant to be run by cron once a week. Ends with status 1 where a source has failed."
    )

    def handle(self, **options):
        client, now = Client(PATIENCE), timezone.now()
        published = updates.find_published(client, now)
        works = updates.find_works(client, now)
        self.say("preprints that have been published", published)
        self.say("new works", works)
        if problems := [*published.problems, *works.problems]:
            raise CommandError(" ".join(dict.fromkeys(problems)))

    def say(self, what: str, outcome: updates.Outcome) -> None:
        self.stdout.write(f"{len(outcome.proposed)} {what} wait for review.")
        for title in outcome.proposed:
            self.stdout.write(f"  {title}")
        for text in outcome.left:
            self.stdout.write(f"  left out: {text}")
