"""Projects, with the people who take part and links."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.images.fields import PictureField
from core.languages import LocalText, local
from core.markdown import plain
from core.page_paths import page_path
from core.partial_dates import PartialDateField, ends_after_start
from core.search.fields import SearchTextField
from people.models import Person, Slugged, Team
from projects.models.querysets import ProjectQuerySet
from publications.models import Publication, Topic


class Project(Slugged):
    """A line of research or a funded project. It is current until its end has passed."""

    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    summary = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("One or two sentences, shown in lists.")
    )
    summary_zh = models.CharField(_("summary (Chinese)"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    body_zh = models.TextField(_("text (Chinese)"), blank=True)
    picture = PictureField(_("picture"), upload_to="projects", blank=True)
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=200,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    picture_alt_zh = models.CharField(_("description of the picture (Chinese)"), max_length=200, blank=True)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, verbose_name=_("team"))
    topics = models.ManyToManyField(Topic, blank=True, verbose_name=_("topics"))
    publications = models.ManyToManyField(Publication, blank=True, verbose_name=_("publications"))
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Projects with a lower number come first.")
    )
    is_public = models.BooleanField(_("shown on the site"), default=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    search_text = SearchTextField()

    reserved_slugs = "feed|add|grants"

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["position", models.F("start").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="project_has_a_title"),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt="") | ~Q(picture_alt_zh=""),
                name="project_picture_is_described",
                violation_error_message=_("Describe the picture."),
            ),
            ends_after_start("project_ends_after_start"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return page_path("project", self.slug)

    def slug_text(self):
        return self.title

    def search_parts(self):
        texts = self.body, self.body_zh
        return self.title, self.title_zh, self.summary, self.summary_zh, *map(plain, texts)

    def clean(self):
        super().clean()
        if self.picture and not (self.picture_alt or self.picture_alt_zh):
            raise ValidationError({"picture_alt": _("Describe the picture.")})

    def is_past(self, on: date | None = None) -> bool:
        """Return whether the project ended before this day (default: today)."""
        return self.end is not None and self.end.last_day < (on or timezone.localdate())

    def list_heading(self, on: date) -> str:
        """Return the heading below which a list has this project on this day."""
        return str(_("Past projects") if self.is_past(on) else _("Current projects"))

    @property
    def picture_text(self) -> LocalText:
        """What the picture shows, in the language of the page."""
        return local(self, "picture_alt")

    @property
    def public_team(self) -> Team | None:
        """The team, if its page is public."""
        return self.team if self.team and self.team.is_public else None


class ProjectMember(models.Model):
    """A person who takes part in a project, with the role there."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="members", verbose_name=_("project"))
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="project_memberships", verbose_name=_("person")
    )
    role = models.CharField(
        pgettext_lazy("project", "role"),
        max_length=80,
        blank=True,
        help_text=_("Role in the project, e.g. “Principal investigator”. Optional."),
    )
    role_zh = models.CharField(pgettext_lazy("project", "role (Chinese)"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("member of a project")
        verbose_name_plural = _("members of a project")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.role or f"#{self.person_id}"


class ProjectLinkKind(models.TextChoices):
    """The kind of page that a link leads to; the value is also the name of its icon."""

    HOMEPAGE = "homepage", _("Homepage")
    CODE = "code", _("Code")
    DATA = "data", _("Data")
    DEMO = "demo", _("Demo")
    VIDEO = "video", _("Video")
    SLIDES = "slides", _("Slides")
    MEDIA = "media", _("Media")
    OTHER = "link", _("Link")


class ProjectLink(models.Model):
    """A link from a project to its homepage, code, data or another resource."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="links", verbose_name=_("project"))
    kind = models.CharField(_("kind"), max_length=10, choices=ProjectLinkKind)
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Replaces the name of the kind.")
    )
    url = models.URLField(_("URL"), max_length=500, validators=[URLValidator(["http", "https"])])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """The text of the link: its label, or the name of its kind."""
        return self.label or self.get_kind_display()
