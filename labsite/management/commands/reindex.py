"""Recompute the searchable text of all rows."""

from django.core.management.base import BaseCommand

from core.search.reindexing import reindex_all
from news.models import NewsItem
from pages.models import Page
from people.models import Person
from projects.models import Project
from publications.models import Publication, Venue
from recruiting.models import Notice


class Command(BaseCommand):
    help = (
        "Recompute the searchable text of all rows, in small batches. manage.py upgrade does so "
        "when a new version needs it."
    )

    def handle(self, **options):
        for model in (Person, Venue, Project, NewsItem, Notice, Page):
            self.report(model, reindex_all(model._default_manager.all()))
        self.report(Publication, reindex_all(Publication.objects.with_search_parts()))

    def report(self, model, number: int) -> None:
        self.stdout.write(f"Searchable texts changed, {model._meta.verbose_name_plural}: {number}")
