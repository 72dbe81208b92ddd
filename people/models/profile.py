"""The rows of a profile: affiliations, links, education, honors, service and earlier stays."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.partial_dates import PartialDateField, covers, ends_after_start, format_period
from core.shared_rows import SharedRow, SharedRowQuerySet
from people.models.links import Link
from people.models.person import Person, Role


class Affiliation(models.Model):
    """A current or former affiliation of a person, at the lab's institution or elsewhere."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    institution = models.CharField(_("institution"), max_length=200)
    institution_zh = models.CharField(_("institution (Chinese)"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    department_zh = models.CharField(_("department (Chinese)"), max_length=200, blank=True)
    capacity = models.CharField(_("role"), max_length=80, blank=True, help_text=_("E.g. intern."))
    capacity_zh = models.CharField(_("role (Chinese)"), max_length=80, blank=True)
    url = models.URLField(_("address (URL)"), max_length=500, blank=True)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)
    is_past = models.BooleanField(
        _("ended"), default=False, help_text=_("Tick if it has ended but you don’t know when.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["position", "pk"]
        constraints = [ends_after_start("affiliation_ends_after_start")]

    def __str__(self):
        return self.institution

    def runs(self, on: date) -> bool:
        """Return whether the affiliation is in effect on this day."""
        return not self.is_past and covers(self.start, self.end, on)


class ProfileLink(Link):
    """A link to a page or an account of a person elsewhere."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links", verbose_name=_("person"))

    class Meta(Link.Meta):
        verbose_name = _("profile link")
        verbose_name_plural = _("profile links")


class Degree(models.TextChoices):
    PHD = "phd", _("PhD")
    MASTER = "master", _("Master’s degree")
    BACHELOR = "bachelor", _("Bachelor’s degree")
    OTHER = "other", _("Other studies")


class Education(models.Model):
    """Studies for a degree. The year of study is computed from the studies in progress."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="education", verbose_name=_("person"))
    degree = models.CharField(_("degree"), max_length=10, choices=Degree)
    school = models.CharField(_("school"), max_length=200)
    school_zh = models.CharField(_("school (Chinese)"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    department_zh = models.CharField(_("department (Chinese)"), max_length=200, blank=True)
    url = models.URLField(_("address (URL)"), max_length=500, blank=True)
    advisor = models.CharField(_("advisor"), max_length=120, blank=True)
    advisor_zh = models.CharField(_("advisor (Chinese)"), max_length=120, blank=True)
    advisor_url = models.URLField(_("page of the advisor"), max_length=500, blank=True)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)
    is_expected = models.BooleanField(_("expected (not finished yet)"), default=False)

    class Meta:
        verbose_name = _("education")
        verbose_name_plural = _("education")
        ordering = [models.F("start").desc(nulls_last=True), "-pk"]
        constraints = [ends_after_start("education_ends_after_start")]

    def __str__(self):
        return f"{self.get_degree_display()}, {self.school}"

    def is_finished(self, on: date) -> bool:
        """Return whether the studies ended before this day."""
        return self.end is not None and not self.is_expected and self.end.last_day < on


class Honor(SharedRow):
    """An award, prize or scholarship."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="honors", verbose_name=_("person"))
    colleagues = models.ManyToManyField(
        Person, blank=True, related_name="shared_honors", verbose_name=_("shared with")
    )
    date = PartialDateField(_("date"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("title (Chinese)"), max_length=200, blank=True)
    level = models.CharField(
        _("level"),
        max_length=60,
        blank=True,
        # xgettext:no-python-format
        help_text=_("E.g. top 1% or 1/10."),
    )
    level_zh = models.CharField(_("level (Chinese)"), max_length=60, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    issuer_zh = models.CharField(_("issuer (Chinese)"), max_length=200, blank=True)
    is_highlighted = models.BooleanField(_("highlighted"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = SharedRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("honor")
        verbose_name_plural = _("honors")
        ordering = [models.F("date").desc(nulls_last=True), "position", "pk"]

    def __str__(self):
        return self.title


class Service(models.Model):
    """Teaching, reviewing, organising or another service to the lab or the community."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="service", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=120, help_text=_("E.g. teaching assistant or reviewer."))
    role_zh = models.CharField(_("role (Chinese)"), max_length=120, blank=True)
    subject = models.CharField(
        _("activity"), max_length=250, blank=True, help_text=_("Course, journal, event or organisation.")
    )
    subject_zh = models.CharField(_("activity (Chinese)"), max_length=250, blank=True)
    partner = models.CharField(_("partner"), max_length=200, blank=True)
    partner_zh = models.CharField(_("partner (Chinese)"), max_length=200, blank=True)
    url = models.URLField(_("address (URL)"), max_length=500, blank=True)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True, help_text=_("Leave empty if ongoing."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("service")
        ordering = [models.F("start").desc(nulls_last=True), "position", "pk"]
        constraints = [ends_after_start("service_ends_after_start")]

    def __str__(self):
        return f"{self.role}, {self.subject}" if self.subject else self.role


class Stay(models.Model):
    """An earlier stay of a person in the lab; the current or latest one is stored on the Person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="stays", verbose_name=_("person"))
    role = models.PositiveSmallIntegerField(_("role"), choices=Role)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"))

    class Meta:
        verbose_name = _("earlier stay in the lab")
        verbose_name_plural = _("earlier stays in the lab")
        ordering = ["end", "pk"]
        constraints = [ends_after_start("stay_ends_after_start")]

    def __str__(self):
        return format_period(self.start, self.end)
