"""The one lab that the site is about."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.caching import prepared
from core.colours import validate_colour
from core.images.fields import PictureField
from core.languages import local
from people.models.links import Link, link_rows

DEFAULT_ACCENT = "#1f5f8b"


class Lab(models.Model):
    """Who the site is about. There is at most one row."""

    name = models.CharField(_("name"), max_length=200)
    name_zh = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    short_name_zh = models.CharField(_("short name (Chinese)"), max_length=40, blank=True)
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    institution_zh = models.CharField(_("institution (Chinese)"), max_length=200, blank=True)
    institution_url = models.URLField(_("web site of the institution"), blank=True)
    tagline = models.CharField(_("tagline"), max_length=300, blank=True, help_text=_("One sentence."))
    tagline_zh = models.CharField(_("tagline (Chinese)"), max_length=300, blank=True)
    about = models.TextField(_("about"), blank=True, help_text=_("Markdown."))
    about_zh = models.TextField(_("about (Chinese)"), blank=True)
    address = models.TextField(_("postal address"), blank=True)
    address_zh = models.TextField(_("postal address (Chinese)"), blank=True)
    city = models.CharField(pgettext_lazy("address", "city"), max_length=80, blank=True)
    city_zh = models.CharField(_("city (Chinese)"), max_length=80, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", _("Two capital letters, such as CN."))],
        help_text=_("Its two letters, such as CN. Job searches list no notice without it."),
    )
    email = models.EmailField(_("contact e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    logo = PictureField(_("logo"), upload_to="lab", blank=True)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[validate_colour],
        help_text=_("Like #1f5f8b. Readable variants for light and dark pages are computed."),
    )
    academic_year_start = models.PositiveSmallIntegerField(
        _("first month of the academic year"),
        default=9,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("1 to 12. It decides when a second-year student becomes a third-year student."),
    )
    reviews_profiles = models.BooleanField(
        _("profiles are reviewed"),
        default=True,
        help_text=_("Without it, what members change on their own pages is public at once."),
    )
    confirm_every = models.PositiveSmallIntegerField(
        _("months until a profile is asked about"),
        default=12,
        help_text=_("Members whose page was not confirmed for so long get a mail. 0 means never."),
    )
    keeps_applications = models.PositiveSmallIntegerField(
        _("months that applications are kept"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_(
            "Counted from the closing of the notice, or from the decision where it has no closing day."
        ),
    )

    class Meta:
        verbose_name = _("lab")
        verbose_name_plural = _("lab")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="one_lab",
                violation_error_message=_("There is one lab already."),
            ),
            models.CheckConstraint(
                condition=models.Q(academic_year_start__range=(1, 12)),
                name="lab_academic_year_start_is_a_month",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1  # the one row; the database refuses any other
        super().save(*args, **kwargs)

    @classmethod
    def load(cls) -> "Lab":
        """Returns the lab; one without a row yet where nothing has been set up."""
        found = stored_lab()
        return found[0] if found else cls(name=str(_("Our lab")))

    @property
    def usual_name(self) -> str:
        """What the lab calls itself in mails and on other people's telephones."""
        return local(self, "short_name").text or local(self, "name").text

    @property
    def link_list(self) -> list["LabLink"]:
        """The links in order; after ``load()`` they take no query."""
        return [LabLink(**row) for row in getattr(self, "link_rows", [])]


class LabLink(Link):
    """An account or page of the lab somewhere else."""

    lab = models.ForeignKey(Lab, models.CASCADE, related_name="links", verbose_name=_("lab"))

    class Meta(Link.Meta):
        verbose_name = _("link of the lab")
        verbose_name_plural = _("links of the lab")


@prepared
def stored_lab():
    return Lab.objects.annotate(link_rows=link_rows(LabLink, "lab"))
