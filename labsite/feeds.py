"""Atom feeds: news, publications, open notices, and one person."""

from datetime import UTC, date, datetime, time
from functools import partial
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, format_html
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.caching import once_per_row, prepared
from core.characters import printable
from core.http import absolute, origin
from core.languages import HTML_LANG, LocalText, headline, local
from core.markdown import render
from news.models import NewsItem
from people.by_slug import find_public_person
from people.context import current_lab
from publications.filters import filtered_keys, publication_filters
from publications.models import Publication
from publications.querysets import fetch_entries
from recruiting.models import Notice
from recruiting.structured_data import description_html
from recruiting.templatetags.recruiting import deadline, time_zone

ENTRIES = 30
#: The time of the last change of an empty feed, since Atom requires one.
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

    def item_attributes(self, item):
        """Return the language of an entry that is not in the language of the feed."""
        return {"xml:lang": item["language"]} if item["language"] else {}

    def latest_post_date(self):
        """Return the time of the latest change; of an empty feed always the same, not that of the request."""
        return super().latest_post_date() if self.items else NEVER


class AtomFeed:
    """Base class: an Atom feed in the language of its URL, by the lab.

    Not Django's ``Feed``, which looks up each of a dozen possible methods again for each entry.
    """

    def __init__(self, request):
        self.request, self.lab = request, current_lab(request)

    @classmethod
    def as_view(cls):
        """Return a view that creates an instance per request, because the instance holds the lab."""
        return require_safe(lambda request, **kwargs: cls(request).respond(**kwargs))

    def respond(self):
        """Return the feed, with the time of its latest change."""
        feed = PrintableAtom(
            f"{self.heading()} · {local(self.lab, 'name').text}",
            link=absolute(self.page()),
            description=None,
            language=get_language(),
            feed_url=absolute(self.request.path) + self.query(),
            author_name=printable(self.author()),
            feed_guid=self.guid(),
        )
        for item in self.items():
            feed.add_item(**once_per_row(item, "feed entry", partial(entry, item)))
        response = HttpResponse(content_type=feed.content_type)
        response.headers["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
        feed.write(response, "utf-8")
        return response

    def author(self):
        """Return the author of the feed, which Atom requires."""
        return local(self.lab, "name").text

    def query(self):
        """Return what follows the path of the feed."""
        return ""

    def guid(self):
        """Return the identifier of the feed; None for its page."""
        return


class NewsFeed(AtomFeed):
    def heading(self):
        return _("News")

    def page(self):
        return reverse("news")

    def items(self):
        return NewsItem.objects.public().newest_first()[:ENTRIES]


class PublicationsFeed(AtomFeed):
    """The latest publications, filtered by the query string like the list."""

    def __init__(self, request):
        super().__init__(request)
        self.filters = publication_filters(request)

    def heading(self):
        return " · ".join([_("Publications"), *(text for text, _query in self.filters.chips)])

    def page(self):
        return reverse("publications") + self.query()

    def query(self):
        return f"?{self.filters.encoded}" if self.filters.encoded else ""

    def items(self):
        return fetch_entries(filtered_keys(self.filters, stop=ENTRIES), *DATES)


class RecruitingFeed(AtomFeed):
    def heading(self):
        return _("Openings")

    def page(self):
        return reverse("recruiting")

    def items(self):
        return Notice.objects.open().order_by("-opens", "-pk").for_list()[:ENTRIES]


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

    def respond(self, slug):
        self.person = find_public_person(slug)
        if self.person.slug != slug:
            return redirect("profile-feed", self.person.slug, permanent=True)
        return super().respond()

    def heading(self):
        return self.person.leading_name.text

    def guid(self):
        return tag_uri(self.person)

    def author(self):
        return self.heading()

    def page(self):
        return self.person.get_absolute_url()

    def items(self):
        news = latest_news(timezone.localdate(), person=self.person.pk)
        publications = fetch_entries(latest_keys(person=self.person.pk), *DATES)
        return sorted([*news, *publications], key=_day, reverse=True)[:ENTRIES]


def entry(item) -> dict:
    """Return the arguments of ``add_item`` for a publication, a news item or an opening."""
    special = {Publication: publication_entry, NewsItem: news_entry, Notice: notice_entry}[type(item)](item)
    return {
        "language": headline(item).lang,
        "link": absolute(item.get_absolute_url()),
        "unique_id": tag_uri(item),  # stays the same when the slug changes
        "updateddate": item.updated,
        **special,
    }


def publication_entry(item: Publication) -> dict:
    return {
        "title": publication_title(item),
        "description": publication_summary(item),
        "pubdate": at_noon(_day(item)),
    }


def news_entry(item: NewsItem) -> dict:
    return {
        "title": item.headline.text,
        "description": _in_entry(news_html(item), local(item, "body"), item.headline),
        "pubdate": at_noon(item.date.first_day),
    }


def notice_entry(item: Notice) -> dict:
    title = local(item, "title")
    return {
        "title": title.text,
        "description": deadline_html(item) + _in_entry(description_html(item), local(item, "body"), title),
        "categories": [str(position) for position in item.positions.all()],
        "pubdate": at_noon(item.opens),
    }


def deadline_html(item: Notice) -> str:
    """Return the deadline of an opening as a paragraph; "" for one without."""
    if item.ends is None:
        return ""
    text = (
        _("Apply by %(day)s (%(zone)s).") if item.closes_at else _("Apply by the end of %(day)s (%(zone)s).")
    )
    return f"<p>{text % {'day': deadline(item), 'zone': escape(time_zone(item))}}</p>\n"


def _in_entry(html: str, text: LocalText, title: LocalText) -> str:
    """Return the HTML of a text, marked with its language if that differs from the language of the entry."""
    if not text.text or text.lang == title.lang:
        return html
    return f'<div lang="{text.lang or HTML_LANG[get_language()]}">{html}</div>'


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
