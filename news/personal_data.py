"""Personal data of news items."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.personal_data import PersonalData, counted, record_of
from news.models import NewsItem


class NewsData(PersonalData):
    """The news items that are about a person."""

    name = "news"
    label = _("News items about you")
    fields = ("news.NewsItem.people",)

    def records(self, subject):
        if subject.profile:
            for item in NewsItem.objects.filter(people=subject.profile).iterator():
                yield record_of(item, without=["people"])

    def remaining(self, subject):
        yield from counted(
            NewsItem.objects.filter(people=subject.profile),
            ngettext_lazy(
                "%(count)d news item: the text stays as written, without a link to a profile",
                "%(count)d news items: the text stays as written, without a link to a profile",
                "count",
            ),
        )
