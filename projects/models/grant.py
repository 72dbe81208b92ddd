"""Grants, with their investigators, projects and publications."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.languages import local
from core.partial_dates import PartialDateField, ends_after_start
from core.search.fields import SearchTextField
from core.search.query import Query, matching
from core.sorting import SortKeyField
from people.models import Person, Slugged
from projects.grant_numbers import form_of, ror_of
from projects.models.project import Project
from publications.models import Publication


class GrantQuerySet(QuerySet):
    """QuerySet of Grant."""

    def public(self):
        return self.filter(is_public=True)

    def in_order(self):
        """Order by the start, the latest first."""
        return self.order_by(F("start").desc(nulls_last=True), "funder", "number", "pk")

    def matching(self, query: Query):
        return self.filter(matching(query))

    def for_list(self):
        """Defer the text that only searching needs."""
        return self.defer("search_text")


class Grant(Slugged):
    """A grant of a funder. Its amount is shown only if the lab chooses so."""

    funder = models.CharField(_("funder"), max_length=200)
    funder_zh = models.CharField(_("funder (Chinese)"), max_length=200, blank=True)
    ror = models.CharField(
        _("ROR ID of the funder"),
        max_length=40,
        blank=True,
        help_text=_("From ror.org, e.g. 01h0zpd94. Optional."),
    )
    number = models.CharField(_("grant number"), max_length=60)
    title = models.CharField(_("title"), max_length=300, blank=True)
    title_zh = models.CharField(_("title (Chinese)"), max_length=300, blank=True)
    start = PartialDateField(_("from"), null=True, blank=True)
    end = PartialDateField(_("to"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Enter three capital letters, e.g. CNY."))],
        help_text=_("Three letters, e.g. CNY."),
    )
    shows_amount = models.BooleanField(
        _("show the amount on the site"),
        default=False,
        help_text=_("If off, only this form shows the amount."),
    )
    projects = models.ManyToManyField(Project, blank=True, related_name="grants", verbose_name=_("projects"))
    publications = models.ManyToManyField(Publication, blank=True, verbose_name=_("publications"))
    is_public = models.BooleanField(_("shown on the site"), default=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    search_text = SearchTextField()
    sort_funder = SortKeyField("en")
    sort_funder_zh = SortKeyField("zh-hans")

    reserved_slugs = "add"

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = [models.F("start").desc(nulls_last=True), "funder", "number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(funder="") & ~Q(number=""), name="grant_has_funder_and_number"
            ),
            models.UniqueConstraint(
                fields=["funder", "number"],
                name="grant_number_once_per_funder",
                violation_error_message=_("A grant of this funder with this number already exists."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | ~Q(currency=""),
                name="grant_amount_has_a_currency",
                violation_error_message=_("Enter the currency of the amount."),
            ),
            ends_after_start("grant_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.funder} {self.number}"

    def get_absolute_url(self):
        return reverse("grant", args=[self.slug])

    def slug_text(self):
        return f"{self.funder} {self.number}"

    def search_parts(self):
        return str(self), self.number, self.funder_zh, self.title, self.title_zh

    def sort_text(self):
        return local(self, "funder").text

    def clean(self):
        super().clean()
        self.number = " ".join(self.number.split())
        if self.ror:
            ror = ror_of(self.ror)
            if not ror:
                raise ValidationError({"ror": _("This is not a valid ROR ID. Copy the ID from ror.org.")})
            self.ror = ror

    @property
    def usual_numbers(self) -> str:
        """Examples of the numbers of the funder if this number does not look like one, else ""."""
        form = form_of(self.ror, self.funder, self.funder_zh)
        return "" if form is None or form.pattern.fullmatch(self.number.upper()) else form.examples

    @property
    def public_amount(self) -> str:
        """The amount with its currency, if it may be shown."""
        return f"{self.currency} {self.amount:,.0f}" if self.shows_amount and self.amount is not None else ""

    @property
    def headline(self):
        """The title in the language of the page, or else the funder with the number."""
        title, funder = local(self, "title"), local(self, "funder")
        return title if title.text else funder._replace(text=f"{funder.text} {self.number}")


class GrantInvestigator(models.Model):
    """A person who leads a grant or works on it."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="investigators", verbose_name=_("grant"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="grant_roles", verbose_name=_("person"))
    role = models.CharField(pgettext_lazy("project", "role"), max_length=80, blank=True)
    role_zh = models.CharField(pgettext_lazy("project", "role (Chinese)"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("investigator")
        verbose_name_plural = _("investigators")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.role or f"#{self.person_id}"
