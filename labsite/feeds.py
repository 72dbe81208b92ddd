"""Atom feeds: news, publications, open notices, and one person."""

from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

from django.contrib.syndication.views import Feed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.caching import prepared
from core.characters import printable
from core.http import absolute, origin
from core.languages import local
from core.markdown import render
from news.models import NewsItem
from people.by_slug import find_public_person
from people.context import current_lab
from publications.filters import filtered_keys, publication_filters
from publications.models import Publication
from publications.querysets import fetch_entries
from recruiting.models import Notice
from recruiting.structured_data import description_html

ENTRIES = 30
#: When an empty feed has changed: Atom requires a time.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
#: The columns of a publication that feeds need and lists do not.
DATES = ("created", "updated")


def at_noon(day) -> datetime:
    """Return noon of a day in the lab's time zone, for entries that only have a date."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def tag_uri(row) -> str:
    """Return the tag URI (RFC 4151) of a row: ``tag:lab.example.edu,2026-11-29:publication/7``."""
    host, day = urlsplit(origin()).hostname, timezone.localdate(row.created)
    return f"tag:{host},{day:%Y-%m-%d}:{row._meta.model_name}/{row.pk}"


class PrintableAtom(Atom1Feed):
    """Atom without the characters that XML forbids, which text pasted from a PDF may contain."""

    def __init__(self, title, **kwargs):
        super().__init__(printable(title), **kwargs)

    def add_item(self, title, link, description, **kwargs):
        super().add_item(printable(title), link, printable(description), **kwargs)

    def latest_post_date(self):
        """Return the time of the latest change; of an empty feed always the same, not that of the request."""
        return super().latest_post_date() if self.items else NEVER


class AtomFeed(Feed):
    """Base class: an Atom feed in the language of its URL, by the lab."""

    feed_type = PrintableAtom

    @classmethod
    def as_view(cls):
        """Return a view that creates an instance per request, because the instance holds the lab."""
        return require_safe(lambda request, *args, **kwargs: cls()(request, *args, **kwargs))

    def get_feed(self, obj, request):
        self.request, self.lab = request, current_lab(request)
        return super().get_feed(obj, request)

    def title(self, obj):
        return f"{self.heading(obj)} · {local(self.lab, 'name').text}"

    def author_name(self, obj):
        """Return the author of the feed, which Atom requires."""
        return printable(local(self.lab, "name").text)

    def link(self, obj):
        return absolute(self.page(obj))

    def feed_url(self, obj):
        return absolute(self.request.path)

    def item_link(self, item):
        return absolute(item.get_absolute_url())

    def item_title(self, item):
        return str(item)

    def item_guid(self, item):
        """Return the identifier of an entry, which stays the same when its slug changes."""
        return tag_uri(item)

    def item_updateddate(self, item):
        return item.updated


class NewsFeed(AtomFeed):
    def heading(self, obj):
        return _("News")

    def page(self, obj):
        return reverse("news")

    def items(self, obj):
        return NewsItem.objects.public().newest_first()[:ENTRIES]

    def item_title(self, item):
        return item.headline.text

    def item_description(self, item):
        return news_html(item)

    def item_pubdate(self, item):
        return at_noon(item.date.first_day)


class PublicationsFeed(AtomFeed):
    """The latest publications, filtered by the query string like the list."""

    def get_object(self, request):
        return publication_filters(request)

    def heading(self, filters):
        return " · ".join([_("Publications"), *(text for text, _query in filters.chips)])

    def page(self, filters):
        return reverse("publications") + self._query(filters)

    def feed_url(self, filters):
        return super().feed_url(filters) + self._query(filters)

    @staticmethod
    def _query(filters):
        return f"?{filters.encoded}" if filters.encoded else ""

    def item_title(self, item):
        return publication_title(item)

    def items(self, filters):
        return fetch_entries(filtered_keys(filters, stop=ENTRIES), *DATES)

    def item_description(self, item):
        return publication_summary(item)

    def item_pubdate(self, item):
        return at_noon(_day(item))


class RecruitingFeed(AtomFeed):
    def heading(self, obj):
        return _("Openings")

    def page(self, obj):
        return reverse("recruiting")

    def items(self, obj):
        return Notice.objects.open().order_by("-opens", "-pk").for_list()[:ENTRIES]

    def item_title(self, item):
        return local(item, "title").text

    def item_description(self, item):
        return description_html(item)

    def item_categories(self, item):
        return [str(position) for position in item.positions.all()]

    def item_pubdate(self, item):
        return at_noon(item.opens)


@prepared
def latest_news(on, *, person):
    return NewsItem.objects.public(on).about(person).newest_first()[:ENTRIES]


@prepared
def latest_keys(*, person):
    return (
        Publication.objects.public().by_author(person).newest_first().values_list("pk", flat=True)[:ENTRIES]
    )


class ProfileFeed(AtomFeed):
    """The publications of a person and the news about that person."""

    def __call__(self, request, slug):
        self.person = find_public_person(slug)
        if self.person.slug != slug:
            return redirect("profile-feed", self.person.slug, permanent=True)
        return super().__call__(request)

    def get_object(self, request):
        return self.person

    def heading(self, person):
        return person.leading_name.text

    def feed_guid(self, person):
        return tag_uri(person)

    def author_name(self, person):
        return printable(self.heading(person))

    def page(self, person):
        return person.get_absolute_url()

    def items(self, person):
        news = latest_news(timezone.localdate(), person=person.pk)
        publications = fetch_entries(latest_keys(person=person.pk), *DATES)
        return sorted([*news, *publications], key=_day, reverse=True)[:ENTRIES]

    def item_title(self, item):
        return item.headline.text if isinstance(item, NewsItem) else publication_title(item)

    def item_description(self, item):
        return news_html(item) if isinstance(item, NewsItem) else publication_summary(item)

    def item_pubdate(self, item):
        return at_noon(_day(item))


def _day(row) -> date:
    """Return the date of a news item or publication, or the day it was added if it has none."""
    return row.date.first_day if row.date else timezone.localdate(row.created)


def news_html(item: NewsItem) -> str:
    """Return the picture and the text of a news item."""
    text = render(local(item, "body").text)
    if not item.picture:
        return text
    alt = local(item, "picture_alt").text
    return format_html('<p><img src="{}" alt="{}"></p>{}', absolute(item.picture.url_for(768)), alt, text)


def publication_title(publication) -> str:
    """Return the title, with what an editorial notice says: "[Retracted] On Looms"."""
    label = publication.status_label
    title = publication.page_title
    return f"[{label}] {title}" if label else title


def publication_summary(publication) -> str:
    """Return authors and venue as HTML."""
    badge_or_year = publication.badge or publication.year or ""
    return format_html("<p>{}</p><p>{}</p>", publication.author_line, badge_or_year)
