"""The sitemap: every public page, in both languages, with the day of its last change."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse

from news.models import NewsItem
from people.models import Person, Team
from publications.models import Authorship, Editorship, Publication, PublicationKind
from recruiting.models import Notice


class BilingualSitemap(Sitemap):
    i18n = True
    alternates = True
    x_default = True

    def lastmod(self, item):
        return item.updated

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class PagesSitemap(BilingualSitemap):
    """The list pages, each with the latest change of its rows."""

    def items(self):
        self.latest = {
            "people": Person.objects.public().aggregate(day=Max("updated"))["day"],
            "teams": Team.objects.public().aggregate(day=Max("updated"))["day"],
            "publications": Publication.objects.public().aggregate(day=Max("updated"))["day"],
            "news": NewsItem.objects.public().aggregate(day=Max("updated"))["day"],
            "recruiting": Notice.objects.public().aggregate(day=Max("updated"))["day"],
        }
        self.latest["home"] = max(filter(None, self.latest.values()), default=None)
        return list(self.latest)

    def location(self, item):
        return reverse(item)

    def lastmod(self, item):
        return self.latest[item]


class PeopleSitemap(BilingualSitemap):
    def items(self):
        return Person.objects.public().order_by("pk").only("slug", "updated")


class ProfilePublicationsSitemap(BilingualSitemap):
    """The publication lists of the people who have any publications."""

    def items(self):
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
        return people.exclude(written=None, edited=None).order_by("pk").only("slug")

    def location(self, item):
        return reverse("profile-publications", args=[item.slug])

    def lastmod(self, item):
        return max(filter(None, (item.written, item.edited)))


class TeamsSitemap(BilingualSitemap):
    def items(self):
        return Team.objects.public().order_by("pk").only("slug", "updated")


class PublicationsSitemap(BilingualSitemap):
    def items(self):
        return Publication.objects.public().order_by("pk").only("slug", "updated")


class NewsSitemap(BilingualSitemap):
    def items(self):
        return NewsItem.objects.public().order_by("pk").only("slug", "updated")


class NoticesSitemap(BilingualSitemap):
    """Open notices. Closed ones are excluded from search engines."""

    def items(self):
        return Notice.objects.open().order_by("pk").only("slug", "updated")


SITEMAPS = {
    "pages": PagesSitemap,
    "people": PeopleSitemap,
    "profile-publications": ProfilePublicationsSitemap,
    "teams": TeamsSitemap,
    "publications": PublicationsSitemap,
    "news": NewsSitemap,
    "recruiting": NoticesSitemap,
}
