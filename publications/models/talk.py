"""Talks that members have given."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.partial_dates import PartialDateField
from core.shared_rows import SharedRow, SharedRowQuerySet
from people.models import Person
from publications.models.publication import Publication


class TalkKind(models.TextChoices):
    KEYNOTE = "keynote", _("Keynote")
    INVITED = "invited", _("Invited talk")
    ORAL = "oral", _("Oral presentation")
    POSTER = "poster", _("Poster")
    TUTORIAL = "tutorial", _("Tutorial")
    OTHER = "other", _("Talk")


class TalkQuerySet(SharedRowQuerySet):
    """Rows of Talk."""

    def with_links_to_publications(self):
        """Fetch the talks with what the link to their publication needs of it, and nothing else of it."""
        own = [field.name for field in self.model._meta.concrete_fields]
        return self.select_related("publication").only(*own, "publication__slug", "publication__is_public")


class Talk(SharedRow):
    """A talk, poster or tutorial of a member. It may present a publication, hence it belongs to this app."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="talks", verbose_name=_("person"))
    colleagues = models.ManyToManyField(
        Person, blank=True, related_name="shared_talks", verbose_name=_("shared with")
    )
    date = PartialDateField(_("date"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=TalkKind, default=TalkKind.ORAL)
    title = models.CharField(_("title"), max_length=300)
    title_zh = models.CharField(_("title (Chinese)"), max_length=300, blank=True)
    event = models.CharField(_("event"), max_length=200, blank=True)
    event_zh = models.CharField(_("event (Chinese)"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    place_zh = models.CharField(_("place (Chinese)"), max_length=120, blank=True)
    url = models.URLField(_("event page"), max_length=500, blank=True)
    slides_url = models.URLField(_("slides"), max_length=500, blank=True)
    publication = models.ForeignKey(
        Publication,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="talks",
        verbose_name=_("publication"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = [models.F("date").desc(nulls_last=True), "position", "pk"]

    def __str__(self):
        return self.title
