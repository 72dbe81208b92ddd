"""Which people and teams: written once, for pages, feeds, the sitemap, search and exports alike."""

from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, When
from django.utils import timezone

from core.caching import JSONRows
from core.partial_dates import period_ended, period_includes
from core.search.normalization import words
from core.search.query import matching, title_first
from people.models.links import link_rows

#: What a search looks through besides the names.
PROFILE_TEXTS = ("interests", "interests_zh", "bio", "bio_zh")
SENIORITY = ("role", "position", F("joined").asc(nulls_last=True), "name", "pk")


class PersonQuerySet(QuerySet):
    """Rows of Person."""

    def public(self):
        """Those with a page on the site."""
        return self.filter(is_public=True)

    def current(self, on: date | None = None):
        """Members on this day (today by default): not left yet."""
        return self.exclude(period_ended("left", on or timezone.localdate()))

    def previous(self, on: date | None = None):
        """Those who have left before this day (today by default)."""
        return self.filter(period_ended("left", on or timezone.localdate()))

    def invited(self):
        """Those with an account that nobody has got into yet."""
        unused = {"user__is_active": True, "user__last_login": None}
        return self.filter(**unused, user__password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def by_seniority(self):
        """The order of a people page: by role, then by who came first."""
        return self.order_by(*SENIORITY)

    def names_first(self, query: str):
        """The order of what ``matching(query)`` finds: by the name, by another spelling, by the rest."""
        by_name = When(matching(query), then=1)
        return title_first(self, words(query), Case(by_name, default=2), *SENIORITY)

    def latest_leavers_first(self):
        return self.order_by("-left", "role", "name", "pk")

    def in_team(self, team):
        """Those who are, or were, in the team."""
        return self.filter(memberships__team=team).distinct()

    def named(self, query: str):
        """Those in whose names, in any spelling, every word of the query occurs."""
        return self.filter(matching(query))

    def matching(self, query: str):
        """Those in whose names, aliases, interests or own texts every word of the query occurs."""
        found = self
        for word in words(query):
            in_text = (Q(**{f"{field}__icontains": word}) for field in PROFILE_TEXTS)
            found = found.filter(Q(Q(search_text__has=word), *in_text, _connector=Q.OR))
        return found

    def for_cards(self):
        """Leaves out the long texts that no card shows."""
        return self.defer("bio", "bio_zh", "aliases", "search_text")

    def with_links(self):
        """Brings the profile links as the list ``link_rows``."""
        profile_link = self.model._meta.get_field("links").related_model
        return self.annotate(link_rows=link_rows(profile_link, "person"))

    def with_stays(self):
        """Brings the earlier times in the lab as the list ``stay_rows``."""
        stays = self.model._meta.get_field("stays").related_model.objects.filter(person=OuterRef("pk"))
        return self.annotate(stay_rows=JSONRows(stays.order_by("end", "pk"), start="start", end="end"))

    def for_names(self):
        """Brings what the linked name of a person shows."""
        return self.only("slug", "name", "native_name", "native_language", "shows_native_name")

    def for_list(self):
        """Brings what a short entry of a person shows."""
        return self.only(
            "name",
            "native_name",
            "native_language",
            "slug",
            "photo",
            "role",
            "shows_photo",
            "shows_native_name",
        )


class TeamMembershipQuerySet(QuerySet):
    """Rows of TeamMembership."""

    def current(self, on: date | None = None):
        """Memberships that run on this day, of people who are still in the lab on it."""
        day = on or timezone.localdate()
        return self.filter(period_includes("start", "end", day)).exclude(period_ended("person__left", day))

    def public(self):
        """Memberships of people and in teams that are shown on the site."""
        return self.filter(person__is_public=True, team__is_public=True)

    def of_or_led_by(self, person):
        """The person's own memberships, and all of the teams that the person leads."""
        everybody = self.model.objects.order_by()
        own = everybody.filter(person=person)
        led = everybody.filter(team__in=own.filter(is_lead=True).values("team"))
        # A union, not conditions joined by OR, for which PostgreSQL would read all people.
        return self.filter(pk__in=own.values("pk").union(led.values("pk")))


class TeamQuerySet(QuerySet):
    """Rows of Team."""

    def public(self):
        return self.filter(is_public=True)

    def in_order(self):
        return self.order_by("position", "name", "pk")

    def with_head_counts(self, on: date | None = None):
        """Adds ``head_count``, the number of members on this day."""
        day = on or timezone.localdate()
        current = (
            period_includes("memberships__start", "memberships__end", day)
            & Q(memberships__person__is_public=True)
            & ~period_ended("memberships__person__left", day)
        )
        return self.annotate(head_count=Count("memberships__person", filter=current, distinct=True))

    def with_leads(self, on: date | None = None):
        """Brings those who lead each team on this day as ``current_leads`` (memberships)."""
        memberships = self.model._meta.get_field("memberships").related_model.objects
        return self.prefetch_related(
            Prefetch(
                "memberships",
                memberships.current(on).public().filter(is_lead=True).select_related("person"),
                to_attr="current_leads",
            )
        )
