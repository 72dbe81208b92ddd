"""The QuerySets of people, team memberships and teams, shared by pages, feeds, search and exports."""

from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.caching import JSONRows
from core.partial_dates import period_ended, period_includes, period_started
from core.search.query import Query, matching, title_first, words_of
from core.sorting import by_language
from people.models.links import link_rows

#: What a linked name needs.
NAME_COLUMNS = ("slug", "name", "native_name", "native_language", "shows_native_name")
LONG_TEXTS = ("bio", "bio_zh", "aliases", "shown_aliases", "search_text")
#: The fields that a search covers in addition to the names.
PROFILE_TEXTS = ("interests", "interests_zh", "bio", "bio_zh")


def seniority() -> tuple:
    """Return what to order people by: role, position, date of joining, name in the language of the page."""
    return "role", "position", F("joined").asc(nulls_last=True), by_language("sort_name"), "pk"


class PersonQuerySet(QuerySet):
    """QuerySet of Person."""

    def by_name(self):
        """Order by the name that comes first in the language of the page, as for a list of choices."""
        return self.order_by(by_language("sort_name"), "pk")

    def public(self):
        """Return the people whose profile is public."""
        return self.filter(is_public=True)

    def current(self, on: date | None = None):
        """Return the people who have not left the lab before this day (default: today)."""
        return self.exclude(period_ended("left", on or timezone.localdate()))

    def in_the_lab(self, on: date | None = None):
        """Return the current people without those who join after this day (default: today)."""
        day = on or timezone.localdate()
        return self.current(day).filter(period_started("joined", day))

    def previous(self, on: date | None = None):
        """Return the people who have left the lab before this day (default: today)."""
        return self.filter(period_ended("left", on or timezone.localdate()))

    def invited(self):
        """Return the people with a pending account; see ``User.is_pending``."""
        unused = {"user__is_active": True, "user__last_login": None}
        return self.filter(**unused, user__password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def by_seniority(self):
        """Order by role, then by position and the date of joining."""
        return self.order_by(*seniority())

    def names_first(self, query: Query):
        """Order search results: matches of the name first, then of other shown names, then of texts."""
        by_name = When(matching(query), then=1)
        return title_first(self, words_of(query), Case(by_name, default=2), *seniority())

    def latest_leavers_first(self):
        return self.order_by("-left", "role", by_language("sort_name"), "pk")

    def in_team(self, team):
        """Return the current and former members of the team."""
        return self.filter(memberships__team=team).distinct()

    def named(self, query: str):
        """Return the people whose shown names contain every word of the query."""
        return self.filter(matching(query))

    def matching(self, query: Query):
        """Return the people whose names, interests or biography contain every word of the query."""
        matches = self
        for word in words_of(query):
            in_text = (Q(**{f"{field}__icontains": word}) for field in PROFILE_TEXTS)
            matches = matches.filter(Q(Q(search_text__has=word), *in_text, _connector=Q.OR))
        return matches

    def for_cards(self):
        """Load only the fields of a card, or of a row of former members."""
        stay = ("joined", "left", "destination", "destination_zh", "destination_url")
        return self.for_list("interests", "interests_zh", *stay)

    def without_long_texts(self):
        return self.defer(*LONG_TEXTS)

    def with_links(self):
        """Annotate the profile links as the list ``link_rows``."""
        profile_link = self.model._meta.get_field("links").related_model
        return self.annotate(link_rows=link_rows(profile_link, "person"))

    def with_service(self):
        """Annotate the service as the list ``service_rows``."""
        service = self.model._meta.get_field("service").related_model.objects.filter(person=OuterRef("pk"))
        names = ("role", "role_zh", "subject", "subject_zh", "partner", "partner_zh", "url", "start", "end")
        return self.annotate(service_rows=JSONRows(service, **{name: name for name in names}))

    def with_stays(self):
        """Annotate the earlier stays in the lab as the list ``stay_rows``."""
        stays = self.model._meta.get_field("stays").related_model.objects.filter(person=OuterRef("pk"))
        return self.annotate(stay_rows=JSONRows(stays.order_by("end", "pk"), start="start", end="end"))

    def for_names(self):
        """Load only the fields of a linked name."""
        return self.only(*NAME_COLUMNS)

    def for_list(self, *more_columns: str):
        """Load only the fields of a short entry in a list."""
        return self.only(
            "name",
            "native_name",
            "native_language",
            "slug",
            "photo",
            "role",
            "shows_photo",
            "shows_native_name",
            *more_columns,
        )


class TeamMembershipQuerySet(QuerySet):
    """QuerySet of TeamMembership."""

    def current(self, on: date | None = None):
        """Return the memberships that run on this day (default: today), of people in the lab."""
        day = on or timezone.localdate()
        is_running = period_includes("start", "end", day) & period_started("person__joined", day)
        return self.filter(is_running).exclude(period_ended("person__left", day))

    def public(self):
        """Return the memberships whose person and team are both public."""
        return self.filter(person__is_public=True, team__is_public=True)

    def with_members(self):
        """Fetch the team and the person, without long texts, of each membership, in a fixed order."""
        texts = (f"person__{name}" for name in LONG_TEXTS)
        return self.select_related("team", "person").defer(*texts).order_by("pk")

    def of_or_led_by(self, person):
        """Return the person's memberships, and every membership of the teams the person leads or led."""
        memberships = self.model.objects.order_by()
        own = memberships.filter(person=person)
        led = memberships.filter(team__in=own.filter(is_lead=True).values("team"))
        # A union: with conditions joined by OR, PostgreSQL would read all people.
        return self.filter(pk__in=own.values("pk").union(led.values("pk")))


class TeamQuerySet(QuerySet):
    """QuerySet of Team."""

    def public(self):
        return self.filter(is_public=True)

    def visible_to(self, user):
        """Return the public teams, and those to which the user belongs or belonged."""
        memberships = self.model._meta.get_field("memberships").related_model.objects
        return self.filter(Q(is_public=True) | Q(pk__in=memberships.filter(person__user=user).values("team")))

    def in_order(self):
        return self.order_by("position", by_language("sort_name"), "pk")

    def in_list(self, on: date, first: int, number: int):
        """Return some of the teams in order, with their head counts and leads on this day.

        The others are left out by a subquery, so that nothing is counted for them.
        """
        listed = self.in_order().values("pk")[first : first + number]
        return self.model.objects.filter(pk__in=listed).in_order().with_head_counts(on).with_leads(on)

    def with_head_counts(self, on: date | None = None):
        """Annotate ``head_count``, the number of public members on this day (default: today)."""
        members = self._current_memberships(on).order_by().values("team")
        number = members.annotate(number=Count("person", distinct=True)).values("number")
        return self.annotate(head_count=Coalesce(Subquery(number), 0))

    def with_leads(self, on: date | None = None):
        """Annotate the public leads on this day (default: today) as the list ``lead_rows``."""
        leads = self._current_memberships(on).filter(is_lead=True).order_by("pk")
        return self.annotate(lead_rows=JSONRows(leads, **{name: f"person__{name}" for name in NAME_COLUMNS}))

    def _current_memberships(self, on: date | None):
        """Return the public memberships of the team of the outer query that run on this day."""
        memberships = self.model._meta.get_field("memberships").related_model.objects
        return memberships.current(on).filter(team=OuterRef("pk"), person__is_public=True)
