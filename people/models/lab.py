"""The lab that the site is about."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.caching import prepared
from core.colours import validate_colour
from core.images.fields import MasterSize, PictureField
from core.languages import local
from core.ordered_choices import OrderedChoicesField
from people.models.links import Link, link_rows

DEFAULT_ACCENT = "#1f5f8b"
#: Sharp at the full width of its place on a dense screen, within the 200 KB of the page's first view.
HERO_SIZE = MasterSize(side=1280, max_bytes=100_000)
#: The width of a logo divided by its height from which on it is taken for the name in writing.
WIDE_LOGO = 2.0


class Look(models.TextChoices):
    """The looks of the site; the value is the ``data-look`` of its pages."""

    JOURNAL = "journal", pgettext_lazy("look", "Journal")
    BOLD = "bold", pgettext_lazy("look", "Bold")
    COMPACT = "compact", pgettext_lazy("look", "Compact")


class LogoBackground(models.TextChoices):
    """The background on which a logo is readable."""

    LIGHT = "light", _("a light page")
    DARK = "dark", _("a dark page")
    ANY = "any", _("light and dark pages")


class HomeSection(models.TextChoices):
    """The sections of the home page below its head, in their default order."""

    ABOUT = "about", _("About us")
    PROJECTS = "projects", _("Projects")
    NEWS = "news", _("News")
    PUBLICATIONS = "publications", _("Selected publications")
    PEOPLE = "people", _("People")
    OPENINGS = "openings", _("Openings")
    TEAMS = "teams", _("Teams")
    CONTACT = "contact", _("Contact")


def focus_field(name) -> models.PositiveSmallIntegerField:
    """Return a field for a coordinate of the part of a picture that stays visible when it is cropped."""
    return models.PositiveSmallIntegerField(name, default=50, validators=[MaxValueValidator(100)])


class Lab(models.Model):
    """The lab that the site is about: its names, texts, contact and settings. There is at most one row."""

    name = models.CharField(_("name"), max_length=200)
    name_zh = models.CharField(_("name (Chinese)"), max_length=200, blank=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    short_name_zh = models.CharField(_("short name (Chinese)"), max_length=40, blank=True)
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    institution_zh = models.CharField(_("institution (Chinese)"), max_length=200, blank=True)
    institution_url = models.URLField(_("website of the institution"), blank=True)
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
        validators=[RegexValidator(r"\A[A-Z]{2}\Z", _("Enter two capital letters, e.g. GB."))],
        help_text=_("Two-letter code, e.g. GB. Needed for Google job listings."),
    )
    map_url = models.URLField(
        _("map (URL)"),
        max_length=500,
        blank=True,
        validators=[URLValidator(["http", "https"])],
        help_text=_("Link to a map service of your choice, such as OpenStreetMap or Amap."),
    )
    directions = models.TextField(_("how to get there"), blank=True, help_text=_("Markdown."))
    directions_zh = models.TextField(_("how to get there (Chinese)"), blank=True)
    email = models.EmailField(_("contact email"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    registration = models.CharField(
        _("registration number"),
        max_length=80,
        blank=True,
        help_text=_("E.g. an ICP number. Shown in the footer."),
    )
    registration_url = models.URLField(
        _("link of the registration number"), blank=True, validators=[URLValidator(["http", "https"])]
    )
    logo = PictureField(_("logo"), upload_to="lab", blank=True)
    logo_background = models.CharField(
        _("the logo is readable on"),
        max_length=5,
        choices=LogoBackground,
        default=LogoBackground.LIGHT,
        help_text=_(
            "On other pages, the logo gets a background: white for a dark logo, dark for a white one."
        ),
    )
    hero = PictureField(
        _("picture of the home page"),
        upload_to="lab",
        master_size=HERO_SIZE,
        blank=True,
        help_text=_("At the top of the home page. At least 1600 pixels wide is best."),
    )
    hero_alt = models.CharField(
        _("description of the picture"),
        max_length=200,
        blank=True,
        help_text=_("Screen readers read it aloud. Leave empty if the picture is only decoration."),
    )
    hero_alt_zh = models.CharField(_("description of the picture (Chinese)"), max_length=200, blank=True)
    hero_caption = models.CharField(
        _("caption"), max_length=300, blank=True, help_text=_("Shown below the picture, e.g. who is in it.")
    )
    hero_caption_zh = models.CharField(_("caption (Chinese)"), max_length=300, blank=True)
    hero_focus_x = focus_field(_("horizontal focus in percent"))
    hero_focus_y = focus_field(_("vertical focus in percent"))
    look = models.CharField(_("look"), max_length=10, choices=Look, default=Look.JOURNAL)
    home_sections = OrderedChoicesField(
        _("sections of the home page"),
        items=HomeSection.choices,
        help_text=_("Shown in this order. Unticked sections are hidden."),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[validate_colour],
        help_text=_("For example #1f5f8b. Readable shades for light and dark pages are computed from it."),
    )
    academic_year_start = models.PositiveSmallIntegerField(
        _("first month of the academic year"),
        default=9,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("1 to 12. In this month, a second-year student becomes a third-year student."),
    )
    reviews_profiles = models.BooleanField(
        _("review profiles"),
        default=True,
        help_text=_("If off, members’ changes to their own profiles are published without review."),
    )
    confirm_every = models.PositiveSmallIntegerField(
        _("months between profile confirmations"),
        default=12,
        help_text=_(
            "Members who have not confirmed their profile for this long get an email. 0 means never."
        ),
    )
    keeps_applications = models.PositiveSmallIntegerField(
        _("retention period of applications in months"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_(
            "Counted from the day the opening closes, or from the decision if it has no closing date."
        ),
    )

    class Meta:
        verbose_name = _("lab")
        verbose_name_plural = _("lab")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="one_lab",
                violation_error_message=_("There can be only one lab."),
            ),
            models.CheckConstraint(
                condition=models.Q(academic_year_start__range=(1, 12)),
                name="lab_academic_year_start_is_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(hero_focus_x__lte=100, hero_focus_y__lte=100),
                name="lab_focus_is_a_percentage",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = 1  # the only row; a database constraint refuses others
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("home")

    @classmethod
    def load(cls) -> "Lab":
        """Return the lab, or an unsaved one with default values if none has been set up."""
        rows = stored_lab()
        return rows[0] if rows else cls(name=str(_("Our lab")))

    @property
    def usual_name(self) -> str:
        """The short name, or else the full name, for emails and authenticator apps."""
        return local(self, "short_name").text or local(self, "name").text

    @property
    def has_wide_logo(self) -> bool:
        """Whether the logo is wide enough to contain the name, which then is not printed next to it."""
        return bool(self.logo) and self.logo.aspect >= WIDE_LOGO

    @property
    def home_section_keys(self) -> list[str]:
        """The keys of the sections of the home page, in the order in which they are shown."""
        return self.home_sections or HomeSection.values

    @property
    def link_list(self) -> list["LabLink"]:
        """The links in order; on the result of ``load()`` they need no query."""
        return [LabLink(**row) for row in getattr(self, "link_rows", [])]


class LabLink(Link):
    """A link to a page or an account of the lab elsewhere."""

    lab = models.ForeignKey(Lab, models.CASCADE, related_name="links", verbose_name=_("lab"))

    class Meta(Link.Meta):
        verbose_name = _("link of the lab")
        verbose_name_plural = _("links of the lab")


@prepared
def stored_lab():
    return Lab.objects.annotate(link_rows=link_rows(LabLink, "lab"))
