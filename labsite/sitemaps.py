"""The sections of the sitemap: public pages, in both languages, with the day of their last change.

An item is a row of values, because a page of a section has up to a thousand.
"""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.contrib.sitemaps import Sitemap
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from core.http import absolute
from core.languages import CHINESE, ENGLISH, path_in
from news.models import NewsItem
from pages.models import Page
from people.models import Person, Team
from projects.models import Grant, Project
from publications.models import Authorship, Editorship, Publication, PublicationKind
from recruiting.models import Notice


class BilingualSitemap(Sitemap):
    """The pages of one kind, each in two languages that name each other."""

    #: Items on a page of the section, each with two addresses.
    limit = 1000

    def entries(self, page) -> Iterator[str]:
        """Yield the XML of a page of the section, an item with both addresses at a time.

        Django switches the language for each address, reverses each URL four times and renders a template,
        which takes ten times as long. Raises InvalidPage.
        """
        for item in self.paginator.page(page):
            path, lastmod = self.location(item), self.lastmod(item)
            english, chinese = (escape(absolute(path_in(code, path))) for code in (ENGLISH, CHINESE))
            day = f"<lastmod>{timezone.localdate(lastmod).isoformat()}</lastmod>" if lastmod else ""
            alternates = "".join(
                f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
                for language, address in ((ENGLISH, english), (CHINESE, chinese), ("x-default", english))
            )
            for address in (english, chinese):
                yield f"<url><loc>{address}</loc>{day}{alternates}</url>\n"


class RowsSitemap(BilingualSitemap):
    """The pages of the rows of a model, each with its own."""

    #: The name of the URL of a row.
    url_name: str

    def rows(self):
        """Return the rows that have a page."""
        raise NotImplementedError

    def items(self):
        return self.rows().order_by("pk").values_list("slug", "updated")

    def location(self, item):
        return reverse(self.url_name, args=[item[0]])

    def lastmod(self, item):
        return item[1]

    def summary(self):
        """Return the number of items and the latest change, with one query."""
        return tuple(self.rows().aggregate(count=Count("pk"), day=Max("updated")).values())


class PeopleSitemap(RowsSitemap):
    url_name = "profile"

    def rows(self):
        return Person.objects.public()


class ProfilePublicationsSitemap(RowsSitemap):
    """The publication lists of the people who have any publications."""

    url_name = "profile-publications"

    def rows(self):
        of_person = {"person": OuterRef("pk"), "publication__is_public": True}
        written = Authorship.objects.filter(**of_person)
        edited = Editorship.objects.filter(publication__kind=PublicationKind.BOOK, **of_person)
        people = Person.objects.public().annotate(
            **{
                name: Subquery(
                    rows.order_by().values("person").annotate(day=Max("publication__updated")).values("day")
                )
                for name, rows in (("written", written), ("edited", edited))
            }
        )
        return people.exclude(written=None, edited=None)

    def items(self):
        # On SQLite, the greatest of a value and NULL is NULL.
        latest = Greatest(Coalesce("written", "edited"), Coalesce("edited", "written"))
        return self.rows().order_by("pk").values_list("slug", latest)

    def summary(self):
        items = list(self.items())
        return len(items), max((day for _slug, day in items), default=None)


class TeamsSitemap(RowsSitemap):
    url_name = "team"

    def rows(self):
        return Team.objects.public()


class PublicationsSitemap(RowsSitemap):
    url_name = "publication"

    def rows(self):
        return Publication.objects.public()


class ProjectsSitemap(RowsSitemap):
    url_name = "project"

    def rows(self):
        return Project.objects.public()


class GrantsSitemap(RowsSitemap):
    url_name = "grant"

    def rows(self):
        return Grant.objects.public()


class NewsSitemap(RowsSitemap):
    url_name = "news-item"

    def rows(self):
        return NewsItem.objects.public()


class NoticesSitemap(RowsSitemap):
    """Open notices. Closed ones are excluded from search engines."""

    url_name = "notice"

    def rows(self):
        return Notice.objects.open()


class OwnPagesSitemap(RowsSitemap):
    """The public pages of the lab's own."""

    url_name = "page"

    def rows(self):
        return Page.objects.public()


class PagesSitemap(BilingualSitemap):
    """The list pages, each with the latest change of its rows."""

    def items(self):
        models = (Person, Team, Publication, Project, NewsItem, Notice)
        names = ("people", "teams", "publications", "projects", "news", "recruiting")
        latest = {
            name: model.objects.public().aggregate(day=Max("updated"))["day"]
            for name, model in zip(names, models, strict=True)
        }
        return [("home", max(filter(None, latest.values()), default=None)), *latest.items()]

    def location(self, item):
        return reverse(item[0])

    def lastmod(self, item):
        return item[1]


SITEMAPS = {
    "pages": PagesSitemap,
    "people": PeopleSitemap,
    "profile-publications": ProfilePublicationsSitemap,
    "teams": TeamsSitemap,
    "publications": PublicationsSitemap,
    "projects": ProjectsSitemap,
    "grants": GrantsSitemap,
    "news": NewsSitemap,
    "recruiting": NoticesSitemap,
    "own-pages": OwnPagesSitemap,
}


def pages() -> list[tuple[str, int, datetime | None]]:
    """Return the name of a section, a page number and the latest change of the section, for all pages.

    The first section lists all the others, so it changes with any of them.
    """
    summaries = {name: SITEMAPS[name]().summary() for name in list(SITEMAPS)[1:]}
    latest = max((day for _count, day in summaries.values() if day), default=None)
    return [
        ("pages", 1, latest),
        *(
            (name, number, day)
            for name, (count, day) in summaries.items()
            for number in range(1, -(-count // SITEMAPS[name].limit) + 1)
        ),
    ]
