"""Make the search texts anew."""

from django.core.management.base import BaseCommand

from core.search import search_text
from news.models import NewsItem
from people.models import Person
from publications.models import Publication, Venue
from recruiting.models import Notice


class Command(BaseCommand):
    help = "Make what is searched anew in all rows: after an upgrade that finds more spellings."

    def handle(self, **options):
        for model in (Person, Venue, NewsItem, Notice):
            self.say(model, search_text.reindex(model._default_manager.all()))
        self.say(Publication, Publication.objects.all().reindex())

    def say(self, model, number: int) -> None:
        self.stdout.write(f"{model._meta.verbose_name_plural}: {number}")
