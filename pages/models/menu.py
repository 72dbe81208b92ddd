"""The menu of the site, which has entries on up to two levels."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from pages.models.page import Page


class Section(models.TextChoices):
    """The sections of the site that can be in the menu. The value is also the name of the URL."""

    PEOPLE = "people", _("People")
    TEAMS = "teams", _("Teams")
    PROJECTS = "projects", _("Projects")
    PUBLICATIONS = "publications", _("Publications")
    NEWS = "news", _("News")
    RECRUITING = "recruiting", _("Join us")


class Menu(models.Model):
    """The menu of the site, which owns its entries. There is one row."""

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self):
        return str(_("Menu"))


class MenuItem(models.Model):
    """An entry of the menu: a section of the site, a page, or a link."""

    menu = models.ForeignKey(Menu, models.CASCADE, related_name="items", verbose_name=_("menu"))
    section = models.CharField(
        _("section of the site"),
        max_length=20,
        choices=Section,
        blank=True,
        help_text=_("Visitors see this entry once the section has content."),
    )
    page = models.ForeignKey(
        Page, models.CASCADE, null=True, blank=True, related_name="menu_items", verbose_name=_("or a page")
    )
    url = models.CharField(
        _("or a link"),
        max_length=300,
        blank=True,
        help_text=_("E.g. https://example.org/ or /people/?role=phd."),
    )
    label = models.CharField(_("label"), max_length=40, blank=True)
    label_zh = models.CharField(_("label (Chinese)"), max_length=40, blank=True)
    is_below = models.BooleanField(
        _("in a submenu"),
        default=False,
        help_text=_("Shown in the submenu of the last top-level entry above this one."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu entries")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(page=None, url="") & ~Q(section="")
                    | Q(section="", url="", page__isnull=False)
                    | Q(section="", page=None) & ~Q(url="")
                ),
                name="menu_item_leads_to_one_place",
                violation_error_message=_("Choose a section, a page or a link: one of the three."),
            )
        ]

    def __str__(self):
        return self.label or self.label_zh or self.get_section_display() or self.url or f"#{self.page_id}"

    def clean(self):
        """Refuse a link that is neither a web address nor a path of this site, and a link without a label."""
        super().clean()
        if not self.url:
            return
        is_path = self.url.startswith("/") and url_has_allowed_host_and_scheme(self.url, allowed_hosts=None)
        if not is_path:
            try:
                URLValidator(schemes=["http", "https"])(self.url)
            except ValidationError as error:
                raise ValidationError({"url": error}) from error
        if not (self.label or self.label_zh):
            raise ValidationError({"label": _("Enter a label for the link.")})
