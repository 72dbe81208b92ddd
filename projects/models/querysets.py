"""Which projects: shared by pages, the sitemap and search."""

from datetime import date

from django.db.models import Case, F, QuerySet, Value, When

from core.partial_dates import period_ended
from core.search.query import Query, matching


class ProjectQuerySet(QuerySet):
    """QuerySet of Project."""

    def public(self):
        return self.filter(is_public=True)

    def in_order(self):
        """Order by the position that the lab chose, then the latest start first."""
        return self.order_by("position", F("start").desc(nulls_last=True), "-pk")

    def current_first(self, on: date):
        """Order the projects that have ended before this day after the others."""
        is_past = Case(When(period_ended("end", on), then=Value(True)), default=Value(False))
        with_end = self.alias(is_past=is_past)
        return with_end.order_by("is_past", "position", F("start").desc(nulls_last=True), "-pk")

    def with_member(self, person):
        """Return the projects in which a person (or primary key) takes part."""
        members = self.model._meta.get_field("members").related_model.objects
        return self.filter(pk__in=members.filter(person=person).values("project"))

    def matching(self, query: Query):
        return self.filter(matching(query))

    def for_list(self):
        """Defer the long texts that a card does not show."""
        return self.select_related("team").defer("body", "body_zh", "search_text")
