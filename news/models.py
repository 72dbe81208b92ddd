"""News items of the lab, linked to the people and publications they are about."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.images.fields import PictureField
from core.languages import LocalText, local
from core.markdown import plain
from core.page_paths import page_path
from core.partial_dates import PartialDateField
from core.search.fields import SearchTextField
from core.search.query import Query, matching
from people.models import Person, Slugged
from projects.models import Project
from publications.models import Publication


class NewsKind(models.TextChoices):
    PAPER = "paper", _("Paper")
    TALK = "talk", _("Talk")
    AWARD = "award", _("Award")
    RELEASE = "release", _("Release")
    PEOPLE = "people", pgettext_lazy("kind of news", "People")
    OTHER = "other", _("Other")


#: A lookup table, because Django's get_kind_display() is slow and a news page needs dozens of labels.
KIND_LABELS = dict(NewsKind.choices)
UNDESCRIBED = _("Describe the picture in English or Chinese for people who cannot see it.")


class NewsItemQuerySet(QuerySet):
    """QuerySet of NewsItem."""

    def public(self, on: date | None = None):
        """Return the items that are public on this day (default: today)."""
        return self.filter(is_public=True, date__lte=(on or timezone.localdate()).isoformat())

    def for_list(self):
        return self.defer("search_text", "created", "updated")

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def pinned_first(self):
        return self.order_by("-is_pinned", "-date", "-pk")

    def in_year(self, year: int):
        return self.filter(date__startswith=str(year))

    def counts_by_year_and_kind(self):
        """Return (year as text, kind, number of items) of those that have news, the latest year first."""
        groups = self.annotate(year=Left("date", 4)).values_list("year", "kind")
        return groups.annotate(Count("pk")).order_by("-year")

    def newer_than(self, day, key):
        """Return the items after the one with this date and primary key, the next one first."""
        later = Q(date__gt=day) | Q(date=day, pk__gt=key)
        return self.filter(later).order_by("date", "pk")

    def older_than(self, day, key):
        """Return the items before the one with this date and primary key, the last one first."""
        earlier = Q(date__lt=day) | Q(date=day, pk__lt=key)
        return self.filter(earlier).newest_first()

    def about(self, person):
        """Return the items about a person."""
        return self.filter(pk__in=NewsItem.people.through.objects.filter(person=person).values("newsitem"))

    def matching(self, query: Query):
        return self.filter(matching(query))


class NewsItem(Slugged):
    """A news item of a few lines. It is public from the first day of its date on."""

    date = PartialDateField(_("date"))
    kind = models.CharField(_("kind"), max_length=10, choices=NewsKind, default=NewsKind.OTHER)
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Optional. A short news item needs no title.")
    )
    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown, a few lines."))
    body_zh = models.TextField(_("text (Chinese)"), blank=True)
    picture = PictureField(_("picture"), upload_to="news", blank=True)
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it. Required with a picture."),
    )
    picture_alt_zh = models.CharField(_("description of the picture (Chinese)"), max_length=200, blank=True)
    people = models.ManyToManyField(Person, blank=True, related_name="news_items", verbose_name=_("people"))
    publications = models.ManyToManyField(
        Publication, blank=True, related_name="news_items", verbose_name=_("publications")
    )
    projects = models.ManyToManyField(
        Project, blank=True, related_name="news_items", verbose_name=_("projects")
    )
    is_pinned = models.BooleanField(
        _("pinned"), default=False, help_text=_("Stays at the top of the home page.")
    )
    is_public = models.BooleanField(_("shown on the site"), default=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    search_text = SearchTextField()

    reserved_slugs = r"feed|add|\d+"  # a number is a year

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(body="", body_zh=""),
                name="news_item_has_a_text",
                violation_error_message=_("Enter the text in English or Chinese."),
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt="", picture_alt_zh=""),
                name="news_picture_has_a_description",
                violation_error_message=UNDESCRIBED,
            ),
        ]
        indexes = [
            models.Index(
                fields=["-date", "-id", "kind"], condition=Q(is_public=True), name="news_newest_first"
            ),
            models.Index(
                fields=["-is_pinned", "-date", "-id"], condition=Q(is_public=True), name="news_pinned_first"
            ),
        ]

    def __str__(self):
        return self.title or self.title_zh or plain(self.body or self.body_zh, limit=80)

    def clean(self):
        super().clean()
        if self.picture and not (self.picture_alt or self.picture_alt_zh):
            raise ValidationError({"picture_alt": UNDESCRIBED})

    def get_absolute_url(self):
        return page_path("news-item", self.slug)

    def slug_text(self):
        title = self.title or self.title_zh or plain(self.body or self.body_zh, limit=60)
        return f"{self.date} {title}"

    def search_parts(self):
        return self.title, self.title_zh, plain(self.body), plain(self.body_zh)

    @property
    def kind_label(self) -> str:
        """The kind in words, or "" for news of no particular kind."""
        return "" if self.kind == NewsKind.OTHER else str(KIND_LABELS.get(self.kind, self.kind))

    @property
    def has_title(self) -> bool:
        return bool(self.title or self.title_zh)

    @property
    def headline(self) -> LocalText:
        """The title, or else the beginning of the text without markup."""
        if self.has_title:
            return local(self, "title")
        text = local(self, "body")
        return LocalText(plain(text.text, limit=110), text.lang)
