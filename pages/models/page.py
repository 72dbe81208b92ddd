"""Pages of the lab's own, in both languages, for everybody or for members only."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.languages import LocalText, local
from core.markdown import introduction, plain
from core.search.fields import SearchTextField
from core.search.query import Query, matching
from pages.rendering import prose
from people.models import Slugged

#: The permission to read pages for members only.
READ_MEMBERS_PAGES = "pages.read_members_pages"


def reads_members_pages(user) -> bool:
    """Return whether the user may read pages for members. Former members may not, whose account is kept."""
    if not user.has_perm(READ_MEMBERS_PAGES):
        return False
    person = getattr(user, "person", None)
    return user.is_superuser or person is None or person.is_current()


class PageQuerySet(QuerySet):
    """QuerySet of Page."""

    def public(self):
        """Return the pages that everybody may read. What is below a hidden page is hidden with it."""
        below_public = Q(parent=None) | Q(parent__is_public=True, parent__is_members_only=False)
        return self.filter(below_public, is_public=True, is_members_only=False)

    def published(self):
        """Return the pages that members may read."""
        return self.filter(Q(parent=None) | Q(parent__is_public=True), is_public=True)

    def visible_to(self, user):
        """Return the pages that this user may read; a visitor, those that are public."""
        return self.published() if reads_members_pages(user) else self.public()

    def delete_and_keep_subpages_hidden(self):
        """Delete the pages; their subpages move to the top level, and do not become public by that."""
        subpages = self.model._base_manager
        subpages.filter(parent__in=self.filter(is_public=False)).update(is_public=False)
        subpages.filter(parent__in=self.filter(is_members_only=True)).update(is_members_only=True)
        return self.delete()

    def for_list(self):
        return self.defer("search_text")

    def in_order(self):
        return self.order_by("position", "title", "pk")

    def matching(self, query: Query):
        return self.filter(matching(query))


class Page(Slugged):
    """A page of the lab's own. Its URL is at the top level of the site, also that of a subpage."""

    title = models.CharField(_("title"), max_length=120, blank=True)
    title_zh = models.CharField(_("title (Chinese)"), max_length=120, blank=True)
    body = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "Markdown, with footnotes, formulas and callouts. “{{ members: team }}”, "
            "“{{ publications: topic }}”, “{{ news }}” or “{{ openings }}” on a line of its own "
            "inserts such a list."
        ),
    )
    body_zh = models.TextField(_("text (Chinese)"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="subpages",
        verbose_name=_("parent page"),
        help_text=_("Leave empty unless this is a subpage of another page."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Pages with a smaller number come first.")
    )
    is_public = models.BooleanField(_("shown on the site"), default=True)
    is_members_only = models.BooleanField(
        _("for members only"),
        default=False,
        help_text=_("Only signed-in members of the lab can read and find the page."),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    search_text = SearchTextField()

    #: The first parts of the other URLs of the site; a test compares them.
    reserved_slugs = (
        "accounts|add|admin|data|desk|files|healthz|me|media|metrics|news|people|projects|publications|recruiting"
        "|search|static|teams|theme|zh-hans"
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = pgettext_lazy("site", "pages")
        ordering = ["position", "title", "pk"]
        permissions = [("read_members_pages", _("Can read pages for members only"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="", title_zh=""),
                name="page_has_a_title",
                violation_error_message=_("Enter the title in English or Chinese."),
            )
        ]

    def __str__(self):
        return self.title or self.title_zh

    def get_absolute_url(self):
        return reverse("page", args=[self.slug])

    def clean(self):
        """Refuse a subpage of a subpage."""
        super().clean()
        if self.parent is None:
            return
        if self.parent.pk == self.pk or self.parent.parent_id is not None:
            raise ValidationError({"parent": _("Choose a page that is not a subpage itself.")})
        if self.pk and Page.objects.filter(parent=self.pk).exists():
            raise ValidationError({"parent": _("This page has subpages, so it cannot be a subpage itself.")})

    def slug_text(self):
        return self.title or self.title_zh

    def search_parts(self):
        return self.title, self.title_zh, plain(prose(self.body)), plain(prose(self.body_zh))

    @property
    def headline(self) -> LocalText:
        return local(self, "title")

    @property
    def introduction(self) -> LocalText:
        """The beginning of the text, without markup."""
        text = local(self, "body")
        return LocalText(introduction(prose(text.text), limit=200), text.lang)
