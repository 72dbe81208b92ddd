"""A current or former member of the lab."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.field_check import FieldCheck
from core.images.fields import Picture, PictureField
from core.languages import LocalText, in_chinese, in_parentheses
from core.page_paths import page_path
from core.partial_dates import PartialDate, PartialDateField, covers, end_not_before_start
from core.search.fields import SearchTextField
from core.sorting import SortKeyField
from people.models.slugs import Slugged
from people.querysets import PersonQuerySet


class Role(models.IntegerChoices):
    """The role of a person in the lab; the numbers give the order of roles on the people page."""

    PI = 10, _("Principal investigator")
    FACULTY = 20, _("Faculty")
    POSTDOC = 30, _("Postdoctoral researcher")
    PHD = 40, _("PhD student")
    MASTER = 50, _("Master’s student")
    UNDERGRADUATE = 60, _("Undergraduate student")
    STAFF = 70, _("Staff")
    VISITOR = 80, _("Visitor")
    INTERN = 90, _("Intern")

    @property
    def slug(self) -> str:
        """The role in URLs: ``phd``."""
        return self.name.lower()

    @property
    def plural(self) -> str:
        """The heading for people with this role."""
        return str(ROLE_PLURALS[self])


#: A lookup table, because Django's get_role_display() is slow and a people page needs dozens of labels.
ROLE_LABELS = dict(Role.choices)
ROLE_PLURALS = {
    Role.PI: _("Principal investigators"),
    Role.FACULTY: _("Faculty members"),
    Role.POSTDOC: _("Postdoctoral researchers"),
    Role.PHD: _("PhD students"),
    Role.MASTER: _("Master’s students"),
    Role.UNDERGRADUATE: _("Undergraduate students"),
    Role.STAFF: _("Staff members"),
    Role.VISITOR: _("Visitors"),
    Role.INTERN: _("Interns"),
}


class EmailVisibility(models.TextChoices):
    """Who can see a person's email address."""

    HIDDEN = "hidden", _("Hidden")
    PUBLIC = "public", _("Public")


class NativeLanguage(models.TextChoices):
    """The script of a native name, as an HTML language tag."""

    CHINESE = "zh-Hans", _("Chinese, simplified")
    TRADITIONAL = "zh-Hant", _("Chinese, traditional")
    JAPANESE = "ja", _("Japanese")
    KOREAN = "ko", _("Korean")
    ARABIC = "ar", _("Arabic")
    HEBREW = "he", _("Hebrew")
    PERSIAN = "fa", _("Persian")
    RUSSIAN = "ru", _("Russian")
    GREEK = "el", _("Greek")
    HINDI = "hi", _("Hindi")
    THAI = "th", _("Thai")
    OTHER = "und", _("Other")


class Person(Slugged):
    """A member of the lab, with a profile. Whether they are current or former follows from the dates."""

    name = models.CharField(
        pgettext_lazy("person", "name"), max_length=120, help_text=_("In Latin letters, given name first.")
    )
    native_name = models.CharField(_("name in native script"), max_length=120, blank=True)
    native_language = models.CharField(
        _("language of the native name"), max_length=8, choices=NativeLanguage, default=NativeLanguage.CHINESE
    )
    shows_native_name = models.BooleanField(_("show native name"), default=True)
    #: Spellings and former names that nobody but the person and those who edit the profile may see.
    aliases = models.TextField(
        _("other names, for matching only"),
        blank=True,
        help_text=_(
            "Former names and other spellings on papers, one per line. Never shown; papers with these names "
            "are still found."
        ),
    )
    shown_aliases = models.TextField(
        _("other names, shown"),
        blank=True,
        help_text=_("One per line. Shown on the profile and found by search."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    role = models.PositiveSmallIntegerField(_("role"), choices=Role, default=Role.PHD)
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Sorts people within a role; ties are sorted by the date they joined."),
    )
    photo = PictureField(_("photo"), upload_to="people", blank=True)
    shows_photo = models.BooleanField(_("show photo"), default=True)
    bio = models.TextField(_("biography"), blank=True, help_text=_("Markdown."))
    bio_zh = models.TextField(_("biography (Chinese)"), blank=True)
    interests = models.CharField(
        _("research interests"), max_length=300, blank=True, help_text=_("One line.")
    )
    interests_zh = models.CharField(_("research interests (Chinese)"), max_length=300, blank=True)
    joined = PartialDateField(_("joined"), null=True, blank=True)
    left = PartialDateField(_("left"), null=True, blank=True)
    destination = models.CharField(
        _("destination"), max_length=200, blank=True, help_text=_("Where the person went after leaving.")
    )
    destination_zh = models.CharField(_("destination (Chinese)"), max_length=200, blank=True)
    destination_url = models.URLField(_("link to the destination"), max_length=500, blank=True)
    email = models.EmailField(_("email"), blank=True)
    email_visibility = models.CharField(
        _("email visibility"), max_length=8, choices=EmailVisibility, default=EmailVisibility.HIDDEN
    )
    is_public = models.BooleanField(_("shown on the site"), default=True)
    confirmed = models.DateField(_("last confirmed"), null=True, blank=True, editable=False)
    reminded = models.DateField(_("last reminded"), null=True, blank=True, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    search_text = SearchTextField()
    #: To sort by, in each language.
    sort_name = SortKeyField("en")
    sort_name_zh = SortKeyField("zh-hans")

    #: The columns of ``all_names``.
    NAME_FIELDS = ("name", "native_name", "aliases", "shown_aliases")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("manage_members", _("Can invite and readmit members and record departures"))]
        constraints = [
            FieldCheck(
                field="left",
                condition=end_not_before_start("joined", "left"),
                name="person_leaves_after_joining",
                violation_error_message=_("The last day in the lab is before the first day."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]
        indexes = [models.Index(fields=["role", "position", "joined"], name="person_by_seniority")]

    def __str__(self):
        leading, other = self.names
        return f"{leading.text}{in_parentheses(other.text)}"

    def get_absolute_url(self):
        return page_path("profile", self.slug)

    def slug_text(self):
        return self.name

    def sort_text(self):
        return self.leading_name.text

    def search_parts(self):
        return self.name, self.visible_native_name, *self.shown_alias_list

    def is_current(self, on: date | None = None) -> bool:
        """Return whether the person has not left before this day (default: today)."""
        return covers(None, self.left, on or timezone.localdate())

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every spelling of the person's name, also those for matching only: never show these to visitors."""
        names = (self.name, self.native_name, *self.shown_alias_list, *self.alias_list)
        return tuple(name for name in names if name)

    @property
    def visible_native_name(self) -> str:
        return self.native_name if self.shows_native_name and self.native_name != self.name else ""

    @property
    def visible_photo(self) -> Picture | None:
        """The photo, or None if there is none or the person hides it."""
        return self.photo if self.photo and self.shows_photo else None

    @property
    def names(self) -> tuple[LocalText, LocalText]:
        """Both names, with the one to show first in the current language first."""
        return ordered_names(self.name, self.visible_native_name, self.native_language)

    @property
    def leading_name(self) -> LocalText:
        return self.names[0]

    @property
    def other_name(self) -> LocalText:
        return self.names[1]

    @property
    def initials(self) -> str:
        """One or two letters to show in place of a photo."""
        parts = self.name.replace("-", " ").split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()

    @property
    def public_email(self) -> str:
        return self.email if self.email_visibility == EmailVisibility.PUBLIC else ""

    @cached_property
    def education_list(self):
        """The education, latest first; ``roster.prefetch_education`` can set a part of it in advance."""
        return list(self.education.all())

    @cached_property
    def affiliation_list(self):
        """The affiliations in order; ``roster.prefetch_education`` can set them in advance."""
        return list(self.affiliations.all())

    @property
    def alias_list(self) -> list[str]:
        """The names for matching only."""
        return _lines(self.aliases)

    @property
    def shown_alias_list(self) -> list[str]:
        """The other names that the profile shows."""
        return _lines(self.shown_aliases)

    @cached_property
    def link_list(self):
        """The profile links in order; after ``with_links()`` they need no query."""
        rows = getattr(self, "link_rows", None)
        links = self._meta.get_field("links").related_model
        return list(self.links.all()) if rows is None else [links(**row) for row in rows]

    @cached_property
    def earlier_periods(self) -> list[tuple[PartialDate | None, PartialDate | None]]:
        """Start and end of each earlier stay in the lab; after ``with_stays()`` they need no query."""
        rows = getattr(self, "stay_rows", None)
        rows = self.stays.values("start", "end") if rows is None else rows
        to_date = self._meta.get_field("left").to_python
        return [(to_date(row["start"]), to_date(row["end"])) for row in rows]

    @property
    def service_list(self) -> list:
        """The service, latest first; after ``with_service()`` it needs no query."""
        if not hasattr(self, "service_rows"):
            return list(self.service.all())
        service = self._meta.get_field("service").related_model
        to_date = self._meta.get_field("left").to_python
        return [
            service(**{**row, "start": to_date(row["start"]), "end": to_date(row["end"])})
            for row in self.service_rows
        ]

    @property
    def is_pi(self) -> bool:
        return self.role == Role.PI

    @property
    def role_label(self) -> str:
        return str(ROLE_LABELS.get(self.role, ""))


def ordered_names(name: str, native_name: str, native_language: str) -> tuple[LocalText, LocalText]:
    """Return both names of a person, with the one to show first in the current language first."""
    if native_name in ("", name):
        return LocalText(name), LocalText("")
    if not in_chinese():
        return LocalText(name), LocalText(native_name, native_language)
    native = LocalText(native_name, "" if native_language == NativeLanguage.CHINESE else native_language)
    latin = LocalText(name, "en")
    return (native, latin) if native_language.startswith("zh") else (latin, native)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
